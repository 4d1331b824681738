"""Colleagues and their roles."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from ideas.accounts import policy, queries
from ideas.accounts.commands.password import hash_password
from ideas.accounts.errors import AddressTaken, UnknownRole
from ideas.accounts.models import CUSTOMER, ROLES, STAFF, Person, PersonRole
from ideas.kernel.db import db
from ideas.kernel.ids import new_token


def create_staff(email: str, name: str, roles: Iterable[str], password: str, at: datetime) -> Person:
    """A colleague who may sign in at once.

    Raises BadField, UnknownRole, and AddressTaken when the address is somebody's.
    """
    name, address, chosen = policy.clean_name(name), policy.clean_email(email), _known(roles)
    policy.check_new_password(password, email=address, name=name)
    person = Person(
        email=address, name=name, kind=STAFF, password_hash=hash_password(password), stamp=new_token(),
        created_at=at, confirmed_at=at, role_rows=[PersonRole(role=role) for role in chosen],
    )  # fmt: skip
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError as taken:
        raise AddressTaken from taken
    return person


def set_roles(person_id: int, roles: Iterable[str]) -> Person:
    """Replace all roles of a person, who becomes staff with at least one and a customer with none.

    Raises UnknownRole, and NotFound for an unknown person.
    """
    person, chosen = queries.existing(person_id), _known(roles)
    kept = {row.role: row for row in person.role_rows}
    person.role_rows = [kept.get(role) or PersonRole(role=role) for role in chosen]
    person.kind = STAFF if chosen else CUSTOMER
    db.session.flush()
    return person


def _known(roles: Iterable[str]) -> list[str]:
    chosen = sorted(set(roles))
    for role in chosen:
        if role not in ROLES:
            raise UnknownRole(role)
    return chosen
