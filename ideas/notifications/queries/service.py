"""Mails about the account itself: people get them whatever they chose about the others."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from ideas.accounts.models import Person
from ideas.accounts.tokens import confirmation_token, reset_token
from ideas.web.addresses import absolute

TITLES = {
    "confirmation": _l("Confirm your address"),
    "reset": _l("Choose a new password"),
    "already_registered": _l("You are already one of us"),
    "password_changed": _l("Your password has changed"),
}


@dataclass(frozen=True)
class ServiceLetter:
    """`url` is where its button leads."""

    message: str
    title: str
    first_name: str
    url: str


def first_name(person: Person) -> str:
    return person.name.split()[0] if person.name.split() else person.name


def service_letter(person: Person, message: str) -> ServiceLetter:
    """Links are signed at the moment of writing, so that their time starts when the mail leaves."""
    if message == "confirmation":
        url = absolute("accounts.confirmation", token=confirmation_token(person))
    elif message == "reset":
        url = absolute("accounts.new_password", token=reset_token(person))
    elif message == "already_registered":
        url = absolute("accounts.sign_in")
    else:
        url = absolute("accounts.password_reset")
    return ServiceLetter(message, str(TITLES[message]), first_name(person), url)
