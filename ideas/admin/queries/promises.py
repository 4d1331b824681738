"""How often the promises across stages were kept lately."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, or_, select

import workflow
from ideas.admin.queries.figures import DAYS, MOVES
from ideas.kernel.db import db

clock = workflow.tables.clock


@dataclass(frozen=True)
class Kept:
    """Of the promises that were due in the last DAYS days and are over: how many, and the share kept in percent."""

    over: int
    percent: int


def kept_promises(at: datetime) -> Mapping[str, Kept]:
    """By promise, in one statement over at most MOVES rows of the index on due dates."""
    due = (
        select(clock.c.name, clock.c.missed_at, clock.c.stopped_at, clock.c.due_at)
        .where(clock.c.due_at >= at - timedelta(days=DAYS))
        .where(or_(clock.c.stopped_at.is_not(None), clock.c.missed_at.is_not(None)))
        .order_by(clock.c.due_at)
        .limit(MOVES)
        .subquery()
    )
    late = or_(due.c.missed_at.is_not(None), due.c.stopped_at > due.c.due_at)
    counted = select(due.c.name, func.count().label("n"), func.sum(case((late, 1), else_=0)).label("late"))
    return {
        row.name: Kept(row.n, round(100 * (row.n - int(row.late)) / row.n))
        for row in db.session.execute(counted.group_by(due.c.name))
    }
