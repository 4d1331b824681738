"""What was handed over to the complaints office: the list with its dates, the receipt, and whether the chain holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select, tuple_

from ideas.accounts import queries as people
from ideas.accounts.models import Person
from ideas.kernel import clock, paging
from ideas.kernel.db import db
from ideas.kernel.errors import Invalid
from ideas.kernel.i18n import date_full
from ideas.kernel.ids import practice_number
from ideas.moderation.errors import Missing
from ideas.moderation.models import PAYMENTS, Complaint
from ideas.moderation.policy import COMPLAINTS, FIRST, complaint_hash

RUNNING, PAST = "running", "past"
PAGE = 25
SOON_DAYS = 5
BATCH = 500


@dataclass(frozen=True)
class ComplaintRow:
    """`time` is ok, soon or past; `days` calendar days until the office must have answered (negative: since)."""

    id: int
    number: str
    title: str
    customer: str
    matter: str
    posted_at: datetime
    due_on: date
    time: str
    days: int
    by: str


@dataclass(frozen=True)
class ComplaintList:
    rows: Sequence[ComplaintRow]
    show: str
    after: str | None


@dataclass(frozen=True)
class ComplaintPage:
    complaint: Complaint
    number: str
    matter: str
    own: bool
    words: tuple[str, ...]


def complaint_number(complaint: Complaint) -> str:
    """As on paper: "R-0003/26"."""
    return f"R-{practice_number(complaint.id, complaint.posted_at)}"


def matter_label(matter: str) -> str:
    return _("Payments") if matter == PAYMENTS else _("Other services")


def receipt_words(complaint: Complaint) -> tuple[str, ...]:
    """What the customer reads, in the language in force."""
    return (
        _("what you wrote is a complaint. We passed it to the complaints office with the number %(number)s.",
          number=complaint_number(complaint)),
        _("The day you wrote it is the one that counts: %(posted)s. The office answers you in writing by %(due)s.",
          posted=date_full(complaint.posted_at), due=date_full(complaint.due_on)),
        _("If the answer does not come in time or does not satisfy you, you may turn to the Arbitro Bancario "
          "Finanziario (ABF): it costs little and you need no lawyer."),
        _("It is no longer public: only you and the offices read it."),
    )  # fmt: skip


def complaint_list(show: str, after: str, at: datetime) -> ComplaintList:
    """`running`: soonest due first; `past`, whose day has come and gone: the last one first. The office answers in its
    own system: here nobody knows whether it has. Raises Invalid for a cursor that was cut."""
    key, today = tuple_(Complaint.due_on, Complaint.id), clock.local_date(at)
    if show == PAST:
        chosen = (
            select(Complaint).where(Complaint.due_on < today).order_by(Complaint.due_on.desc(), Complaint.id.desc())
        )
        following = key < tuple_(*_mark(after)) if after else None
    else:
        show = RUNNING
        chosen = select(Complaint).where(Complaint.due_on >= today).order_by(Complaint.due_on, Complaint.id)
        following = key > tuple_(*_mark(after)) if after else None
    if following is not None:
        chosen = chosen.where(following)
    found = list(db.session.scalars(chosen.limit(PAGE + 1)))
    names = people.signatures(row.by_id for row in found[:PAGE])
    rows = [_row(row, names, today) for row in found[:PAGE]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return ComplaintList(rows, show, paging.encode((last.due_on.isoformat(), last.id)) if last else None)


def _mark(after: str) -> tuple[Any, int]:
    day, number = paging.decode(after, (str, int))
    try:
        return date.fromisoformat(day), number
    except ValueError as problem:
        raise Invalid("This page address is not complete.", code="cursor") from problem


def _row(complaint: Complaint, names: dict[int, people.Signature], today: date) -> ComplaintRow:
    days = (complaint.due_on - today).days
    by = names.get(complaint.by_id or 0)
    return ComplaintRow(
        id=complaint.id,
        number=complaint_number(complaint),
        title=complaint.title,
        customer=complaint.customer_name,
        matter=matter_label(complaint.matter),
        posted_at=complaint.posted_at,
        due_on=complaint.due_on,
        time="past" if days < 0 else "soon" if days <= SOON_DAYS else "ok",
        days=days,
        by=by.name if by else "",
    )


def complaint_page(complaint_id: int, person: Person) -> ComplaintPage:
    """For the customer, and for the colleagues who deal with complaints. Raises Missing."""
    complaint = db.session.get(Complaint, complaint_id) if 0 < complaint_id < 2**31 else None
    if complaint is None:
        raise Missing
    own = complaint.customer_id == person.id
    if not own and not (person.is_staff and person.roles & set(COMPLAINTS)):
        raise Missing
    return ComplaintPage(
        complaint, complaint_number(complaint), matter_label(complaint.matter), own, receipt_words(complaint)
    )


def broken_complaint() -> int | None:
    """The number of the first record that no longer says what was written, None while the chain holds."""
    previous, last = FIRST, 0
    chosen = select(Complaint).order_by(Complaint.id).limit(BATCH)
    while rows := db.session.scalars(chosen.where(Complaint.id > last)).all():
        for row in rows:
            if row.id != last + 1 or row.previous != previous or complaint_hash(previous, _said(row)) != row.hash:
                return row.id
            previous, last = row.hash, row.id
        db.session.expunge_all()
    return None


def _said(row: Complaint) -> dict[str, Any]:
    names = (
        "id", "idea_id", "comment_id", "title", "text", "customer_id", "customer_name", "customer_email", "matter",
        "by_id", "due_on",
    )  # fmt: skip
    said = {name: getattr(row, name) for name in names}
    return said | {name: getattr(row, name).astimezone(UTC) for name in ("posted_at", "handed_at")}
