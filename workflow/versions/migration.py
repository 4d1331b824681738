"""Cases going over to another version, row by row in one transaction, each with an event in its history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, repeat
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, update

from workflow.definition.model import Process
from workflow.engine.state import Actor
from workflow.record.kept import CLOCKS, DUES, MIGRATED, kept, moments
from workflow.store.cases import Case, case_by_id, cases_by_id
from workflow.store.history import Chain, Record
from workflow.store.moving import Move, join_round
from workflow.store.tables import case, clock, event, obligation, step
from workflow.store.versions import Db
from workflow.store.writing import insert_rows
from workflow.versions.carrying import Carried, Decisions, Passage, carry

BATCH = 500
STEP = (
    "stage", "slot", "role", "assignee_id", "due_at", "timer", "closed_at", "outcome", "by_id", "on_behalf_of_id",
    "warn_at", "escalated_at",
)  # fmt: skip
CLOCK = ("running_since", "budget_left", "due_at", "stopped_at", "missed_at", "warn_at")
DUTY = ("closed_at", "closed_by", "outcome")


@dataclass(frozen=True)
class Migrated:
    """A case whose stage or public status is called otherwise now, for whoever keeps a copy of them."""

    case_id: int
    subject_id: int
    from_stage: str
    to_stage: str
    from_public: str
    to_public: str


@dataclass(frozen=True)
class Change:
    """A case and what it becomes: `process` and `version_id` as they are from now on. `seqs` are those of the steps
    that come new, where they were opened by an earlier event."""

    held: Case
    process: Process
    version_id: int
    carried: Carried
    chain: Chain
    by: int | None
    at: datetime
    seqs: tuple[int, ...] = ()


def migrate(
    db: Db, new: Process, version_id: int, decided: Decisions, case_ids: Sequence[int], by: Actor, at: datetime
) -> tuple[list[Migrated], list[Move]]:
    """Carry those cases over; the ones that look different now, and the moves of rounds that were only waiting for an
    office that is not asked any more."""
    migrated: list[Migrated] = []
    moves: list[Move] = []
    waiting = iter(case_ids)
    while chunk := list(islice(waiting, BATCH)):
        changes = [_change(held, new, version_id, decided, by, at) for held in cases_by_id(db, chunk)]
        write(db, changes)
        migrated += [told for change in changes if (told := _told(change))]
        moves += [join_round(db, held, by, at) for held in _complete(db, changes)]
    return migrated, moves


def _change(held: Case, new: Process, version_id: int, decided: Decisions, by: Actor, at: datetime) -> Change:
    carried = carry(Passage(held.process, new, decided, at), held.state)
    after = carried.state
    record: dict[str, Any] = {MIGRATED: {"from": held.version_id, "decided": dict(decided)}}
    if after.steps != held.steps:
        record[DUES] = {opened.slot: moments(opened) for opened in after.open_steps}
    record |= {name: value for name, value in kept(held.state, after).items() if name == CLOCKS}
    chain = Chain(new.key, held.subject_id, version_id, held.row_version, held.head)
    chain.add(Record(MIGRATED, held.stage, after.stage, record=record), by, at)
    return Change(held, new, version_id, carried, chain, by.id, at)


def write(db: Db, changes: Sequence[Change]) -> None:
    """The rows of many cases at once: mostly one event and one row each."""
    insert_rows(db, event, [{"case_id": c.held.id, **row} for c in changes for row in c.chain.events])
    db.execute(_UPDATE_CASE, [_case_row(change) for change in changes])
    # What goes first: a case has one open desk at a time.
    _delete(db, step, [gone.id for c in changes for gone in c.held.steps if gone.id not in _ids(c)])
    _delete(db, clock, [gone.id for c in changes for gone in c.held.clocks[len(c.carried.state.clocks) :]])
    _update(db, step, STEP, [(c.held.steps, _old_steps(c)) for c in changes])
    _warn_again(db, changes)
    _update(db, clock, CLOCK, [(c.held.clocks, c.carried.state.clocks) for c in changes])
    _update(db, obligation, DUTY, [(c.held.obligations, c.carried.state.obligations) for c in changes])
    insert_rows(db, step, [row for change in changes for row in _new_steps(change)])
    insert_rows(db, clock, [row for change in changes for row in _new_clocks(change)])


def _delete(db: Db, table: Table, ids: list[int | None]) -> None:
    if ids:
        db.execute(delete(table).where(table.c.id.in_(ids)))


def _warn_again(db: Db, changes: Sequence[Change]) -> None:
    """Who was reminded of a date that has moved is reminded of the new one, if its warning is still to come."""
    moved = [
        now.id
        for change in changes
        for was, now in zip(change.held.steps, _old_steps(change), strict=True)
        if now.warn_at != was.warn_at and now.warn_at is not None and now.warn_at > change.at
    ]
    if moved:
        db.execute(update(step).where(step.c.id.in_(moved)).values(warned_at=None))


def _case_row(change: Change) -> dict[str, Any]:
    held, after = change.held, change.carried.state
    anew = change.carried.anew
    return {
        "row_id": held.id,
        "new_version_id": change.version_id,
        "new_stage": after.stage,
        "new_public": change.process.stages[after.stage].public,
        "new_round": after.round,
        "new_back": after.back,
        "new_row_version": change.chain.seq,
        "new_head": change.chain.head,
        "new_entered_at": change.at if anew else held.entered_at,
        "new_last_by": change.by if anew else held.last_by,
        "new_last_at": change.at if anew else held.last_at,
    }


_CASE = ("version_id", "stage", "public", "round", "back", "row_version", "head", "entered_at", "last_by", "last_at")
_UPDATE_CASE = (
    update(case).where(case.c.id == bindparam("row_id")).values({name: bindparam(f"new_{name}") for name in _CASE})
)


def _old_steps(change: Change) -> list[Any]:
    """For each step there was: what it is now, or itself where it is gone."""
    now = dict(zip(change.carried.kept, change.carried.state.steps, strict=False))
    return [now.get(n, was) for n, was in enumerate(change.held.steps)]


def _ids(change: Change) -> frozenset[int | None]:
    return frozenset(change.held.steps[n].id for n in change.carried.kept)


def _update(db: Db, table: Any, names: tuple[str, ...], pairs: Sequence[tuple[Sequence[Any], Sequence[Any]]]) -> None:
    changed = [new for before, after in pairs for old, new in zip(before, after, strict=False) if new != old]
    if changed:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        rows = [{"row_id": new.id, **{f"new_{name}": getattr(new, name) for name in names}} for new in changed]
        db.execute(update(table).where(table.c.id == bindparam("row_id")).values(values), rows)


def _new_steps(change: Change) -> Iterator[dict[str, Any]]:
    new = change.carried.state.steps[len(change.carried.kept) :]
    for opened, seq in zip(new, change.seqs or repeat(change.chain.seq), strict=False):
        yield {"case_id": change.held.id, "opened_seq": seq, **_columns(opened)}


def _new_clocks(change: Change) -> Iterator[dict[str, Any]]:
    for started in change.carried.state.clocks[len(change.held.clocks) :]:
        yield {"case_id": change.held.id, **_columns(started)}


def _columns(item: Any) -> dict[str, Any]:
    return {name: value for name, value in item._asdict().items() if name != "id"}


def _told(change: Change) -> Migrated | None:
    held, stage = change.held, change.carried.state.stage
    public = change.process.stages[stage].public
    if (stage, public) == (held.stage, held.public):
        return None
    return Migrated(held.id, held.subject_id, held.stage, stage, held.public, public)


def _complete(db: Db, changes: Sequence[Change]) -> Iterator[Case]:
    """Cases that stand in a parallel stage in which nobody has to speak any more."""
    for change in changes:
        state = change.carried.state
        if state.closed_at is None and not state.open_steps:
            held = case_by_id(db, change.held.id, lock=True)
            if held is not None:
                yield held


def live(db: Db, new: Process, version_id: int) -> list[int]:
    """The cases to carry over: all under way, and closed ones whose end or public status the new version lacks."""
    homes = [stage.id for stage in new.stages.values() if stage.is_end]
    chosen = case.c.closed_at.is_(None) | case.c.stage.not_in(homes) | case.c.public.not_in(list(new.public))
    wanted = select(case.c.id).where(case.c.process_key == new.key, case.c.version_id != version_id, chosen)
    return list(db.execute(wanted.order_by(case.c.id)).scalars().all())
