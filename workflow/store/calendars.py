"""What a change of calendar would do to the dates that are running now. Nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, Table, literal, select

from workflow.definition.calendar import Calendar, span_parts
from workflow.definition.model import Clock, Process
from workflow.store.tables import case, clock, step
from workflow.store.versions import Db, processes

PAGE = 500


class Cursor(NamedTuple):
    """Where the next page begins: the table, and the row after which."""

    kind: Literal["step", "promise"]
    after: int


FIRST, PROMISES = Cursor("step", 0), Cursor("promise", 0)


@dataclass(frozen=True)
class MovedDate:
    """One date as it was promised and as the new calendar would have it. `name`: the stage or the promise."""

    kind: Literal["step", "promise"]
    id: int
    case_id: int
    subject_id: int
    name: str
    slot: str
    due_at: datetime
    new_due_at: datetime


@dataclass(frozen=True)
class CalendarPreview:
    """A page: `seen` running dates, of which `moved` would move; `later` and `earlier` count them. `next` is None on
    the last page. Days that a person chose, and promises that stand still, have no date to move."""

    seen: int
    moved: tuple[MovedDate, ...]
    next: Cursor | None

    @property
    def later(self) -> int:
        return sum(one.new_due_at > one.due_at for one in self.moved)

    @property
    def earlier(self) -> int:
        return len(self.moved) - self.later


def calendar_preview(
    db: Db, new_calendar: Calendar, *, key: str = "idea", start: Cursor = FIRST, limit: int = PAGE
) -> CalendarPreview:
    """Which open due dates of the process `key` would be others under `new_calendar`: one page of rows, in one
    statement (and one for each version met)."""
    rows = db.execute(_open(start, key).limit(limit)).all()
    process_of = processes(db)
    moved = []
    for row in rows:
        due_at = _due(process_of(row.version_id), new_calendar, start.kind, row)
        if due_at is not None and due_at != row.due_at:
            moved.append(
                MovedDate(start.kind, row.id, row.case_id, row.subject_id, row.name, row.slot, row.due_at, due_at)
            )
    following = Cursor(start.kind, rows[-1].id) if len(rows) == limit else None
    if following is None and start.kind == "step":
        following = PROMISES
    return CalendarPreview(len(rows), tuple(moved), following)


def calendar_previews(
    db: Db, new_calendar: Calendar, *, key: str = "idea", limit: int = PAGE
) -> Iterator[CalendarPreview]:
    """Every page, one after the other."""
    start: Cursor | None = FIRST
    while start is not None:
        page = calendar_preview(db, new_calendar, key=key, start=start, limit=limit)
        yield page
        start = page.next


def _open(start: Cursor, key: str) -> Select[Any]:
    if start.kind == "step":
        return _page(step, step.c.stage, step.c.opened_at, step.c.slot, key, start.after).where(
            step.c.closed_at.is_(None)
        )
    return _page(clock, clock.c.name, clock.c.running_since, literal(""), key, start.after).where(
        clock.c.stopped_at.is_(None), clock.c.missed_at.is_(None), clock.c.running_since.is_not(None)
    )


def _page(
    table: Table, name: ColumnElement[Any], since: ColumnElement[Any], slot: ColumnElement[Any], key: str, after: int
) -> Select[Any]:
    return (
        select(
            table.c.id, table.c.case_id, name.label("name"), slot.label("slot"), since.label("since"), table.c.due_at,
            case.c.subject_id, case.c.version_id,
        )
        .join(case, case.c.id == table.c.case_id)
        .where(case.c.process_key == key, table.c.id > after)
        .order_by(table.c.id)
    )  # fmt: skip


def _due(process: Process, calendar: Calendar, kind: str, row: Row[Any]) -> datetime | None:
    """The date counted again from where it was counted before."""
    if kind == "step":
        stage = process.stages.get(row.name)
        return calendar.due(row.since, stage.due) if stage and stage.due and not stage.due.startswith("@") else None
    promise = process.clocks.get(row.name)
    return _promised(process.calendar, calendar, promise, row) if promise else None


def _promised(old: Calendar, new: Calendar, promise: Clock, row: Row[Any]) -> datetime:
    """A promise that stood still goes on from there with what was left of it then, by the calendar of then."""
    unit = span_parts(promise.due)[1]
    if unit == "bd":
        return new.due_after(row.since, old.business_days_between(row.since, row.due_at), unit)
    return new.due_after(row.since, old.business_minutes_between(row.since, row.due_at), "bm")
