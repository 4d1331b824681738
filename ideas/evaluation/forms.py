"""Forms made from what the definition says an action needs; the engine itself checks the values."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import DateInput, NumberInput

from ideas.kernel.i18n import language
from ideas.web.forms import Form, line, paragraph
from workflow import Case, Choice, Field


class ActionForm(Form):
    """`version` is the case's row version that the page showed, so that a stale page is refused."""

    version = HiddenField()

    names: tuple[str, ...] = ()

    def values(self) -> dict[str, str]:
        """What was typed, by the field names of the definition."""
        return {name: self[name].data or "" for name in self.names}

    def expected_version(self) -> int | None:
        typed = self.version.data or ""
        return int(typed) if typed.isdigit() and len(typed) < 10 else None

    def shown(self, audience: str) -> list[Any]:
        """The controls for one audience: "customer" or "internal"."""
        return [self[name] for name in self.names if self.audiences[name] == audience]

    audiences: dict[str, str] = {}


class VerdictForm(Form):
    """An office's verdict; `round` is the round the page showed."""

    round = HiddenField()
    verdict = RadioField(_l("Your opinion"), validators=[InputRequired(_l("Choose one of the opinions."))])
    reason = TextAreaField(_l("Why"), filters=[paragraph])

    def expected_round(self) -> int | None:
        typed = self.round.data or ""
        return int(typed) if typed.isdigit() and len(typed) < 10 else None


class ConditionForm(Form):
    note = TextAreaField(_l("How the condition was met"), filters=[paragraph])


class AbsenceForm(Form):
    """Who stands in for me, and when; the names of the fields are those of the engine's refusals."""

    # Somebody is always chosen in the list: HTML allows `required` only where nothing may be.
    to = SelectField(
        _l("Who stands in for you"),
        coerce=int,
        validators=[InputRequired(_l("Choose a colleague."))],
        render_kw={"required": False},
    )
    starts_on = DateField(_l("First day"), validators=[InputRequired(_l("Write the first day."))])
    ends_on = DateField(_l("Last day"), validators=[InputRequired(_l("Write the last day."))])


def number_typed(value: str | None) -> str:
    """The idea's number out of what people paste: "1187/26", "#1187" or the page's address."""
    typed = line(value)
    found = re.search(r"/ideas/(\d+)", typed) or re.match(r"\D*(\d+)", typed)
    return found.group(1) if found else typed


def action_form(case: Case, choice: Choice) -> ActionForm:
    """The form of one action, with a control for each field it needs or accepts."""
    fields = [(field, True) for field in choice.need] + [(field, False) for field in choice.optional]
    controls = {field.name: _control(field, required) for field, required in fields}
    body: dict[str, Any] = {
        **controls,
        "names": tuple(controls),
        "audiences": {field.name: field.audience for field, _required in fields},
    }
    form: ActionForm = type("ActionFormOfStage", (ActionForm,), body)()
    form.status = 200
    if not form.version.data:
        form.version.data = str(case.row_version)
    return form


def verdict_form(case: Case, choices: list[Choice]) -> VerdictForm:
    """The form of an office, with the verdicts the stage offers."""
    form = VerdictForm()
    verdicts = [case.process.verdicts[choice.action] for choice in choices]
    form.verdict.choices = [SelectChoice(v.id, v.label.in_(language())) for v in verdicts]
    if not form.round.data:
        form.round.data = str(case.round)
    return form


def _control(field: Field, required: bool) -> Any:
    lang = language()
    label = field.label.in_(lang)
    if not required:
        label = _("%(label)s (optional)", label=label)
    hint = field.hint.in_(lang) if field.hint else ""
    if field.type == "choice":
        choices = [SelectChoice(value, text.in_(lang)) for value, text in field.choices]
        return RadioField(label, choices=choices, description=hint, validators=[Optional()])
    if field.type == "number":
        widget = NumberInput(step=1, min=field.minimum, max=field.maximum)
        return StringField(label, description=hint, widget=widget, filters=[line])
    if field.type == "date":
        return StringField(label, description=hint, widget=DateInput(), filters=[line])
    if field.type == "reference":
        return StringField(label, description=hint, filters=[number_typed])
    if field.multiline:
        return TextAreaField(label, description=hint, filters=[paragraph])
    return StringField(label, description=hint, filters=[line])
