"""What is no idea but a complaint goes to its office: a record that nobody changes, dated when the customer wrote."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, text

from ideas.accounts.models import Person
from ideas.board import commands as board
from ideas.board.models import Category
from ideas.kernel import guard
from ideas.kernel.db import db
from ideas.kernel.events import publish
from ideas.kernel.process import running
from ideas.moderation.commands.decide import answer_reports, lock
from ideas.moderation.commands.target import Target
from ideas.moderation.errors import BadField, OwnContent, WithTheOffice
from ideas.moderation.events import HandedOver
from ideas.moderation.models import OTHER, PASSED_ON, PAYMENTS, REMOVED, Complaint
from ideas.moderation.policy import FIRST, PAYMENT_AREAS, complaint_due, complaint_hash

MATTERS = (PAYMENTS, OTHER)
TWICE = timedelta(minutes=10)


def hand_over_idea(idea_id: int, *, matter: str, by: Person, at: datetime) -> Complaint:
    """A moderator passes an idea on: the record, its author told, the board and the path without it.

    Raises IdeaMissing, OwnContent, WithTheOffice when it is there already, BadField.
    """
    target = Target.find(idea_id)
    _check(target, matter, by)
    made = record_idea(target, matter=matter, by_id=by.id, at=at)
    answer_reports(target, outcome=PASSED_ON, by=by, at=at)
    board.take_down(target.idea.id)
    return made


def hand_over_comment(comment_id: int, *, matter: str, by: Person, at: datetime) -> Complaint:
    """The same for a comment; the idea under which it stood stays. Raises CommentMissing and as above."""
    target = Target.find(comment_id=comment_id)
    _check(target, matter, by)
    comment = target.comment
    known = select(Complaint.id).where(Complaint.comment_id == comment_id)
    if comment is None or db.session.scalar(known) is not None:
        raise WithTheOffice
    made = _record(
        title=target.idea.title, words=comment.text, customer_id=comment.person_id, name=comment.author_name,
        posted_at=comment.created_at, matter=matter, by_id=by.id, at=at, comment_id=comment_id, idea_id=target.idea.id,
    )  # fmt: skip
    answer_reports(target, outcome=PASSED_ON, by=by, at=at)
    target.apply(REMOVED)
    return made


def hand_over_text(*, customer_id: int, title: str, text: str, matter: str, at: datetime) -> Complaint:
    """The complaint that its author split from an idea while proposing; the clock starts at once. Personal data in
    the words is covered: the office knows whose they are. Raises BadField."""
    _check_matter(matter)
    title, text = guard.mask(title), guard.mask(text)
    twin = _sent_just_now(customer_id, title[:120], text, at)
    if twin is not None:
        return twin
    return _record(
        title=title[:120], words=text, customer_id=customer_id, name="", posted_at=at, matter=matter, by_id=None, at=at
    )


def _sent_just_now(customer_id: int, title: str, words: str, at: datetime) -> Complaint | None:
    """The button pressed twice makes one complaint; nothing could take the second away again."""
    own = select(Complaint).where(Complaint.customer_id == customer_id, Complaint.idea_id.is_(None))
    same = own.where(Complaint.title == title, Complaint.text == words, Complaint.handed_at > at - TWICE)
    return db.session.scalars(same.order_by(Complaint.id).limit(1)).first()


def record_idea(target: Target, *, matter: str = "", by_id: int | None, at: datetime) -> Complaint:
    """The record of an idea that leaves the board as a complaint, once: a second time gives back the first."""
    idea = target.idea
    only = select(Complaint).where(Complaint.idea_id == idea.id, Complaint.comment_id.is_(None))
    known = db.session.scalars(only).first()
    if known is not None:
        return known
    return _record(
        title=idea.title, words=idea.story, customer_id=idea.author_id, name=idea.author_name,
        posted_at=idea.created_at, matter=matter or usual_matter(idea.category_id), by_id=by_id, at=at,
        idea_id=idea.id,
    )  # fmt: skip


def usual_matter(category_id: int | None) -> str:
    """What an area's complaints are usually about."""
    category = db.session.get(Category, category_id) if category_id else None
    return PAYMENTS if category is not None and category.slug in PAYMENT_AREAS else OTHER


def _check(target: Target, matter: str, by: Person) -> None:
    lock(target)
    _check_matter(matter)
    if target.author_id == by.id:
        raise OwnContent
    if target.state == "gone":
        raise WithTheOffice


def _check_matter(matter: str) -> None:
    if matter not in MATTERS:
        raise BadField("matter", _l("Choose what it is about: the time to answer depends on it."))


def _record(
    *, title: str, words: str, customer_id: int | None, name: str, posted_at: datetime, matter: str,
    by_id: int | None, at: datetime, idea_id: int | None = None, comment_id: int | None = None,
) -> Complaint:  # fmt: skip
    customer = db.session.get(Person, customer_id) if customer_id else None
    number, previous = _last_link()
    days, payment_days = (int(current_app.config[key]) for key in ("COMPLAINT_DAYS", "PAYMENT_COMPLAINT_DAYS"))
    bank = running().calendar
    row: dict[str, Any] = {
        "id": number + 1, "idea_id": idea_id, "comment_id": comment_id, "title": title, "text": words,
        "customer_id": customer_id, "customer_name": customer.name if customer else name,
        "customer_email": customer.email if customer else "", "matter": matter,
        "posted_at": posted_at.astimezone(UTC), "handed_at": at.astimezone(UTC), "by_id": by_id,
        "due_on": complaint_due(posted_at, matter, bank, days=days, payment_days=payment_days),
    }  # fmt: skip
    made = Complaint(**row, previous=previous, hash=complaint_hash(previous, row))
    db.session.add(made)
    db.session.flush()
    publish(HandedOver(made.id, idea_id if comment_id is None else None, by_id))
    return made


def _last_link() -> tuple[int, str]:
    """The end of the chain; nobody else adds to it until this transaction is over."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE complaint IN SHARE ROW EXCLUSIVE MODE"))
    last = db.session.execute(select(Complaint.id, Complaint.hash).order_by(Complaint.id.desc()).limit(1)).first()
    return (last.id, last.hash) if last else (0, FIRST)
