"""Sign-up, sign-in, passwords, preferences."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from ideas.kernel.i18n import LANGUAGE_NAMES, LANGUAGES
from ideas.web.forms import Form, line

ADDRESS_NEEDED = _l("Write your e-mail address.")
PASSWORD_NEEDED = _l("Write your password.")
NEW_PASSWORD_HINT = _l("At least 10 characters. Three words that have nothing in common work well.")


class SignInForm(Form):
    next = HiddenField()
    email = EmailField(_l("E-mail"), [DataRequired(ADDRESS_NEEDED)], filters=[line])
    password = PasswordField(_l("Password"), [InputRequired(PASSWORD_NEEDED)])


class SignUpForm(Form):
    name = StringField(
        _l("Name and surname"),
        [DataRequired(_l("Write your name and surname. For example: Giulia Rossi."))],
        filters=[line],
        description=_l("Beside your ideas people see the first name and one initial, such as “Giulia R.”."),
    )
    email = EmailField(_l("E-mail"), [DataRequired(ADDRESS_NEEDED)], filters=[line])
    password = PasswordField(_l("Password"), [InputRequired(_l("Choose a password."))], description=NEW_PASSWORD_HINT)


class AddressForm(Form):
    """Asks for a mail: a new password, or the confirmation link again."""

    email = EmailField(_l("E-mail"), [DataRequired(ADDRESS_NEEDED)], filters=[line])


class NewPasswordForm(Form):
    password = PasswordField(
        _l("New password"), [InputRequired(_l("Choose a password."))], description=NEW_PASSWORD_HINT
    )


class ButtonForm(Form):
    """Nothing but the button."""


class PreferencesForm(Form):
    name = StringField(_l("Name and surname"), filters=[line])
    # The footer of every page has a select "language" of its own.
    language = SelectField(
        _l("Language"),
        choices=[SelectChoice(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
        id="your-language",
    )
    mails = BooleanField(
        _l("Send me e-mails too"),
        description=_l("Every time something moves on an idea of yours, or on one you voted for or follow."),
    )


class PasswordForm(NewPasswordForm):
    current = PasswordField(_l("Present password"), [InputRequired(PASSWORD_NEEDED)])
