"""Passwords: kept as scrypt hashes, checked in the same time whether or not the address is known."""

from functools import lru_cache

from flask_babel import lazy_gettext as _l
from sqlalchemy import update
from werkzeug.security import check_password_hash, generate_password_hash

from ideas.accounts import policy, queries, tokens
from ideas.accounts.errors import BadField, NotConfirmed, WrongCredentials
from ideas.accounts.events import PasswordChanged, ResetAsked
from ideas.accounts.models import Person
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.events import publish
from ideas.kernel.ids import new_token
from ideas.kernel.jobs import reading_only

METHOD = "scrypt:32768:8:1"


def hash_password(password: str) -> str:
    return generate_password_hash(policy.one_spelling(password), method=METHOD)


@lru_cache(maxsize=1)
def _nobody() -> str:
    """The hash that is checked for an unknown address, so that it takes as long as a known one."""
    return hash_password(new_token())


def _matches(known: str, password: str) -> bool:
    fits = len(password) <= policy.LONGEST_PASSWORD
    return check_password_hash(known, policy.one_spelling(password) if fits else "") and fits


def check_password(email: str, password: str) -> Person:
    """The person who signs in; an old hash is renewed on the way.

    Looks in a reading transaction of its own and closes it before the slow check, which would otherwise keep
    every other writer of a SQLite database waiting: call it before anything else in a request.

    Raises WrongCredentials (the same for unknown address and wrong password) and NotConfirmed.
    """
    with reading_only():
        known = queries.credentials(email)
    if not _matches(known.password_hash if known else _nobody(), password) or known is None:
        raise WrongCredentials
    if known.confirmed_at is None:
        raise NotConfirmed
    if not known.password_hash.startswith(f"{METHOD}$"):
        renewed = update(Person).where(Person.id == known.id, Person.password_hash == known.password_hash)
        db.session.execute(renewed.values(password_hash=hash_password(password)))
    person = queries.person(known.id)
    if person is None:
        raise WrongCredentials
    return person


def ask_reset(email: str) -> None:
    """Send a link to choose a new password, if somebody has this address; the caller cannot tell."""
    person = queries.by_email(email)
    if person is not None:
        publish(ResetAsked(person.id))


def reset(token: str, password: str) -> Person:
    """Choose a new password with the link from the mail, which also proves the address.

    Raises BadLink and BadField.
    """
    person = tokens.resetting(token)
    policy.check_new_password(password, email=person.email, name=person.name)
    if person.confirmed_at is None:
        person.confirmed_at = clock.now()
    _replace(person, password)
    return person


def change_password(person_id: int, current: str, password: str) -> Person:
    """Replace the password and end every session, on every device.

    Raises BadField for a wrong present password and for a weak new one.
    """
    person = prove(person_id, current, field="current")
    policy.check_new_password(password, email=person.email, name=person.name)
    _replace(person, password)
    return person


def prove(person_id: int, password: str, *, field: str = "password") -> Person:
    """Whoever does something grave shows again that they are the person.

    Raises BadField, beside `field`, for a wrong password.
    """
    person = queries.existing(person_id)
    if not _matches(person.password_hash, password):
        raise BadField(field, _l("This is not your present password."))
    return person


def _replace(person: Person, password: str) -> None:
    person.password_hash = hash_password(password)
    person.stamp = new_token()
    db.session.flush()
    publish(PasswordChanged(person.id))
