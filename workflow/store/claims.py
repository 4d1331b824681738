"""Taking a piece of work in hand."""

from datetime import datetime

from workflow.engine.allowed import why_not_claim
from workflow.engine.state import Actor
from workflow.errors import AlreadyClaimed, CaseClosed, NotAllowed, Stale
from workflow.record.kept import CLAIM, CLAIMED
from workflow.store.history import Record
from workflow.store.moving import hold
from workflow.store.versions import Db
from workflow.store.writing import save


def claim(db: Db, case_id: int, slot: str, actor: Actor, *, at: datetime) -> None:
    """The open step of the case (of the office `slot`, "" in a stage with one desk) becomes the actor's.

    It is an event of the log, yet no move: who saw the case before may still act on it.
    Raises UnknownCase, CaseClosed, Stale (no such step is open any more), NotAllowed, AlreadyClaimed.
    """
    held = hold(db, case_id)
    if held.closed_at is not None:
        raise CaseClosed
    wanted = next((opened for opened in held.open_steps if opened.slot == slot), None)
    if wanted is None:
        raise Stale(held.last_by, held.last_at)
    if why := why_not_claim(held.process, held.state, wanted, actor):
        raise NotAllowed(why)
    if wanted.assignee_id not in (None, actor.id):
        raise AlreadyClaimed(wanted.assignee_id)
    if wanted.assignee_id is None:
        taken = tuple(step._replace(assignee_id=actor.id) if step is wanted else step for step in held.steps)
        record = Record(CLAIMED, held.stage, held.stage, record={CLAIM: slot})
        save(db, held, held.state._replace(steps=taken), [record], actor, at, moved=False)
