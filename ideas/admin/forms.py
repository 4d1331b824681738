"""Forms of administration: text -> typed values."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    FloatField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from ideas.admin.queries.draft import Editor
from ideas.admin.queries.review import Decision
from ideas.admin.queries.simulation import CASES, WEEK
from ideas.kernel.i18n import number
from ideas.web.forms import Form, line

LONGEST_NAME = 80

MOST_A_WEEK, MOST_PEOPLE = 200, 500
A_WEEK, A_ROLE = _l("A number from 0.1 to 200."), _l("A whole number from 1 to 500.")


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
    text = TextAreaField(_l("Definition"), filters=[one_newline], validators=[DataRequired(_l("The text is empty."))])

    def after(self, page: Editor) -> None:
        """The answer that goes with the checks; whoever was told that the draft moved may then save over it."""
        if self.status == 409:
            self.seen.data = str(page.saved.n if page.saved else 0)
        elif self.is_submitted() and self.status == 200 and page.checked and page.checked.faults:
            self.status = 422


class DiagramForm(Form):
    """A BPMN file to begin from."""

    diagram = FileField(_l("BPMN file"), validators=[FileRequired(_l("Choose the file of a diagram."))])


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


class TypedNumber:
    """A number in a plain input, so that what cannot be one is still there beside its sentence."""

    widget = TextInput()
    process_errors: Sequence[Any]

    def pre_validate(self, form: Form) -> None:
        if self.process_errors:
            raise StopValidation


class DecimalField(TypedNumber, FloatField):
    """With the comma of Italian or with a point; whole numbers without either."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([typed.strip().replace(",", ".") for typed in valuelist])
        except ValueError as wrong:
            raise ValueError(A_WEEK) from wrong

    def _value(self) -> str:
        return number(self.data) if self.data is not None and not self.raw_data else super()._value()


class PeopleField(TypedNumber, IntegerField):
    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as wrong:
            raise ValueError(A_ROLE) from wrong


class SimulationForm(Form):
    """What is assumed; sent by GET, because nothing changes."""

    class Meta(Form.Meta):
        csrf = False

    days = SelectField(
        _l("For how long"),
        choices=[
            SelectChoice("65", _l("Three months")),
            SelectChoice("130", _l("Six months")),
            SelectChoice("260", _l("A year")),
        ],
    )
    arrivals = DecimalField(_l("Ideas a week"), validators=[NumberRange(0.1, MOST_A_WEEK, A_WEEK)])
    names: dict[str, str] = {}

    def validate_arrivals(self, field: DecimalField) -> None:
        """What would take more than two seconds is not begun."""
        weeks = int(self.days.data) / WEEK if str(self.days.data).isdecimal() else 0.0
        if field.data and field.data * weeks > CASES:
            sentence = _l("At most %(n)s ideas in all: take a shorter time or fewer ideas a week.", n=number(CASES))
            raise ValidationError(sentence)

    def people(self) -> dict[str, int]:
        """Role -> how many people."""
        return {role: self[name].data for role, name in self.names.items()}


def simulation_form(roles: Sequence[tuple[str, str, int]], arrivals: float) -> SimulationForm:
    """`roles` are names, titles and how many people there are; the form holds what the address says, else those."""
    body: dict[str, Any] = {"names": {role: f"people_{role}" for role, _title, _people in roles}}
    for role, title, _people in roles:
        enough = NumberRange(1, MOST_PEOPLE, A_ROLE)
        body[f"people_{role}"] = PeopleField(title, validators=[enough])
    known: Mapping[str, Any] = {f"people_{role}": people for role, _title, people in roles}
    data = {"days": "130", "arrivals": max(round(arrivals, 1), 0.1), **known}
    made = type("SimulationFormOfProcess", (SimulationForm,), body)
    form: SimulationForm = made(request.args if request.args else None, data=data)
    if request.args and not form.validate():
        form.status = 422
    return form


class CategoryForm(Form):
    name = StringField(_l("Name in Italian"), filters=[line])
    name_en = StringField(_l("Name in English"), filters=[line])
    team = StringField(
        _l("Team"), filters=[line], description=_l("As customers read it on their receipt: “team Savings”.")
    )
    people = SelectMultipleField(
        _l("Whose desk its ideas are on"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer(self, people: list[tuple[int, str]]) -> None:
        self.people.choices = people

    def values(self) -> dict[str, Any]:
        return {name: self[name].data for name in ("name", "name_en", "team", "people")}

    def validate_name(self, field: Any) -> None:
        if not 2 <= len(field.data or "") <= LONGEST_NAME:
            raise ValidationError(_l("Write a name of at most 80 characters."))

    def validate_name_en(self, field: Any) -> None:
        if len(field.data or "") > LONGEST_NAME:
            raise ValidationError(_l("Write a name of at most 80 characters."))

    validate_team = validate_name_en
