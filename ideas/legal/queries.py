"""Whom to write to, and the cookies there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Cookie:
    name: str
    purpose: Any
    lasts: Any


YEAR = _l("One year")
COOKIES: Sequence[Cookie] = (
    Cookie(
        "session",
        _l("Keeps you signed in and protects the forms from being sent by somebody else."),
        _l("Until you close the browser or sign out"),
    ),
    Cookie("language", _l("Remembers whether you read in Italian or in English."), YEAR),
    Cookie("theme", _l("Remembers whether you chose light or dark."), YEAR),
)


def contact() -> str:
    """The address for accessibility and personal data."""
    return str(current_app.config["CONTACT_MAIL"]) or parseaddr(str(current_app.config["MAIL_FROM"]))[1]
