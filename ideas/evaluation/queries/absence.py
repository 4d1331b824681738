"""Who is away and who stands in for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

import workflow
from ideas.accounts import queries as people
from ideas.accounts.models import STAFF, Person, PersonRole
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.process import running

MOST = 200


@dataclass(frozen=True)
class Absence:
    """One substitution; `who` is the other person, `own` whether it is the reader who is away."""

    id: int
    who: str
    own: bool
    starts_on: date
    ends_on: date
    roles: str


def absences(person: Person) -> Sequence[Absence]:
    """The person's own and those in which they stand in, today's and those to come."""
    found = workflow.delegations_about(db.session, person.id, clock.today())
    names = people.signatures([each.from_id for each in found] + [each.to_id for each in found])
    known, lang = running().roles, language()
    return [
        Absence(
            each.id,
            names[each.to_id if each.from_id == person.id else each.from_id].name,
            each.from_id == person.id,
            each.starts_on,
            each.ends_on,
            ", ".join(known[role].title.in_(lang) for role in sorted(each.roles & known.keys())),
        )
        for each in found
    ]


def colleagues(person: Person) -> Sequence[tuple[int, str]]:
    """Who could stand in: colleagues with one of the same roles or with a role above, at most MOST."""
    known = running().roles
    own = person.roles & known.keys()
    above = {known[role].escalate for role in own}
    query = (
        select(Person.id, Person.name)
        .where(Person.kind == STAFF, Person.id != person.id)
        .where(Person.id.in_(select(PersonRole.person_id).where(PersonRole.role.in_([*own, *filter(None, above)]))))
        .order_by(Person.name, Person.id)
        .limit(MOST)
    )
    return [(row.id, row.name) for row in db.session.execute(query)]
