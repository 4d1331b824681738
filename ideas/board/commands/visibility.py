"""Taking down and putting back, for moderation: the counts follow in the same transaction."""

from typing import Any

from sqlalchemy import Row, select, update

from ideas.board.commands.lock import LARGEST_ID, locked
from ideas.board.commands.tally import count
from ideas.board.errors import CommentMissing
from ideas.board.events import CommentAdded
from ideas.board.models import Comment, Idea
from ideas.board.policy import HELD, OFF_BOARD, PUBLIC, TAKEN_DOWN, is_private
from ideas.kernel.db import db
from ideas.kernel.events import publish
from ideas.kernel.process import running


def take_down(idea_id: int) -> None:
    """Out of lists, counts, search and feeds; its author still sees it, and its case goes on. Raises IdeaMissing."""
    (idea,) = locked(idea_id)
    if idea.status == HELD or not is_private(running(), idea.status):
        _set_status(idea, TAKEN_DOWN)


def put_back(idea_id: int) -> None:
    """Where its case is now. Raises IdeaMissing."""
    (idea,) = locked(idea_id)
    if idea.status in OFF_BOARD:
        _set_status(idea, running().public_of(idea.stage).key)


def _set_status(idea: Row[Any], status: str) -> None:
    count({(idea.status, idea.category_id): -1, (status, idea.category_id): 1})
    db.session.execute(update(Idea).where(Idea.id == idea.id).values(status=status))


def set_comment_state(comment_id: int, state: str) -> None:
    """Hide, remove or publish a comment; one that was waiting is told as new. Raises CommentMissing."""
    comment = existing_comment(comment_id)
    locked(comment.idea_id)
    before = comment.state
    if before == state:
        return
    comment.state = state
    change = (state == PUBLIC) - (before == PUBLIC)
    db.session.execute(update(Idea).where(Idea.id == comment.idea_id).values(comments=Idea.comments + change))
    db.session.flush()
    if before == HELD and state == PUBLIC and comment.person_id is not None:
        publish(CommentAdded(comment.idea_id, comment.id, comment.person_id))


def existing_comment(comment_id: int) -> Comment:
    """Raises CommentMissing."""
    chosen = select(Comment).where(Comment.id == comment_id)
    found = db.session.scalars(chosen).first() if 0 < comment_id <= LARGEST_ID else None
    if found is None:
        raise CommentMissing
    return found
