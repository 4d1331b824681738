"""Who a person is to a case."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import select

import workflow
from ideas.accounts.models import Person, PersonRole
from ideas.kernel import clock
from ideas.kernel.db import db
from workflow import Actor, NotAllowed, Process

AUTHOR = "author"
Done = TypeVar("Done")


def actor(person: Person, author_id: int | None) -> Actor:
    """The person as the engine knows them; whoever wrote the idea is also its author.

    A member of staff acts for the bank on other people's ideas only: on their own they are the author alone.
    """
    if author_id is not None and person.id == author_id:
        return Actor(person.id, frozenset({AUTHOR}))
    return Actor(person.id, person.roles)


def actors(person: Person, author_id: int | None) -> Sequence[Actor]:
    """The person as themselves, then in the place of each absent colleague, with the roles that one has today.

    Nobody stands in for anybody on an idea that either of them wrote.
    """
    own = actor(person, author_id)
    if not person.is_staff or AUTHOR in own.roles:
        return (own,)
    stands_in = [Actor(person.id, roles, absent) for absent, roles in absent_roles(person).items()]
    return (own, *(who for who in stands_in if who.on_behalf_of != author_id))


def absent_roles(person: Person) -> dict[int, frozenset[str]]:
    """The absent colleagues for whom this person stands in today, each with the roles passed on and still held."""
    passed = workflow.delegations_for(db.session, person.id, clock.today()) if person.is_staff else []
    if not passed:
        return {}
    held: dict[int, set[str]] = {}
    absent = [each.from_id for each in passed]
    for row in db.session.execute(select(PersonRole).where(PersonRole.person_id.in_(absent))).scalars():
        held.setdefault(row.person_id, set()).add(row.role)
    return {each.from_id: each.roles & held.get(each.from_id, set()) for each in passed}


def complaint_actions(process: Process, stage: str) -> set[str]:
    """The actions that lead from that stage to a status nobody but the author reads: what it says is a complaint."""
    ways = (*process.stages[stage].actions.values(), *process.anywhere.values())
    return {way.id for way in ways if way.to in process.stages and process.public_of(way.to).private}


def first_allowed(people: Sequence[Actor], attempt: Callable[[Actor], Done]) -> Done:
    """What `attempt` returns for the first of these who may; the refusal that says most when none may.

    The engine refuses before it writes, so that an attempt that was refused has left nothing behind.
    """
    refusals: list[NotAllowed] = []
    for who in people:
        try:
            return attempt(who)
        except NotAllowed as refused:
            refusals.append(refused)
    raise next((refused for refused in refusals if refused.code != "wrong_role"), refusals[0])
