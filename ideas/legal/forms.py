"""The report of something that cannot be used."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, Optional

from ideas.legal.policy import LONGEST, PAGE_LONGEST, SHORTEST
from ideas.web.forms import Form, line, paragraph


class BarrierForm(Form):
    text = TextAreaField(
        _l("What does not work for you"),
        [
            DataRequired(_l("Write what does not work. For example: with the keyboard I cannot reach the button.")),
            Length(SHORTEST, LONGEST, _l("From %(min)d to %(max)d characters.")),
        ],
        filters=[paragraph],
        description=_l("Say what you wanted to do, what happened and, if you like, which device and aids you use."),
    )
    page = StringField(
        _l("On which page"),
        [Optional(), Length(max=PAGE_LONGEST, message=_l("At most %(max)d characters."))],
        filters=[line],
        description=_l("Its title or its address, if you know it."),
    )
    email = EmailField(
        _l("Your e-mail, if you want an answer"),
        [Optional(), Email(_l("This does not look like an e-mail address. Check it."))],
        filters=[line],
        description=_l("We use it only to answer you."),
    )

    def said(self) -> dict[str, str]:
        """What was written, by the names of the command."""
        return {"text": self.text.data or "", "page": self.page.data or "", "email": self.email.data or ""}
