"""Erasure and consent."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField
from wtforms.validators import InputRequired

from ideas.web.forms import Form


class ErasureForm(Form):
    understood = BooleanField(
        _l("I have read what stays and what goes"), [InputRequired(_l("Tick the box: erasure cannot be undone."))]
    )
    password = PasswordField(_l("Your password"), [InputRequired(_l("Write your password."))])


class ConsentForm(Form):
    news = BooleanField(
        _l("Write to me when an idea comes out"),
        description=_l("One e-mail for each announcement, whoever had the idea. You can change your mind here."),
    )
