"""The public scorecard: answers in time, days, reasons for no, what is late, by quarter.

Four statements, whatever the size of the board. An answer is a stop of the process's own clock for it, dated by the
day it was given; complaints, ideas taken back and ideas that moderation took down count nowhere. At most MOST of the
newest answers and refusals of the last QUARTERS quarters are read, each found through an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ColumnElement, Subquery, case, cast, func, select, type_coerce

import workflow
from ideas.board.models import Idea, Tally
from ideas.board.policy import DONE, OFF_BOARD, TAKEN_DOWN
from ideas.board.queries import ANSWER, promise_days
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.medians import length, middles
from ideas.kernel.process import running
from workflow import Process

QUARTERS, MOST, MOST_LATE, LATE_SHOWN = 8, 20_000, 1_000, 10
WITHDRAWN, REASON = "withdrawn", "reason_code"
watch, cases, event = workflow.tables.clock, workflow.tables.case, workflow.tables.event


@dataclass(frozen=True)
class Quarter:
    """The answers given in three months. `median`: working days from the idea to its answer; `open`: not over yet."""

    year: int
    n: int
    open: bool
    answered: int = 0
    in_time: int = 0
    median: int | None = None

    @property
    def late(self) -> int:
        return self.answered - self.in_time

    @property
    def share(self) -> int | None:
        """Percent in time, rounded down: what is not whole is not called whole."""
        return 100 * self.in_time // self.answered if self.answered else None


@dataclass(frozen=True)
class Reason:
    label: str
    times: int
    percent: int


@dataclass(frozen=True)
class LateIdea:
    """An idea that waits for an answer past the promised day."""

    id: int
    slug: str
    title: str
    due_on: date
    days: int


@dataclass(frozen=True)
class Scorecard:
    """`quarters` from the newest, none before the first answer. `built`: ideas that are done, ever. `late_more`:
    counting stopped at MOST_LATE."""

    quarters: Sequence[Quarter]
    whole: Quarter
    promise_days: int
    reasons: Sequence[Reason]
    refusals: int
    late: Sequence[LateIdea]
    late_total: int
    late_more: bool
    built: int


def scorecard(at: datetime) -> Scorecard:
    """Everything on the scorecard at this moment, in the language of the page."""
    process, starts = running(), _starts(clock.local_date(at))
    answered, reasons = _answers(process, starts), _reasons(process, starts[-1])
    late_total, late = _late(process, at)
    quarters = [_quarter(start, n, answered.get(n)) for n, start in enumerate(starts)]
    last = max((n for n, q in enumerate(quarters) if q.answered), default=0)
    return Scorecard(
        quarters=quarters[: last + 1],
        whole=_quarter(starts[-1], QUARTERS, answered.get(QUARTERS)),
        promise_days=promise_days(),
        reasons=reasons,
        refusals=sum(reason.times for reason in reasons),
        late=late,
        late_total=late_total,
        late_more=late_total >= MOST_LATE,
        built=db.session.scalar(select(func.sum(Tally.ideas)).where(Tally.status == DONE)) or 0,
    )


def _starts(today: date) -> list[datetime]:
    """When the present quarter and those before it began, on the bank's wall clock, newest first."""
    first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    days = [first]
    while len(days) < QUARTERS:
        before = days[-1] - timedelta(days=1)
        days.append(before.replace(month=(before.month - 1) // 3 * 3 + 1, day=1))
    return [datetime(day.year, day.month, day.day, tzinfo=clock.ROME) for day in days]


@dataclass(frozen=True)
class _Given:
    answered: int
    in_time: int
    median: int


def _quarter(start: datetime, n: int, given: _Given | None) -> Quarter:
    frame = Quarter(start.year, (start.month + 2) // 3, n == 0)
    if given is None:
        return frame
    return Quarter(frame.year, frame.n, frame.open, given.answered, given.in_time, given.median)


def _answers(process: Process, starts: Sequence[datetime]) -> dict[int, _Given]:
    """By quarter, 0 being the present one, and under QUARTERS all of them together."""
    given = _given(process, starts)
    every = select(given.c.length, given.c.came_at, given.c.at, given.c.in_time, given.c.quarter)
    whole = select(*[c if c.name != "quarter" else _number(QUARTERS).label("quarter") for c in given.c])
    middle = middles(every.union_all(whole).subquery(), by="length", of="quarter", sums=("in_time",))
    days = process.calendar.business_days_between
    return {
        int(row.quarter): _Given(int(row.rows), int(row.in_time_sum), days(row.came_at, row.at))
        for row in db.session.execute(middle)
    }


def _number(value: int) -> ColumnElement[Any]:
    return cast(value, workflow.tables.case.c.id.type)


def _given(process: Process, starts: Sequence[datetime]) -> Subquery:
    newest = (
        select(watch.c.case_id, watch.c.stopped_at, watch.c.due_at)
        .where(watch.c.name == ANSWER, watch.c.stopped_at >= starts[-1])
        .order_by(watch.c.stopped_at.desc())
        .limit(MOST)
        .subquery()
    )
    quarter = case(*[(newest.c.stopped_at >= start, n) for n, start in enumerate(starts)], else_=len(starts))
    return (
        select(
            length(newest.c.stopped_at, cases.c.opened_at).label("length"), cases.c.opened_at.label("came_at"),
            newest.c.stopped_at.label("at"),
            case((newest.c.due_at < newest.c.stopped_at, 0), else_=1).label("in_time"), quarter.label("quarter"),
        )
        .select_from(newest.join(cases, cases.c.id == newest.c.case_id))
        .join(Idea, Idea.id == cases.c.subject_id)
        .where(cases.c.public.not_in(_no_answers(process)), Idea.status != TAKEN_DOWN)
        .subquery()
    )  # fmt: skip


def _no_answers(process: Process) -> list[str]:
    """Statuses of what the bank did not answer as an idea."""
    return [WITHDRAWN, *(key for key, status in process.public.items() if status.private)]


def _reasons(process: Process, since: datetime) -> list[Reason]:
    """Why the bank said no, the most frequent reason first."""
    refusals = [name for name, stage in process.stages.items() if process.public[stage.public].refusal]
    said = (
        select(_code(event.c.fields).label("code"))
        .where(event.c.at >= since, event.c.to_stage.in_(refusals), event.c.from_stage.not_in(refusals))
        .order_by(event.c.at.desc())
        .limit(MOST)
        .subquery()
    )
    counted = select(said.c.code, func.count().label("n")).where(said.c.code.is_not(None)).group_by(said.c.code)
    rows = sorted(db.session.execute(counted), key=lambda row: (-row.n, row.code))
    total = sum(row.n for row in rows)
    labels = dict(process.fields[REASON].choices) if REASON in process.fields else {}
    return [
        Reason(labels[row.code].in_(language()) if row.code in labels else row.code, row.n, 100 * row.n // total)
        for row in rows
    ]


def _code(fields: Any) -> ColumnElement[str | None]:
    """The reason in the event's fields, which are JSON in a column of text."""
    document = type_coerce(fields, JSON) if db.engine.dialect.name == "sqlite" else cast(fields, JSON)
    return document[REASON].as_string()


def _late(process: Process, at: datetime) -> tuple[int, list[LateIdea]]:
    """How many ideas wait past their day, and those that have waited longest."""
    due = (
        select(watch.c.due_at, cases.c.subject_id)
        .join(cases, cases.c.id == watch.c.case_id)
        .join(Idea, Idea.id == cases.c.subject_id)
        .where(watch.c.name == ANSWER, watch.c.stopped_at.is_(None), watch.c.due_at < at)
        .where(cases.c.public.not_in(_no_answers(process)), Idea.status.not_in(OFF_BOARD))
        .order_by(watch.c.due_at)
        .limit(MOST_LATE)
        .subquery()
    )
    total = select(func.count()).select_from(due).scalar_subquery()
    rows = db.session.execute(
        select(Idea.id, Idea.slug, Idea.title, due.c.due_at, total.label("total"))
        .join(due, due.c.subject_id == Idea.id)
        .order_by(due.c.due_at, Idea.id)
        .limit(LATE_SHOWN)
    ).all()
    days = process.calendar.business_days_between
    late = [LateIdea(r.id, r.slug, r.title, clock.local_date(r.due_at), days(r.due_at, at)) for r in rows]
    return (rows[0].total if rows else 0), late
