"""Whom we tell when something happens. The many are told by the clock, from one outbox message."""

from collections.abc import Sequence

from ideas.accounts.events import AlreadyRegistered, PasswordChanged, ResetAsked, SignedUp
from ideas.board.events import CommentAdded, IdeaSubmitted, UpdatePublished
from ideas.board.models import Comment, Idea, Update
from ideas.evaluation.events import Due, PromiseDueSoon, StepDueSoon, StepOverdue
from ideas.kernel.db import db
from ideas.kernel.outbox import promise
from ideas.notifications import commands
from ideas.notifications.commands import Told
from ideas.notifications.models import COMMENT, DUE_SOON, ESCALATED, OVERDUE, PROMISE_SOON, RECEIPT, UPDATE

AUTHOR, MERGE = "author", "merge"


def receipt(event: IdeaSubmitted) -> None:
    """Number of the practice, what happens next, by when."""
    idea = db.session.get_one(Idea, event.idea_id)
    commands.tell(Told(RECEIPT, idea.id, idea.created_at), [event.author_id], mail=True)


def tell(event: UpdatePublished) -> None:
    """The author is told at once, also of what they did themselves: it confirms it and gives the next date."""
    published = db.session.get_one(Update, event.update_id)
    idea = db.session.get_one(Idea, event.idea_id)
    if AUTHOR in event.audience and idea.author_id is not None:
        commands.tell(Told(UPDATE, idea.id, published.at, update_id=published.id), [idea.author_id], mail=True)
    others = [name for name in event.audience if name != AUTHOR]
    if others and published.action == MERGE:
        _tell_before_they_move(published.id, others)
    elif others:
        promise("fan_out", f"fan_out:update:{published.id}", {"update_id": published.id, "audience": others})


def _tell_before_they_move(update_id: int, audience: Sequence[str]) -> None:
    """A merge takes votes and followers to the other idea at once: later nobody could tell whose they were."""
    spread = commands.about(update_id, audience)
    last: int | None = 0
    while last is not None:
        last = commands.tell_next(spread, last)


def comment_added(event: CommentAdded) -> None:
    """The author reads what is said on their idea; the bank's own answers also come by mail."""
    idea, comment = db.session.get_one(Idea, event.idea_id), db.session.get_one(Comment, event.comment_id)
    if idea.author_id is None or idea.author_id == event.person_id:
        return
    told = Told(COMMENT, idea.id, comment.created_at, comment_id=comment.id)
    commands.tell(told, [idea.author_id], mail=comment.official)


def due_soon(event: StepDueSoon) -> None:
    commands.tell(_work(DUE_SOON, event), event.people, mail=False)


def overdue(event: StepOverdue) -> None:
    """Whoever has it to do, and the people above."""
    commands.tell(_work(OVERDUE, event), event.people, mail=False)
    above = [person_id for person_id in event.above if person_id not in event.people]
    commands.tell(_work(ESCALATED, event), above, mail=False)


def promise_soon(event: PromiseDueSoon) -> None:
    commands.tell(_work(PROMISE_SOON, event), event.people, mail=False)


def _work(kind: str, event: Due) -> Told:
    return Told(kind, event.idea_id, event.at, step_id=event.step_id)


def confirmation(event: SignedUp) -> None:
    commands.promise_service_mail("confirmation", event.person_id)


def reset(event: ResetAsked) -> None:
    commands.promise_service_mail("reset", event.person_id)


def already_registered(event: AlreadyRegistered) -> None:
    commands.promise_service_mail("already_registered", event.person_id)


def password_changed(event: PasswordChanged) -> None:
    commands.promise_service_mail("password_changed", event.person_id)
