"""Forms of administration: text -> typed values."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from ideas.web.forms import Form


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
