"""Becoming a customer of the board: sign up, then confirm the address."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from ideas.accounts import policy, queries, tokens
from ideas.accounts.commands.password import hash_password
from ideas.accounts.events import AlreadyRegistered, SignedUp
from ideas.accounts.models import Person
from ideas.kernel.db import db
from ideas.kernel.events import publish
from ideas.kernel.i18n import LANGUAGES
from ideas.kernel.ids import new_token


def sign_up(name: str, email: str, password: str, language: str, at: datetime) -> Person | None:
    """A new customer who must still confirm the address; None when the address is somebody's already.

    The caller answers the same in both cases. Whoever is in gets a mail that says so; an address that was
    never confirmed belongs to nobody yet: the last to sign up with it replaces the others, whose links die.

    Raises BadField.
    """
    name, address = policy.clean_name(name), policy.clean_email(email)
    policy.check_new_password(password, email=address, name=name)
    kept = hash_password(password)
    person = _add(Person(
        email=address, name=name, password_hash=kept, stamp=new_token(), created_at=at,
        language=language if language in LANGUAGES else LANGUAGES[0],
    ))  # fmt: skip
    if person is None:
        _again(address, name, kept)
        return None
    publish(SignedUp(person.id))
    return person


def _add(person: Person) -> Person | None:
    """The database decides whether the address is free, also for two people at once."""
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError:
        return None
    return person


def _again(address: str, name: str, kept: str) -> None:
    person = queries.by_email(address)
    if person is None:
        return
    if person.confirmed_at is not None:
        publish(AlreadyRegistered(person.id))
        return
    person.name, person.password_hash, person.stamp = name, kept, new_token()
    db.session.flush()
    publish(SignedUp(person.id))


def ask_confirmation(email: str) -> None:
    """Send the link again to an address that still waits; nothing tells the caller whether it does."""
    person = queries.by_email(email)
    if person is not None and person.confirmed_at is None:
        publish(SignedUp(person.id))


def confirm(token: str, at: datetime) -> Person:
    """The address belongs to whoever opened the link. A second time changes nothing. Raises BadLink."""
    person = tokens.confirming(token)
    if person.confirmed_at is None:
        person.confirmed_at = at
        db.session.flush()
    return person
