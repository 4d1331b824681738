"""Absence: who stands in for whom. No chains: whoever stands in for somebody cannot be away in the same days."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, or_, select, text, update

from workflow.errors import BadFields, WorkflowRefusal
from workflow.store.tables import delegation
from workflow.store.versions import Db
from workflow.text import Text

LONGEST = timedelta(days=366)

TO_ONESELF = Text(it="Scegli un’altra persona: non puoi sostituirti da te.", en="Choose somebody else, not yourself.")
NO_ROLES = Text(it="Non hai compiti da passare a qualcuno.", en="You have no work to pass on.")
ENDS_BEFORE = Text(it="L’ultimo giorno viene prima del primo.", en="The last day comes before the first.")
PAST = Text(it="Il primo giorno è già passato.", en="The first day is already past.")
TOO_LONG = Text(it="Al massimo un anno.", en="A year at most.")
OVERLAP = Text(
    it="In quei giorni hai già chi ti sostituisce. Togli prima quella sostituzione.",
    en="Somebody already stands in for you on those days. Remove that first.",
)
TO_IS_AWAY = Text(
    it="In quei giorni è assente anche questa persona: scegline un’altra.",
    en="This person is away on those days too: choose somebody else.",
)
STANDS_IN = Text(
    it="In quei giorni sostituisci tu una persona, e il suo lavoro non si può passare ancora. Chiedile di scegliere "
    "qualcun altro.",
    en="On those days you stand in for somebody, whose work cannot be passed on again. Ask them to choose somebody "
    "else.",
)
GONE = Text(it="Questa sostituzione non c’è più.", en="This substitution is no longer there.")


class NoDelegation(WorkflowRefusal):
    """There is none with that number, it is somebody else's, or it is over."""

    def __init__(self) -> None:
        super().__init__("no_delegation", GONE)


@dataclass(frozen=True)
class Delegation:
    """`to_id` stands in for `from_id`, both days included, in the roles that `from_id` had when it was made."""

    id: int
    from_id: int
    to_id: int
    roles: frozenset[str]
    starts_on: date
    ends_on: date
    by_id: int
    at: datetime


def delegate(
    db: Db, *, from_id: int, to_id: int, roles: Collection[str], starts_on: date, ends_on: date, by_id: int,
    today: date, at: datetime,
) -> int:  # fmt: skip
    """`to_id` stands in for `from_id` from one day to another; the number of the delegation.

    Raises BadFields, with a sentence for "to", "starts_on" or "ends_on".
    """
    _check(from_id, to_id, roles, starts_on, ends_on, today)
    _alone(db)
    for found in db.execute(_between(starts_on, ends_on).where(_about(from_id, to_id))):
        if found.from_id == from_id:
            raise BadFields({"starts_on": OVERLAP})
        if found.from_id == to_id:
            raise BadFields({"to": TO_IS_AWAY})
        if found.to_id == from_id:
            raise BadFields({"starts_on": STANDS_IN})
    values = {
        "from_id": from_id, "to_id": to_id, "roles": ",".join(sorted(roles)), "starts_on": starts_on,
        "ends_on": ends_on, "by_id": by_id, "at": at,
    }  # fmt: skip
    return int(db.execute(insert(delegation).values(values).returning(delegation.c.id)).scalar_one())


def revoke(db: Db, delegation_id: int, *, from_id: int, by_id: int, at: datetime) -> None:
    """From now on nobody stands in for `from_id` by that delegation. Raises NoDelegation."""
    mine = (delegation.c.id == delegation_id) & (delegation.c.from_id == from_id) & delegation.c.revoked_at.is_(None)
    done = db.execute(update(delegation).where(mine).values(revoked_by=by_id, revoked_at=at))
    if getattr(done, "rowcount", 1) != 1:
        raise NoDelegation


def delegations_for(db: Db, person_id: int, on: date) -> list[Delegation]:
    """For whom that person stands in on that day."""
    return _read(db.execute(_between(on, on).where(delegation.c.to_id == person_id)).all())


def delegates_of(db: Db, people: Collection[int], on: date) -> list[Delegation]:
    """Who stands in for those people on that day."""
    return _read(db.execute(_between(on, on).where(delegation.c.from_id.in_(people))).all()) if people else []


def delegations_about(db: Db, person_id: int, since: date) -> list[Delegation]:
    """Those that the person gave or received and that are not over before `since`, the first to begin first."""
    given_or_received = or_(delegation.c.from_id == person_id, delegation.c.to_id == person_id)
    return _read(db.execute(_between(since, date.max).where(given_or_received)).all())


def _check(from_id: int, to_id: int, roles: Collection[str], starts_on: date, ends_on: date, today: date) -> None:
    errors = {}
    if from_id == to_id:
        errors["to"] = TO_ONESELF
    elif not roles:
        errors["to"] = NO_ROLES
    if starts_on < today:
        errors["starts_on"] = PAST
    if ends_on < starts_on:
        errors["ends_on"] = ENDS_BEFORE
    elif ends_on - starts_on > LONGEST:
        errors["ends_on"] = TOO_LONG
    if errors:
        raise BadFields(errors)


def _alone(db: Db) -> None:
    """Of two overlapping ones at the same instant the second must see the first. SQLite writes one at a time anyhow."""
    dialect = db.dialect if isinstance(db, Connection) else db.get_bind().dialect
    if dialect.name == "postgresql":
        db.execute(text("LOCK TABLE process_delegation IN SHARE ROW EXCLUSIVE MODE"))


def _between(first: date, last: date) -> Select[Any]:
    return (
        select(delegation)
        .where(delegation.c.revoked_at.is_(None), delegation.c.starts_on <= last, delegation.c.ends_on >= first)
        .order_by(delegation.c.starts_on, delegation.c.id)
    )


def _about(from_id: int, to_id: int) -> ColumnElement[bool]:
    return or_(delegation.c.from_id.in_((from_id, to_id)), delegation.c.to_id == from_id)


def _read(rows: Sequence[Row[Any]]) -> list[Delegation]:
    return [
        Delegation(
            row.id, row.from_id, row.to_id, frozenset(row.roles.split(",")), row.starts_on, row.ends_on, row.by_id,
            row.at,
        )
        for row in rows
    ]  # fmt: skip
