"""A new state -> the rows that changed. Old and new steps stand in the same order; new ones come after."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, Update, bindparam, insert, update

from workflow.definition.model import Process
from workflow.engine.state import Actor, Obligation, State
from workflow.errors import Stale
from workflow.record.kept import kept
from workflow.store.cases import Case
from workflow.store.history import Chain, Record
from workflow.store.tables import case, clock, event, event_text, obligation, step
from workflow.store.versions import Db, connection


def _changing(table: Table, *names: str) -> Update:
    """Written once per table: SQLAlchemy then remembers how it is compiled."""
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(table).where(table.c.id == bindparam("row_id")).values(values)


_STEP_CHANGES = ("assignee_id", "closed_at", "outcome", "by_id", "on_behalf_of_id", "reason", "escalated_at")
_CLOCK_CHANGES = ("running_since", "budget_left", "due_at", "stopped_at", "missed_at", "warn_at")
_DUTY_CHANGES = ("closed_at", "closed_by", "outcome", "note")
_CASE_CHANGES = (
    "stage", "public", "round", "back", "closed_at", "row_version", "head", "entered_at", "last_by", "last_at",
)  # fmt: skip
_UPDATES = {
    step: _changing(step, *_STEP_CHANGES),
    clock: _changing(clock, *_CLOCK_CHANGES),
    obligation: _changing(obligation, *_DUTY_CHANGES),
}
# The row is locked already; the version also holds off a caller who forgot to begin IMMEDIATE on SQLite.
_UPDATE_CASE = _changing(case, *_CASE_CHANGES).where(case.c.row_version == bindparam("seen"))
_INSERTS = {table: insert(table) for table in (step, clock, obligation, event, event_text)}


def save(
    db: Db, held: Case, after: State, records: Sequence[Record], actor: Actor, at: datetime, *, moved: bool = True
) -> int:
    """Write what differs between the case held and the state after; the new row_version.

    Without `moved` nobody counts as having moved the case (somebody took it in hand).
    """
    db = connection(db)
    chain = Chain(held.process.key, held.subject_id, held.version_id, held.row_version, held.head)
    before = held.state
    *first, last = records
    for record in first:
        chain.add(record, actor, at)
    chain.add(replace(last, record={**last.record, **kept(before, after)}), actor, at)
    by, when = (actor.id, at) if moved else (held.last_by, held.last_at)
    _save_case(db, held, after, chain, at, by, when)
    _update(db, step, before.steps, after.steps, _STEP_CHANGES)
    insert_rows(db, step, step_rows(held.id, after, len(before.steps), chain.seq))
    _update(db, clock, before.clocks, after.clocks, _CLOCK_CHANGES)
    insert_rows(db, clock, clock_rows(held.id, after, len(before.clocks)))
    _update(db, obligation, before.obligations, after.obligations, _DUTY_CHANGES)
    insert_rows(db, obligation, _duty_rows(held.id, after, len(before.obligations)))
    append(db, held.id, chain)
    return chain.seq


def append(db: Db, case_id: int, chain: Chain) -> None:
    """The rows by which the chain grew."""
    insert_rows(db, event, [{"case_id": case_id, **row} for row in chain.events])
    insert_rows(db, event_text, [{"case_id": case_id, **row} for row in chain.texts])


def case_values(process: Process, state: State, chain: Chain) -> dict[str, Any]:
    """The columns of a case that follow from where it is."""
    return {
        "stage": state.stage,
        "public": process.stages[state.stage].public,
        "round": state.round,
        "back": state.back,
        "closed_at": state.closed_at,
        "row_version": chain.seq,
        "head": chain.head,
    }


def step_rows(case_id: int, state: State, start: int, seq: int) -> list[dict[str, Any]]:
    return [{"case_id": case_id, "opened_seq": seq, **_columns(opened)} for opened in state.steps[start:]]


def clock_rows(case_id: int, state: State, start: int) -> list[dict[str, Any]]:
    return [{"case_id": case_id, **_columns(started)} for started in state.clocks[start:]]


def _save_case(
    db: Db, held: Case, after: State, chain: Chain, at: datetime, last_by: int | None, last_at: datetime
) -> None:
    entered = len(after.steps) > len(held.steps) or after.stage != held.stage
    values = {
        **case_values(held.process, after, chain),
        "entered_at": at if entered else held.entered_at,
        "last_by": last_by,
        "last_at": last_at,
    }
    named = {f"new_{name}": value for name, value in values.items()}
    moved = db.execute(_UPDATE_CASE, {"row_id": held.id, "seen": held.row_version, **named})
    if getattr(moved, "rowcount", 1) != 1:
        raise Stale(held.last_by, held.last_at)


def _duty_rows(case_id: int, state: State, start: int) -> list[dict[str, Any]]:
    rows = []
    for duty in state.obligations[start:]:
        owner = next(given.id for given in state.steps if given[:3] == duty[:3])
        values = {name: value for name, value in _columns(duty).items() if name not in Obligation._fields[:3]}
        rows.append({"case_id": case_id, "step_id": owner, **values})
    return rows


def _update(db: Db, table: Table, before: Sequence[Any], after: Sequence[Any], names: tuple[str, ...]) -> None:
    changed = [new for old, new in zip(before, after, strict=False) if new is not old]
    if changed:
        rows = [{"row_id": new.id, **{f"new_{name}": getattr(new, name) for name in names}} for new in changed]
        _execute(db, _UPDATES[table], rows)


def insert_rows(db: Db, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        _execute(db, _INSERTS[table], rows)


def _execute(db: Db, statement: Any, rows: list[dict[str, Any]]) -> None:
    # One row goes as a plain statement: bulk execution has machinery of its own that a single move need not pay.
    db.execute(statement, rows[0] if len(rows) == 1 else rows)


def _columns(item: Any) -> dict[str, Any]:
    return {name: value for name, value in item._asdict().items() if name != "id"}
