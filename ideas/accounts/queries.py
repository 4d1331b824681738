"""Who is who."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ideas.accounts.models import Person, PersonRole
from ideas.kernel.db import db
from ideas.kernel.errors import NotFound

DEMO_DOMAIN = "@demo.example"


@dataclass(frozen=True)
class Signature:
    """How a person signs: `title` is the job for staff, empty for customers."""

    id: int
    name: str
    initials: str
    is_staff: bool


@dataclass(frozen=True)
class Credentials:
    """What signing in needs to know of an address."""

    id: int
    password_hash: str
    confirmed_at: datetime | None


@dataclass(frozen=True)
class DemoPerson:
    name: str
    email: str


def session_person(cookie: str) -> Person | None:
    """The person whose session cookie this is, unless the stamp has changed since."""
    number, _, stamp = cookie.partition(".")
    if not number.isdigit():
        return None
    person = db.session.get(Person, int(number))
    return person if person is not None and person.stamp == stamp else None


def person(person_id: int) -> Person | None:
    return db.session.get(Person, person_id)


def existing(person_id: int) -> Person:
    """Raises NotFound."""
    found = person(person_id)
    if found is None:
        raise NotFound(_l("There is nobody with this number."))
    return found


def credentials(email: str) -> Credentials | None:
    chosen = select(Person.id, Person.password_hash, Person.confirmed_at)
    row = db.session.execute(chosen.where(Person.email == email.strip().lower())).first()
    return Credentials(row.id, row.password_hash, row.confirmed_at) if row else None


def demo_people() -> list[DemoPerson]:
    """The people of the demo bank, in the order they were created."""
    chosen = select(Person.name, Person.email).where(Person.email.endswith(DEMO_DOMAIN))
    rows = db.session.execute(chosen.order_by(Person.id).limit(40))
    return [DemoPerson(row.name, row.email) for row in rows]


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


def staffing() -> dict[str, list[int]]:
    """Ids of the people who hold each role."""
    found: dict[str, list[int]] = {}
    for row in db.session.execute(select(PersonRole.role, PersonRole.person_id)):
        found.setdefault(row.role, []).append(row.person_id)
    return found


def colleagues(after: int, limit: int) -> list[Person]:
    """People with a role, by number, from the one after `after`; found through the roles, never through customers."""
    chosen = select(PersonRole.person_id).where(PersonRole.person_id > after).distinct()
    first = chosen.order_by(PersonRole.person_id).limit(limit).subquery()
    people = select(Person).where(Person.id.in_(select(first.c.person_id))).order_by(Person.id)
    return list(db.session.scalars(people).unique())
