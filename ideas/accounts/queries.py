"""Who is who."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from ideas.accounts.models import Person, PersonRole
from ideas.kernel.db import db


@dataclass(frozen=True)
class Signature:
    """How a person signs: `title` is the job for staff, empty for customers."""

    id: int
    name: str
    initials: str
    is_staff: bool


def session_person(cookie: str) -> Person | None:
    """The person whose session cookie this is, unless the stamp has changed since."""
    number, _, stamp = cookie.partition(".")
    if not number.isdigit():
        return None
    person = db.session.get(Person, int(number))
    return person if person is not None and person.stamp == stamp else None


def person(person_id: int) -> Person | None:
    return db.session.get(Person, person_id)


def by_email(email: str) -> Person | None:
    return db.session.scalars(select(Person).where(Person.email == email.strip().lower())).unique().first()


def signatures(ids: Iterable[int | None]) -> dict[int, Signature]:
    """The signatures of several people in one statement."""
    wanted = {i for i in ids if i is not None}
    if not wanted:
        return {}
    rows = db.session.execute(select(Person.id, Person.name, Person.kind).where(Person.id.in_(wanted)))
    found = (Person(id=row.id, name=row.name, kind=row.kind) for row in rows)
    return {p.id: Signature(p.id, p.public_name, p.initials, p.is_staff) for p in found}


def with_role(role: str) -> list[int]:
    """Ids of the people who hold a role."""
    return list(db.session.scalars(select(PersonRole.person_id).where(PersonRole.role == role)))
