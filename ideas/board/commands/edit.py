"""An author changes what they wrote, for a while; what it said before stays public."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from ideas.board.commands.lock import locked
from ideas.board.commands.reading import read_first
from ideas.board.commands.submit import index_idea
from ideas.board.errors import EditTooLate, IdeaMissing
from ideas.board.models import Idea, Version
from ideas.board.policy import may_edit
from ideas.kernel import guard
from ideas.kernel.db import db
from ideas.kernel.process import running
from ideas.kernel.text import slug


def edit_idea(idea_id: int, person_id: int, title: str, story: str, at: datetime, window: timedelta) -> bool:
    """Give an idea new words, personal data covered; False when they are the old ones.

    Raises IdeaMissing, EditTooLate.
    """
    title, story = guard.mask(title), guard.mask(story)
    (row,) = locked(idea_id)
    if row.author_id != person_id:
        raise IdeaMissing
    if not may_edit(running(), row.status, row.created_at, at, window, read_first()):
        raise EditTooLate
    idea = db.session.get_one(Idea, idea_id, populate_existing=True)
    if (idea.title, idea.story) == (title, story):
        return False
    last = db.session.scalar(select(func.max(Version.n)).where(Version.idea_id == idea_id)) or 0
    if not last:
        last = 1
        db.session.add(Version(idea_id=idea_id, n=1, title=idea.title, story=idea.story, at=idea.created_at))
    db.session.add(Version(idea_id=idea_id, n=last + 1, title=title, story=story, at=at))
    words = {"title": title, "slug": slug(title), "story": story, "edited_at": at}
    db.session.execute(update(Idea).where(Idea.id == idea_id).values(words))
    index_idea(idea_id, title, story)
    db.session.flush()
    return True
