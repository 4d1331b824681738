"""Votes: one a person, unique in the database; the count and the rank change with the row, in SQL."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, update

from ideas.board.commands.lock import locked
from ideas.board.errors import IdeaMissing, OwnIdea, VotingClosed
from ideas.board.models import Idea, Vote
from ideas.board.policy import is_private, rank, voting_open
from ideas.kernel.db import changed, db, insert
from ideas.kernel.process import running

# Built once. Objects of the session need not follow: nobody holds that of an idea being voted for.
_COUNTED = (
    update(Idea)
    .where(Idea.id == bindparam("idea"))
    .values(votes=Idea.votes + bindparam("change"), score=bindparam("rank"))
    .execution_options(synchronize_session=False)
)


def vote(idea_id: int, person_id: int, at: datetime) -> bool:
    """Support an idea; False when this person already did.

    Raises IdeaMissing, OwnIdea, VotingClosed.
    """
    idea = _open(idea_id)
    if idea.author_id == person_id:
        raise OwnIdea
    row = insert(Vote).values(idea_id=idea_id, person_id=person_id, at=at)
    return _count(idea, changed(row.on_conflict_do_nothing()))


def withdraw_vote(idea_id: int, person_id: int) -> bool:
    """Take the support back; False when there was none. Raises IdeaMissing, VotingClosed."""
    idea = _open(idea_id)
    own = delete(Vote).where(Vote.idea_id == idea_id, Vote.person_id == person_id)
    return _count(idea, -changed(own))


def _open(idea_id: int) -> Row[Any]:
    (idea,) = locked(idea_id)
    if is_private(running(), idea.status):
        raise IdeaMissing
    if not voting_open(running(), idea.status):
        raise VotingClosed
    return idea


def _count(idea: Row[Any], change: int) -> bool:
    if change:
        values = {"idea": idea.id, "change": change, "rank": rank(idea.votes + change, idea.created_at)}
        db.session.execute(_COUNTED, values)
    return change != 0
