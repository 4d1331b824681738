"""Links sent by mail: signed, dated, worth nothing once the person's stamp has changed."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from ideas.accounts import queries
from ideas.accounts.errors import BadLink
from ideas.accounts.models import Person
from ideas.kernel.ids import fingerprint

CONFIRMATION, RESET = "confirmation", "password-reset"
SECONDS: Mapping[str, int] = {CONFIRMATION: 3 * 24 * 3600, RESET: 2 * 3600}


def confirmation_token(person: Person) -> str:
    return _write(CONFIRMATION, person)


def reset_token(person: Person) -> str:
    """Used once: a new password changes the stamp that it holds."""
    return _write(RESET, person)


def confirming(token: str) -> Person:
    """The person whose address a link confirms. Raises BadLink."""
    return _read(CONFIRMATION, token)


def resetting(token: str) -> Person:
    """The person who may choose a new password with a link. Raises BadLink."""
    return _read(RESET, token)


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=f"accounts.{purpose}")


def _write(purpose: str, person: Person) -> str:
    return str(_serializer(purpose).dumps([person.id, fingerprint(person.stamp)[:20]]))


def _read(purpose: str, token: str) -> Person:
    try:
        content: Any = _serializer(purpose).loads(token, max_age=SECONDS[purpose])
        person_id, stamp = content
    except (BadData, ValueError, TypeError) as problem:
        raise BadLink from problem
    person = queries.person(person_id)
    if person is None or fingerprint(person.stamp)[:20] != stamp:
        raise BadLink
    return person
