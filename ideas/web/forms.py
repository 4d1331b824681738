"""The base of every form: cleaned text, refusals shown beside the field, what was typed kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_babel import get_locale
from flask_wtf import FlaskForm

from ideas.kernel.db import db
from ideas.kernel.errors import Invalid, Refusal
from ideas.kernel.text import clean, clean_line


class Form(FlaskForm):
    """`status` is what a view answers with the form: 200 when nothing was sent, 422, or the refusal's own."""

    status = 200

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> Any:
            """WTForms' own sentences in the language of the page."""
            from wtforms.i18n import get_translations

            locale = get_locale()
            return get_translations([str(locale)] if locale else ["it"])

    def sent(self) -> bool:
        """Whether the form was sent and is valid."""
        valid = bool(self.validate_on_submit())
        if self.is_submitted() and not valid:
            self.status = 422
        return valid

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Run a command; a refusal undoes the change and stands in the form, beside its field where it has one."""
        try:
            yield
        except Refusal as refusal:
            db.session.rollback()
            self.status = refusal.status
            self._show(refusal)

    def _show(self, refusal: Refusal) -> None:
        fields = refusal.fields if isinstance(refusal, Invalid) else {}
        shown = False
        for name, sentence in fields.items():
            if name in self:
                self[name].errors = [*self[name].errors, sentence]
                shown = True
        if not shown:
            self.form_errors.append(refusal.sentence)


def line(value: str | None) -> str:
    """WTForms filter for one-line fields."""
    return clean_line(value)


def paragraph(value: str | None) -> str:
    """WTForms filter for text areas."""
    return clean(value)
