"""Forms of administration: text -> typed values."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectChoice, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from ideas.admin.queries.review import Decision
from ideas.web.forms import Form


def one_newline(value: str | None) -> str:
    """Browsers send two characters at the end of a line; nothing else of a definition is touched."""
    return (value or "").replace("\r\n", "\n")


class SeenForm(Form):
    """`seen` says which save of the draft the page showed, 0 when there was none."""

    seen = HiddenField()

    def shown(self) -> int:
        typed = self.seen.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


class DefinitionForm(SeenForm):
    text = TextAreaField(_l("Definition"), filters=[one_newline], validators=[InputRequired(_l("The text is empty."))])


class RolesForm(Form):
    roles = SelectMultipleField(_l("Roles"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False))

    def offer(self, roles: list[tuple[str, Any]]) -> None:
        """The roles that there are, each with its title."""
        self.roles.choices = roles


class PublicationForm(SeenForm):
    """With a choice for each stage whose ideas have nowhere to go."""

    names: dict[str, str] = {}

    def decided(self) -> dict[str, str]:
        """Stage that is gone -> stage where its ideas go on."""
        return {stage: self[name].data for stage, name in self.names.items()}


def publication_form(decisions: Sequence[Decision], seen: int) -> PublicationForm:
    """The form of one draft; `seen` stays what the page showed once it was sent."""
    body: dict[str, Any] = {"names": {decision.stage: f"home_{decision.stage}" for decision in decisions}}
    for decision in decisions:
        choices = [SelectChoice("", _l("Choose…")), *(SelectChoice(value, title) for value, title in decision.homes)]
        required = InputRequired(_l("Choose where these ideas go on."))
        body[f"home_{decision.stage}"] = SelectField(decision.title, choices=choices, validators=[required])
    form: PublicationForm = type("PublicationFormOfDraft", (PublicationForm,), body)()
    if not form.seen.data:
        form.seen.data = str(seen)
    return form
