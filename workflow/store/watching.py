"""What is noticed as time passes: work due soon or overdue, promises near or missed. Each is noticed once.

Every question is asked of a partial index, so a sweep costs what it finds, however many cases there are. What the
customer or the role above is told is an event of the log; nobody moved the case, so whoever saw it may still act.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, Table, select, update

from workflow.engine.state import TIMER, Step
from workflow.record.kept import LATE, MISSED, OVERDUE, PROMISE
from workflow.store.cases import Case, case_by_id
from workflow.store.history import Record
from workflow.store.tables import case, clock, step
from workflow.store.versions import Db
from workflow.store.writing import save


@dataclass(frozen=True)
class Notice:
    """Something to tell: a step due soon (three quarters of its time have gone) or overdue, a promise due soon or
    missed. `steps` are the open steps it concerns; `name` is the promise's; `seq` the event's, or 0."""

    kind: Literal["step_soon", "step_overdue", "promise_soon", "promise_missed"]
    id: int
    case: Case
    due_at: datetime
    steps: tuple[Step, ...]
    name: str = ""
    seq: int = 0


def watch(db: Db, *, at: datetime, limit: int = 100) -> list[Notice]:
    """Notice what there is to notice, at most `limit` of each kind; nothing is noticed twice."""
    return [
        *_steps_soon(db, at, limit),
        *_promises_soon(db, at, limit),
        *_steps_overdue(db, at, limit),
        *_promises_missed(db, at, limit),
    ]


def _steps_soon(db: Db, at: datetime, limit: int) -> Iterator[Notice]:
    waiting = step.c.closed_at.is_(None) & step.c.warned_at.is_(None)
    for held, step_id in _warned(db, step, select(step.c.id, step.c.case_id).where(waiting), at, limit):
        found = next(opened for opened in held.steps if opened.id == step_id)
        # What is overdue by now is noticed as such: one word about it is enough.
        if found.closed_at is None and (found.due_at >= at or found.timer):
            yield Notice("step_soon", step_id, held, found.due_at, (found,))


def _promises_soon(db: Db, at: datetime, limit: int) -> Iterator[Notice]:
    waiting = clock.c.stopped_at.is_(None) & clock.c.missed_at.is_(None) & clock.c.warned_at.is_(None)
    for held, clock_id in _warned(db, clock, select(clock.c.id, clock.c.case_id).where(waiting), at, limit):
        found = next(promise for promise in held.clocks if promise.id == clock_id)
        if found.due_at is not None and found.due_at >= at:
            yield Notice("promise_soon", clock_id, held, found.due_at, held.open_steps, found.name)


def _warned(db: Db, table: Table, chosen: Select[Any], at: datetime, limit: int) -> Iterator[tuple[Case, int]]:
    """The rows whose warning has come, marked as warned."""
    due = chosen.where(table.c.warn_at <= at).order_by(table.c.warn_at, table.c.id).limit(limit)
    found = db.execute(due.with_for_update(of=table, skip_locked=True)).all()
    if found:
        db.execute(update(table).where(table.c.id.in_([row.id for row in found])).values(warned_at=at))
    for row in found:
        held = case_by_id(db, row.case_id)
        if held is not None:
            yield held, row.id


def _steps_overdue(db: Db, at: datetime, limit: int) -> Iterator[Notice]:
    waiting = step.c.closed_at.is_(None) & step.c.timer.is_(None) & step.c.escalated_at.is_(None)
    for held in _held(db, step, waiting & (step.c.due_at < at), limit):
        late = [s for s in held.open_steps if s.due_at < at and s.timer is None and s.escalated_at is None]
        if late:
            steps = tuple(s._replace(escalated_at=at) if s in late else s for s in held.steps)
            records = [Record(OVERDUE, held.stage, held.stage, record={LATE: s.slot}) for s in late]
            save(db, held, held.state._replace(steps=steps), records, TIMER, at, moved=False)
        for seq, overdue in enumerate(late, start=held.row_version + 1):
            yield Notice("step_overdue", overdue.id or 0, held, overdue.due_at, (overdue,), seq=seq)


def _promises_missed(db: Db, at: datetime, limit: int) -> Iterator[Notice]:
    waiting = clock.c.stopped_at.is_(None) & clock.c.missed_at.is_(None)
    for held in _held(db, clock, waiting & (clock.c.due_at < at), limit):
        missed = [c for c in held.clocks if c.running and not c.missed and c.due_at is not None and c.due_at < at]
        if missed:
            clocks = tuple(c._replace(missed_at=at) if c in missed else c for c in held.clocks)
            records = [Record(MISSED, held.stage, held.stage, record={PROMISE: c.name}) for c in missed]
            save(db, held, held.state._replace(clocks=clocks), records, TIMER, at, moved=False)
        for seq, promise in enumerate(missed, start=held.row_version + 1):
            due_at = promise.due_at or at
            yield Notice("promise_missed", promise.id or 0, held, due_at, held.open_steps, promise.name, seq)


def _held(db: Db, table: Table, waiting: Any, limit: int) -> Iterator[Case]:
    """The cases with such a row, locked; read again under the lock, for somebody may just have acted."""
    chosen = (
        select(table.c.case_id)
        .join(case, case.c.id == table.c.case_id)
        .where(waiting)
        .order_by(table.c.due_at, table.c.id)
        .limit(limit)
        .with_for_update(of=case, skip_locked=True)
    )
    for case_id in dict.fromkeys(db.execute(chosen).scalars().all()):
        held = case_by_id(db, case_id, lock=True)
        if held is not None:
            yield held
