"""A case as it is read: at most three statements, the third only the first time a definition is met."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, select

from workflow.definition.model import Process
from workflow.engine.state import Clock, Obligation, State, Step
from workflow.engine.timeline import Milestone, milestones
from workflow.store.tables import case, clock, obligation, step, version
from workflow.store.versions import Db, connection, process_of


@dataclass(frozen=True)
class Case:
    """One case with the process it follows; `public` is a key of `process.public`."""

    id: int
    subject_id: int
    author_id: int | None
    process: Process
    version_id: int
    stage: str
    public: str
    round: int
    back: str | None
    row_version: int
    head: str
    opened_at: datetime
    entered_at: datetime
    closed_at: datetime | None
    last_by: int | None
    last_at: datetime
    steps: tuple[Step, ...]
    clocks: tuple[Clock, ...]
    obligations: tuple[Obligation, ...]

    @property
    def state(self) -> State:
        return State(
            self.stage, self.round, self.back, self.author_id, self.closed_at, self.steps, self.clocks, self.obligations
        )

    @property
    def open_steps(self) -> tuple[Step, ...]:
        return self.state.open_steps

    @property
    def verdicts(self) -> dict[str, Step]:
        """The verdicts of the present round, by office."""
        return self.state.verdicts

    @property
    def answer_due_at(self) -> datetime | None:
        """By when the bank promised an answer; None while the promise stands still or is over."""
        return answer_due(self.process, self.clocks)


def answer_due(process: Process, clocks: tuple[Clock, ...]) -> datetime | None:
    """The due date of the promise that is running: the process's first, else the next in its order."""
    due = {clock.name: clock.due_at for clock in clocks if clock.running}
    return next((due[name] for name in process.clocks if name in due), None)


def case_for(db: Db, subject_id: int, key: str = "idea") -> Case | None:
    """The case of a subject, None when it has none."""
    return _found(db, _BY_SUBJECT, {"process": key, "subject": subject_id})


def case_by_id(db: Db, case_id: int, *, lock: bool = False) -> Case | None:
    """One case; with `lock` its row stays ours until the transaction ends (SQLite: the caller began IMMEDIATE)."""
    return _found(db, _LOCKED if lock else _BY_ID, {"of": case_id})


def timeline(of: Case) -> tuple[Milestone, ...]:
    """The main path of a case with its dates."""
    return milestones(of.process, of.state, of.opened_at)


def _named(prefix: str, columns: Any) -> list[ColumnElement[Any]]:
    return [column.label(f"{prefix}_{column.name}") for column in columns]


# Written once: SQLAlchemy then remembers how each is compiled instead of working it out at every move.
#
# The lock is on the case alone, and the rest is read after it: what was joined to a row one waited for would be
# as old as the wait.
_CASE = select(
    case, select(version.c.hash).where(version.c.id == case.c.version_id).scalar_subquery().label("version_hash")
)
_BY_ID = _CASE.where(case.c.id == bindparam("of"))
_LOCKED = _BY_ID.with_for_update(of=case)
_BY_SUBJECT = _CASE.where(case.c.process_key == bindparam("process"), case.c.subject_id == bindparam("subject"))
_ALL_WORK = select(*_named("step", step.c), *_named("duty", obligation.c), *_named("clock", clock.c)).select_from(
    step.outerjoin(obligation, obligation.c.step_id == step.c.id).outerjoin(clock, clock.c.case_id == step.c.case_id)
)
_WORK = _ALL_WORK.where(step.c.case_id == bindparam("of")).order_by(step.c.id, clock.c.id)
_MANY = _ALL_WORK.where(step.c.case_id.in_(bindparam("of", expanding=True))).order_by(
    step.c.case_id, step.c.id, clock.c.id
)


def cases_by_id(db: Db, case_ids: Sequence[int]) -> list[Case]:
    """Many cases at once in two statements, locked until the transaction ends, in the order of their ids."""
    chosen = _CASE.where(case.c.id.in_(case_ids)).order_by(case.c.id).with_for_update(of=case)
    rows = db.execute(chosen).all()
    work = db.execute(_MANY, {"of": list(case_ids)})
    by_case = {case_id: list(of) for case_id, of in groupby(work, key=lambda row: row.step_case_id)}
    return [_case(db, row, by_case.get(row.id, ())) for row in rows]


def _found(db: Db, statement: Select[Any], values: dict[str, Any]) -> Case | None:
    db = connection(db)
    row = db.execute(statement, values).first()
    return None if row is None else _case(db, row, db.execute(_WORK, {"of": row.id}))


def _case(db: Db, row: Row[Any], work: Iterable[Row[Any]]) -> Case:
    steps: dict[int, Step] = {}
    clocks: dict[int, Clock] = {}
    duties: dict[int, Obligation] = {}
    for part in work:
        if part.step_id not in steps:
            steps[part.step_id] = _step(part)
        if part.clock_id is not None and part.clock_id not in clocks:
            clocks[part.clock_id] = _clock(part)
        if part.duty_id is not None and part.duty_id not in duties:
            duties[part.duty_id] = _duty(part)
    return Case(
        id=row.id,
        subject_id=row.subject_id,
        author_id=row.author_id,
        process=process_of(db, row.version_id, row.version_hash),
        version_id=row.version_id,
        stage=row.stage,
        public=row.public,
        round=row.round,
        back=row.back,
        row_version=row.row_version,
        head=row.head,
        opened_at=row.opened_at,
        entered_at=row.entered_at,
        closed_at=row.closed_at,
        last_by=row.last_by,
        last_at=row.last_at,
        steps=tuple(steps.values()),
        clocks=tuple(clocks.values()),
        obligations=tuple(duties.values()),
    )


def _step(row: Row[Any]) -> Step:
    return Step(
        stage=row.step_stage,
        slot=row.step_slot,
        round=row.step_round,
        role=row.step_role,
        opened_at=row.step_opened_at,
        due_at=row.step_due_at,
        id=row.step_id,
        assignee_id=row.step_assignee_id,
        timer=row.step_timer,
        closed_at=row.step_closed_at,
        outcome=row.step_outcome,
        by_id=row.step_by_id,
        on_behalf_of_id=row.step_on_behalf_of_id,
        reason=row.step_reason,
        warn_at=row.step_warn_at,
        escalated_at=row.step_escalated_at,
    )


def _clock(row: Row[Any]) -> Clock:
    return Clock(
        name=row.clock_name,
        round=row.clock_round,
        running_since=row.clock_running_since,
        due_at=row.clock_due_at,
        id=row.clock_id,
        budget_left=row.clock_budget_left,
        stopped_at=row.clock_stopped_at,
        missed_at=row.clock_missed_at,
        warn_at=row.clock_warn_at,
    )


def _duty(row: Row[Any]) -> Obligation:
    return Obligation(
        stage=row.step_stage,
        slot=row.step_slot,
        round=row.step_round,
        text=row.duty_text,
        opened_at=row.duty_opened_at,
        opened_by=row.duty_opened_by,
        id=row.duty_id,
        closed_at=row.duty_closed_at,
        closed_by=row.duty_closed_by,
        outcome=row.duty_outcome,
        note=row.duty_note,
    )
