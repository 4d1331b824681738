"""How near a due date is, in the bank's own days."""

from datetime import date, datetime, timedelta

from ideas.kernel import clock
from ideas.kernel.process import running


def soon_limit(at: datetime) -> datetime:
    """Work due until the end of the next working day is due soon."""
    process = running()
    return process.calendar.due(at, "1bd")


def urgency(due_at: datetime, at: datetime, *, paused: bool = False) -> str:
    """hold while the customer owes an answer, late once due, soon until the end of the next working day, else ok."""
    if paused:
        return "hold"
    if due_at < at:
        return "late"
    return "soon" if due_at <= soon_limit(at) else "ok"


def working_days(due_at: datetime, at: datetime) -> int:
    """Working days from today to the due day; negative when it has passed."""
    process = running()
    today, due = clock.local_date(at), clock.local_date(due_at)
    between = process.calendar.business_days_between
    if due >= today:
        return between(_noon(today), _noon(due))
    return -max(1, between(_noon(due), _noon(today)))


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=clock.ROME) + timedelta(hours=12)
