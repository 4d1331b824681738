"""Comments under an idea."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from ideas.accounts.models import Person
from ideas.board.commands.lock import locked
from ideas.board.commands.reading import read_first
from ideas.board.errors import CommentsClosed, IdeaMissing
from ideas.board.events import CommentAdded
from ideas.board.models import Comment, Idea
from ideas.board.policy import HELD, PUBLIC, comments_open, is_private
from ideas.kernel import guard
from ideas.kernel.db import db
from ideas.kernel.events import publish
from ideas.kernel.process import running

TWICE = timedelta(minutes=10)


def add_comment(*, idea_id: int, person: Person, text: str, at: datetime) -> Comment:
    """Say something in public; what a colleague says is the bank's. Sent twice in a row, it is said once.

    Personal data in the words is covered. With `MODERATION=before` what a customer says waits until a moderator has
    read it.

    Raises IdeaMissing, CommentsClosed.
    """
    text = guard.mask(text)
    (idea,) = locked(idea_id)
    if is_private(running(), idea.status):
        raise IdeaMissing
    if not comments_open(running(), idea.status):
        raise CommentsClosed
    last = _last_word(idea_id)
    if last is not None and (last.person_id, last.text) == (person.id, text) and at - last.created_at < TWICE:
        return last
    held = read_first() and not person.is_staff
    comment = Comment(
        idea_id=idea_id, person_id=person.id, author_name=person.public_name, text=text, created_at=at,
        official=person.is_staff, state=HELD if held else PUBLIC,
    )  # fmt: skip
    db.session.add(comment)
    db.session.flush()
    if not held:
        db.session.execute(update(Idea).where(Idea.id == idea_id).values(comments=Idea.comments + 1))
        publish(CommentAdded(idea_id, comment.id, person.id))
    return comment


def _last_word(idea_id: int) -> Comment | None:
    return db.session.scalars(
        select(Comment).where(Comment.idea_id == idea_id).order_by(Comment.id.desc()).limit(1)
    ).first()
