"""The only place that reads the time."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")


def now() -> datetime:
    """The present instant, aware, UTC."""
    return datetime.now(UTC)


def local(instant: datetime) -> datetime:
    """The same instant on the bank's wall clock."""
    return instant.astimezone(ROME)


def local_date(instant: datetime) -> date:
    """The bank's calendar day of an instant."""
    return local(instant).date()


def today() -> date:
    return local_date(now())
