"""New cases: one at a time, or thousands from another platform."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import insert

from workflow.definition.model import Process
from workflow.engine.moves import begin
from workflow.engine.state import AUTHOR, Actor, State
from workflow.errors import UnknownAction
from workflow.record.kept import kept
from workflow.store.cases import answer_due
from workflow.store.history import Chain, Record
from workflow.store.moving import Move
from workflow.store.tables import case, clock, event, step
from workflow.store.versions import Db, keep_running, running
from workflow.store.writing import append, case_values, clock_rows, insert_rows, step_rows

BATCH = 1000


@dataclass(frozen=True)
class ImportedCase:
    """A case from elsewhere: `stage` is where it stands now (an end: it is closed), `opened_at` when it began."""

    subject_id: int
    author_id: int | None
    stage: str
    opened_at: datetime


def start_case(db: Db, *, key: str = "idea", subject_id: int, author_id: int | None, at: datetime) -> Move:
    """Open a case in the running version. Raises UnknownProcess; IntegrityError when the subject has one."""
    keep_running(db, key)
    version_id, process = running(db, key)
    actor = Actor(author_id, frozenset({AUTHOR}))
    state, facts = begin(process, author_id=author_id, at=at)
    chain = Chain(key, subject_id, version_id)
    chain.add(_opening("start", state, subject_id, at), actor, at)
    values = _case_row(process, state, chain, subject_id, at, at, author_id)
    case_id = db.execute(insert(case).values(values).returning(case.c.id)).scalar_one()
    insert_rows(db, step, step_rows(case_id, state, 0, chain.seq))
    insert_rows(db, clock, clock_rows(case_id, state, 0))
    append(db, case_id, chain)
    public = process.stages[state.stage].public
    return Move(
        case_id=case_id,
        subject_id=subject_id,
        seq=chain.seq,
        action="start",
        slot="",
        verdict="",
        from_stage="",
        to_stage=state.stage,
        from_public="",
        to_public=public,
        round=state.round,
        row_version=chain.seq,
        notify=(),
        say=None,
        message="",
        fields={},
        facts=facts,
        answer_due_at=answer_due(process, state.clocks),
        step_due_at=min((opened.due_at for opened in state.open_steps), default=None),
        closed=state.closed_at is not None,
    )


def import_cases(db: Db, rows: Iterable[ImportedCase], *, at: datetime, key: str = "idea") -> int:
    """Open many cases where they stand, with deadlines and promises counted from `at`; how many.

    A thousand rows a statement. Raises UnknownAction for a stage that the process does not have.
    """
    keep_running(db, key)
    version_id, process = running(db, key)
    count = 0
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        _import(db, process, version_id, batch, at)
        count += len(batch)
    return count


def _import(db: Db, process: Process, version_id: int, batch: list[ImportedCase], at: datetime) -> None:
    opened = dict(_imported(process, version_id, batch, at))
    values = [row for row, _, _ in opened.values()]
    stored = db.execute(insert(case).returning(case.c.id, case.c.subject_id), values)
    ids = {subject_id: case_id for case_id, subject_id in stored}
    cases = [(ids[subject_id], state, chain) for subject_id, (_, state, chain) in opened.items()]
    insert_rows(db, step, [row for case_id, state, _ in cases for row in step_rows(case_id, state, 0, 1)])
    insert_rows(db, clock, [row for case_id, state, _ in cases for row in clock_rows(case_id, state, 0)])
    insert_rows(db, event, [{"case_id": case_id, **row} for case_id, _, chain in cases for row in chain.events])


def _imported(
    process: Process, version_id: int, batch: list[ImportedCase], at: datetime
) -> Iterator[tuple[int, tuple[dict[str, Any], State, Chain]]]:
    nobody = Actor(None, frozenset())
    for row in batch:
        if row.stage not in process.stages:
            raise UnknownAction(row.stage)
        state, _ = begin(process, author_id=row.author_id, at=at, stage=row.stage)
        chain = Chain(process.key, row.subject_id, version_id)
        chain.add(_opening("import", state, row.subject_id, row.opened_at), nobody, at)
        yield row.subject_id, (_case_row(process, state, chain, row.subject_id, row.opened_at, at, None), state, chain)


def _opening(action: str, state: State, subject_id: int, opened_at: datetime) -> Record:
    said = {"subject_id": subject_id, "author_id": state.author_id, "opened_at": opened_at}
    return Record(action, "", state.stage, said, record=kept(None, state))


def _case_row(
    process: Process, state: State, chain: Chain, subject_id: int, opened_at: datetime, at: datetime, by_id: int | None
) -> dict[str, Any]:
    return {
        **case_values(process, state, chain),
        "process_key": process.key,
        "subject_id": subject_id,
        "author_id": state.author_id,
        "version_id": chain.version_id,
        "opened_at": opened_at,
        "entered_at": at,
        "last_by": by_id,
        "last_at": at,
    }
