"""Forms of administration: text -> typed values."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from ideas.web.forms import Form, line

LONGEST_NAME = 80


def one_newline(value: str | None) -> str:
    """Browsers send two characters at the end of a line; nothing else of a definition is touched."""
    return (value or "").replace("\r\n", "\n")


class DefinitionForm(Form):
    text = TextAreaField(_l("Definition"), filters=[one_newline], validators=[InputRequired(_l("The text is empty."))])


class RolesForm(Form):
    roles = SelectMultipleField(_l("Roles"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False))

    def offer(self, roles: list[tuple[str, Any]]) -> None:
        """The roles that there are, each with its title."""
        self.roles.choices = roles


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
