"""Taking a piece of work in hand."""

from datetime import datetime

from sqlalchemy import or_, update

from workflow.engine.allowed import why_not_claim
from workflow.engine.state import Actor
from workflow.errors import AlreadyClaimed, CaseClosed, NotAllowed, Stale, UnknownCase
from workflow.store.cases import case_by_id
from workflow.store.tables import step
from workflow.store.versions import Db


def claim(db: Db, case_id: int, slot: str, actor: Actor, *, at: datetime) -> None:
    """The open step of the case (of the office `slot`, "" in a stage with one desk) becomes the actor's.

    Raises UnknownCase, CaseClosed, Stale (no such step is open any more), NotAllowed, AlreadyClaimed.
    """
    found = case_by_id(db, case_id)
    if found is None:
        raise UnknownCase
    if found.closed_at is not None:
        raise CaseClosed
    wanted = next((opened for opened in found.open_steps if opened.slot == slot), None)
    if wanted is None:
        raise Stale(found.last_by, found.last_at)
    if why := why_not_claim(found.process, found.state, wanted, actor):
        raise NotAllowed(why)
    # Compare and set: of two people at once the database lets one through.
    free = or_(step.c.assignee_id.is_(None), step.c.assignee_id == actor.id)
    taken = db.execute(
        update(step).where(step.c.id == wanted.id, step.c.closed_at.is_(None), free).values(assignee_id=actor.id)
    )
    if getattr(taken, "rowcount", 1) != 1:
        raise _who_was_first(db, case_id, wanted.id)


def _who_was_first(db: Db, case_id: int, step_id: int | None) -> AlreadyClaimed | Stale:
    found = case_by_id(db, case_id)
    if found is None:
        raise UnknownCase
    winner = next((opened for opened in found.open_steps if opened.id == step_id), None)
    return AlreadyClaimed(winner.assignee_id) if winner else Stale(found.last_by, found.last_at)
