"""The log alone gives back every other row of a case; where it does not, something was changed behind its back.

Outside the record by decision: `process_step.warned_at` (whether a reminder has gone out, which the sender keeps for
itself) and the ids of rows. An erased text is missing on both sides.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select

from workflow.errors import UnknownCase
from workflow.record.replay import Past, ProcessOf, replay
from workflow.store.history import history
from workflow.store.tables import case, clock, obligation, step
from workflow.store.versions import Db, processes

Row = dict[str, Any]
OUTSIDE = frozenset({"id", "case_id", "step_id", "warned_at"})
KEYS = {"steps": ("opened_seq", "slot"), "clocks": ("name", "round"), "obligations": ("opened_seq", "slot")}


@dataclass(frozen=True)
class Rows:
    """The rows of one case as values, by column; a condition is known by the step (opened_seq, slot) that set it."""

    case: Row
    steps: list[Row] = field(default_factory=list)
    clocks: list[Row] = field(default_factory=list)
    obligations: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """One value that the log and the rows do not agree on; `column` "" when one of them has no such row."""

    case_id: int
    table: str
    key: tuple[Any, ...]
    column: str
    recorded: Any
    stored: Any


def rebuild(db: Db, case_id: int, process_of: ProcessOf | None = None) -> Rows:
    """The rows of a case from its events alone (and from the versions they name, which never change).

    Raises UnknownCase when it has no events, LookupError for an event that its version cannot explain.
    """
    past = replay(history(db, case_id), process_of or processes(db))
    if past is None:
        raise UnknownCase
    state = past.state
    steps = [{**_columns(done), "opened_seq": seq} for done, seq in zip(state.steps, past.opened, strict=True)]
    return Rows(_case(past), steps, [_columns(promise) for promise in state.clocks], list(_duties(past)))


def stored(db: Db, case_id: int) -> Rows:
    """The rows of a case as they are. Raises UnknownCase."""
    row = db.execute(select(case).where(case.c.id == case_id)).mappings().first()
    if row is None:
        raise UnknownCase
    by_step = select(obligation, step.c.opened_seq, step.c.stage, step.c.slot, step.c.round).join(step)
    duties = db.execute(by_step.where(obligation.c.case_id == case_id).order_by(obligation.c.id)).mappings()
    return Rows(_inside(row), _of(db, step, case_id), _of(db, clock, case_id), [_inside(duty) for duty in duties])


def differences(db: Db, case_id: int | None = None) -> Iterator[Difference]:
    """Where rows do not say what the log says, for one case or for all of them, case by case."""
    asked = db.execute(select(case.c.id).order_by(case.c.id)).scalars().all() if case_id is None else [case_id]
    process_of = processes(db)
    for each in asked:
        yield from _differences(each, rebuild(db, each, process_of), stored(db, each))


def _differences(case_id: int, told: Rows, found: Rows) -> Iterator[Difference]:
    yield from _between(case_id, "case", (), told.case, found.case)
    for table, names in KEYS.items():
        recorded = {tuple(row[name] for name in names): row for row in getattr(told, table)}
        kept = {tuple(row[name] for name in names): row for row in getattr(found, table)}
        for key in sorted(recorded.keys() | kept.keys()):
            yield from _between(case_id, table, key, recorded.get(key), kept.get(key))


def _between(
    case_id: int, table: str, key: tuple[Any, ...], told: Row | None, found: Row | None
) -> Iterator[Difference]:
    if told is None or found is None:
        yield Difference(case_id, table, key, "", told, found)
        return
    for column in sorted(told.keys() | found.keys()):
        if told.get(column) != found.get(column):
            yield Difference(case_id, table, key, column, told.get(column), found.get(column))


def _case(past: Past) -> Row:
    state = past.state
    return {
        "process_key": past.process.key,
        "subject_id": past.subject_id,
        "author_id": state.author_id,
        "version_id": past.version_id,
        "stage": state.stage,
        "public": past.process.stages[state.stage].public,
        "round": state.round,
        "back": state.back,
        "row_version": past.seq,
        "head": past.head,
        "opened_at": past.opened_at,
        "entered_at": past.entered_at,
        "closed_at": state.closed_at,
        "last_by": past.last_by,
        "last_at": past.last_at,
    }


def _duties(past: Past) -> Iterator[Row]:
    for duty in past.state.obligations:
        steps = zip(past.state.steps, past.opened, strict=True)
        owner = next(seq for given, seq in steps if (given.stage, given.slot, given.round) == duty[:3])
        yield {**_columns(duty), "opened_seq": owner}


def _columns(item: Any) -> Row:
    return {name: value for name, value in item._asdict().items() if name != "id"}


def _inside(row: Any) -> Row:
    return {name: value for name, value in row.items() if name not in OUTSIDE}


def _of(db: Db, table: Table, case_id: int) -> list[Row]:
    rows = db.execute(select(table).where(table.c.case_id == case_id).order_by(table.c.id)).mappings()
    return [_inside(row) for row in rows]
