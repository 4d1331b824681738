"""Comments under an idea."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, select, update

from ideas.accounts.models import Person
from ideas.board.commands.lock import locked
from ideas.board.commands.reading import read_first
from ideas.board.commands.visibility import existing_comment
from ideas.board.errors import CommentMissing, CommentsClosed, EditTooLate, IdeaMissing, OwnComment
from ideas.board.events import CommentAdded
from ideas.board.models import Comment, Idea, Useful
from ideas.board.policy import HELD, NAME, PUBLIC, comments_open, is_private, may_edit_comment, public_signature
from ideas.kernel import guard
from ideas.kernel.db import changed, db, insert
from ideas.kernel.events import publish
from ideas.kernel.process import running

TWICE = timedelta(minutes=10)


def add_comment(*, idea_id: int, person: Person, text: str, at: datetime, answers: int | None = None) -> Comment:
    """Say something in public; what a colleague says is the bank's. Sent twice in a row, it is said once.

    `answers` is the comment that this one answers; an answer to an answer stands beside it.

    Personal data in the words is covered. With `MODERATION=before` what a customer says waits until a moderator has
    read it.

    Raises IdeaMissing, CommentsClosed, CommentMissing.
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
        idea_id=idea_id, person_id=person.id, author_name=_signature(idea, person), text=text, created_at=at,
        official=person.is_staff, state=HELD if held else PUBLIC, parent_id=_answered(idea_id, answers),
    )  # fmt: skip
    db.session.add(comment)
    db.session.flush()
    if not held:
        db.session.execute(update(Idea).where(Idea.id == idea_id).values(comments=Idea.comments + 1))
        publish(CommentAdded(idea_id, comment.id, person.id))
    return comment


def _answered(idea_id: int, comment_id: int | None) -> int | None:
    """One level deep: whoever answers an answer talks under the same comment."""
    if comment_id is None:
        return None
    found = existing_comment(comment_id)
    if found.idea_id != idea_id or found.state != PUBLIC:
        raise CommentMissing
    return found.parent_id or found.id


def edit_comment(idea_id: int, comment_id: int, person_id: int, text: str, at: datetime, window: timedelta) -> bool:
    """Say it better, for a while; False when nothing changed. Raises CommentMissing, EditTooLate."""
    text = guard.mask(text)
    (idea,) = locked(idea_id)
    comment = existing_comment(comment_id)
    if comment.idea_id != idea_id or comment.person_id != person_id:
        raise CommentMissing
    if not may_edit_comment(running(), idea.status, comment.state, comment.created_at, at, window, read_first()):
        raise EditTooLate
    if comment.text == text:
        return False
    comment.text, comment.edited_at = text, at
    db.session.flush()
    return True


def find_useful(idea_id: int, comment_id: int, person_id: int, at: datetime) -> bool:
    """Say that a comment helps; False when this person already did. Raises CommentMissing, OwnComment."""
    _useful_one(idea_id, comment_id, person_id)
    row = insert(Useful).values(comment_id=comment_id, person_id=person_id, at=at)
    return _count_useful(comment_id, changed(row.on_conflict_do_nothing()))


def unfind_useful(idea_id: int, comment_id: int, person_id: int) -> bool:
    """Take it back; False when there was nothing to take back. Raises CommentMissing, OwnComment."""
    _useful_one(idea_id, comment_id, person_id)
    own = delete(Useful).where(Useful.comment_id == comment_id, Useful.person_id == person_id)
    return _count_useful(comment_id, -changed(own))


def _useful_one(idea_id: int, comment_id: int, person_id: int) -> None:
    (idea,) = locked(idea_id)
    comment = existing_comment(comment_id)
    if comment.idea_id != idea_id or comment.state != PUBLIC or is_private(running(), idea.status):
        raise CommentMissing
    if comment.person_id == person_id:
        raise OwnComment


def _count_useful(comment_id: int, change: int) -> bool:
    if change:
        values = {"useful": Comment.useful + change}
        db.session.execute(update(Comment).where(Comment.id == comment_id).values(values))
    return change != 0


def _signature(idea: Row[Any], person: Person) -> str:
    """Who wrote the idea appears under their comments as they chose to appear there."""
    return public_signature(person.public_name, idea.signature if idea.author_id == person.id else NAME)


def _last_word(idea_id: int) -> Comment | None:
    return db.session.scalars(
        select(Comment).where(Comment.idea_id == idea_id).order_by(Comment.id.desc()).limit(1)
    ).first()
