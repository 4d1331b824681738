"""Follows: who wants to hear of an idea."""

from datetime import datetime

from sqlalchemy import delete

from ideas.board.commands.lock import locked
from ideas.board.errors import IdeaMissing
from ideas.board.models import Follow
from ideas.board.policy import is_private
from ideas.kernel.db import changed, insert
from ideas.kernel.process import running


def follow(idea_id: int, person_id: int, at: datetime) -> bool:
    """Hear of an idea's moves; False when this person already does. Raises IdeaMissing."""
    (idea,) = locked(idea_id)
    if is_private(running(), idea.status) and idea.author_id != person_id:
        raise IdeaMissing
    row = insert(Follow).values(idea_id=idea_id, person_id=person_id, at=at)
    return bool(changed(row.on_conflict_do_nothing()))


def unfollow(idea_id: int, person_id: int) -> bool:
    """Hear no more; False when this person did not follow."""
    locked(idea_id)
    return bool(changed(delete(Follow).where(Follow.idea_id == idea_id, Follow.person_id == person_id)))
