"""A month of the newsroom: weeks from Monday, holidays by their names, announcements on their days."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from ideas.announcements.models import Announcement
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.process import running

FIRST_YEAR, LAST_YEAR = 2000, 2190


@dataclass(frozen=True)
class Entry:
    id: int
    title: str
    state: str
    at: datetime


@dataclass(frozen=True)
class Day:
    """`out` for the days of the months around; `holiday` is a name, empty on other days."""

    on: date
    out: bool
    today: bool
    off: bool
    holiday: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Month:
    first: date
    previous: date
    next: date
    weeks: Sequence[Sequence[Day]]


def month(first: date) -> Month:
    """The month that begins at `first`, in two statements whatever it holds."""
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    entries = _entries(weeks[0][0], weeks[-1][-1])
    bank, today = running().calendar, clock.today()
    days = [
        [
            Day(on, on.month != first.month, on == today, not bank.is_working(on), bank.holiday_name(on) or "",
                [entry for entry in entries if clock.local_date(entry.at) == on])
            for on in week
        ]
        for week in weeks
    ]  # fmt: skip
    return Month(first, (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=31)).replace(day=1), days)


def month_from(text: str | None) -> date:
    """ "2026-12" -> its first day; the present month when nothing was asked. Raises ValueError for anything else."""
    if not text:
        return clock.today().replace(day=1)
    first = datetime.strptime(text, "%Y-%m").replace(tzinfo=clock.ROME).date()
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise ValueError(text)
    return first


def _entries(first: date, last: date) -> Sequence[Entry]:
    start = datetime.combine(first, time(), tzinfo=clock.ROME)
    end = datetime.combine(last + timedelta(days=1), time(), tzinfo=clock.ROME)
    rows = db.session.execute(
        select(Announcement.id, Announcement.title, Announcement.state, Announcement.publish_at)
        .where(Announcement.publish_at >= start, Announcement.publish_at < end)
        .order_by(Announcement.publish_at, Announcement.id)
    )
    return [Entry(row.id, row.title, row.state, row.publish_at) for row in rows]
