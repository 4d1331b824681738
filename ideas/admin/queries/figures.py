"""How each stage is doing: what is open in it now, how long work stays, how much of it is late.

Two statements, whatever the number of stages. Each reads a bounded part of the log and of the work: at most COUNTED
open rows a stage, and of the last DAYS days at most MOVES moves, the newest, all found through an index.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, Subquery, and_, case, func, select, union_all

import workflow
from ideas.kernel.db import db
from ideas.kernel.medians import length, middles
from workflow import Process

DAYS, MOVES, COUNTED = 90, 20_000, 2_000

step, cases, event = workflow.tables.step, workflow.tables.case, workflow.tables.event


@dataclass(frozen=True)
class Figures:
    """Of one stage. `open` cases now (of an end: those that came there in the last DAYS days), `more` when counting
    stopped at COUNTED; `median` working days of those that left it, `left` how many did; `late` of what is there and
    of what left, in percent. None: nothing to measure."""

    open: int = 0
    more: bool = False
    median: int | None = None
    left: int = 0
    late: int | None = None


@dataclass(frozen=True)
class Stay:
    """What left a stage: how many, how many late, and the one in the middle."""

    left: int
    late: int
    came_at: datetime
    left_at: datetime


def figures(process: Process, at: datetime) -> Mapping[str, Figures]:
    """The figures of every stage of `process`."""
    since = at - timedelta(days=DAYS)
    now, past = _now(process, since, at), _stays(since)
    return {name: _figures(process, now.get(name, (0, 0)), past.get(name)) for name in process.stages}


def _figures(process: Process, now: tuple[int, int], stay: Stay | None) -> Figures:
    there, late = now
    measured = there + (stay.left if stay else 0)
    share = round(100 * (late + (stay.late if stay else 0)) / measured) if measured else None
    median = process.calendar.business_days_between(stay.came_at, stay.left_at) if stay else None
    return Figures(there, there >= COUNTED, median, stay.left if stay else 0, share)


def _now(process: Process, since: datetime, at: datetime) -> dict[str, tuple[int, int]]:
    """Cases in each stage, and those of them whose time has passed."""
    parts = union_all(*[_in_stage(name, since if stage.is_end else None) for name, stage in process.stages.items()])
    there = parts.subquery()
    overdue = (
        select(step.c.id).where(step.c.case_id == there.c.id, step.c.closed_at.is_(None), step.c.due_at < at).exists()
    )
    late = func.sum(case((overdue, 1), else_=0))
    rows = db.session.execute(
        select(there.c.stage, func.count().label("n"), late.label("late")).group_by(there.c.stage)
    )
    return {row.stage: (int(row.n), int(row.late or 0)) for row in rows}


def _in_stage(stage: str, since: datetime | None) -> Select[Any]:
    chosen = select(cases.c.id, cases.c.stage).where(cases.c.stage == stage)
    if since is not None:
        chosen = chosen.where(cases.c.entered_at >= since)
    return select(chosen.limit(COUNTED).subquery())


def _stays(since: datetime) -> dict[str, Stay]:
    """Of each stage, the stay in the middle by length, and the counts."""
    stays = middles(_measured(since), by="length", of="stage", sums=("late",))
    return {
        row.stage: Stay(int(row.rows), int(row.late_sum), row.came_at, row.left_at) for row in db.session.execute(stays)
    }


def _measured(since: datetime) -> Subquery:
    """Each move out of a stage with the work it ended: when that was opened and due."""
    moves = (
        select(event.c.case_id, event.c.from_stage, event.c.at)
        .where(event.c.at >= since, event.c.from_stage != event.c.to_stage, event.c.from_stage != "")
        .order_by(event.c.at.desc())
        .limit(MOVES)
        .subquery()
    )
    ended = and_(step.c.case_id == moves.c.case_id, step.c.stage == moves.c.from_stage, step.c.closed_at == moves.c.at)
    came, due = (func.max(column, type_=column.type) for column in (step.c.opened_at, step.c.due_at))
    return (
        select(
            moves.c.from_stage.label("stage"), moves.c.at.label("left_at"), came.label("came_at"),
            length(moves.c.at, came).label("length"), case((moves.c.at > due, 1), else_=0).label("late"),
        )
        .select_from(moves.join(step, ended))
        .group_by(moves.c.case_id, moves.c.from_stage, moves.c.at)
        .subquery()
    )  # fmt: skip
