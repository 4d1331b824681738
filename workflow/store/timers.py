"""What happens by itself when the time is up."""

from datetime import datetime

from sqlalchemy import select

from workflow.engine.state import TIMER
from workflow.store.cases import case_by_id
from workflow.store.moving import Move, move
from workflow.store.tables import case, step
from workflow.store.versions import Db


def run_due(db: Db, *, at: datetime, limit: int = 100) -> list[Move]:
    """Perform the timed action of every step that is due, the longest overdue first, `limit` at most.

    Any number of machines may call it: each case is taken by one (PostgreSQL skips rows another one holds).
    """
    due = (
        select(step.c.case_id)
        .join(case, case.c.id == step.c.case_id)
        .where(step.c.closed_at.is_(None), step.c.timer.is_not(None), step.c.due_at <= at)
        .order_by(step.c.due_at, step.c.id)
        .limit(limit)
        .with_for_update(of=case, skip_locked=True)
    )
    moves = []
    for case_id in db.execute(due).scalars().all():
        held = case_by_id(db, case_id, lock=True)
        # Read again under the lock: a person may have acted since the list was made.
        timed = next((opened.timer for opened in held.open_steps if opened.due_at <= at), None) if held else None
        if held is not None and timed is not None:
            moves.append(move(db, held, timed, TIMER, {}, at))
    return moves
