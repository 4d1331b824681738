"""Business days and hours: data the bank owns, seeded from the national holidays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

DAY = timedelta(days=1)
UNITS = ("bd", "bh")
# More than any promise lasts; it bounds the caches, which are dropped rather than aged.
CACHE_SIZE = 4096
LAST_YEAR = 2200


@lru_cache
def span_parts(span: str) -> tuple[int, str]:
    """ "25bd" -> (25, "bd"). Raises ValueError for anything but a whole number of bd or bh."""
    amount, unit = span[:-2], span[-2:]
    if unit not in UNITS or not amount.isascii() or not amount.isdigit():
        raise ValueError(f"not a span of business days or hours: {span!r}")
    return int(amount), unit


@lru_cache
def _national(country: str, year: int) -> dict[date, str]:
    # The country's own language, whatever the locale of the machine.
    language = holidays.country_holidays(country).default_language
    return dict(holidays.country_holidays(country, years=year, language=language))


@dataclass(frozen=True)
class Calendar:
    """`week` holds weekdays (Monday 0); `opens`, `closes` and `half_closes` are local times in `zone`.

    `extra` and `half` map "MM-DD" (each year) or "YYYY-MM-DD" (once) to a name, which may be empty.
    """

    zone: ZoneInfo
    week: frozenset[int]
    opens: time
    closes: time
    half_closes: time
    country: str
    extra: dict[str, str] = field(default_factory=dict)
    half: dict[str, str] = field(default_factory=dict)
    _years: dict[int, dict[date, str]] = field(default_factory=dict, repr=False, compare=False)
    _dues: dict[tuple[date, float], datetime] = field(default_factory=dict, repr=False, compare=False)

    @property
    def minutes_a_day(self) -> int:
        """The opening hours of a whole day."""
        return (self.closes.hour - self.opens.hour) * 60 + self.closes.minute - self.opens.minute

    def holiday_name(self, day: date) -> str | None:
        """The name of the holiday that falls on `day`, None on every other day."""
        named = self.extra.get(day.isoformat(), self.extra.get(day.strftime("%m-%d")))
        return self._holidays(day.year).get(day) if named is None else named

    def is_working(self, day: date) -> bool:
        return day.weekday() in self.week and self.holiday_name(day) is None

    def local_date(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """Close of business (UTC) of `day`, or of the first working day after it."""
        while not self.is_working(day):
            day += DAY
        return self._instant(day, self._closing(day))

    def due(self, start: datetime, span: str) -> datetime:
        """When `span` ("5bd", "8bh") from `start` is over, UTC.

        Days count from the day after the start and end at the close of business; hours run only while the
        bank is open. Raises ValueError for another unit.
        """
        amount, unit = span_parts(span)
        return self.due_after(start, amount, unit)

    def due_and_warning(self, start: datetime, span: str, part: float) -> tuple[datetime, datetime]:
        """When `span` from `start` is over, and when that `part` (0..1) of it is."""
        amount, unit = span_parts(span)
        if unit == "bd":
            day = self.local_date(start)
            return self._due_day(day, amount), self._due_day(day, amount * part)
        return self.due_after(start, amount, unit), self.due_after(start, amount * part, unit)

    def due_after(self, start: datetime, amount: float, unit: str) -> datetime:
        """`due` with the span already in parts; hours may be given in minutes with unit "bm".

        A part of a day is the same part of that day's opening hours: three quarters of a day end three quarters of
        the way between its opening and its closing.
        """
        if unit == "bd":
            return self._due_day(self.local_date(start), amount)
        return self._after_minutes(start, amount * 60 if unit == "bh" else amount)

    def business_days_between(self, a: datetime, b: datetime) -> int:
        """Working days after the local date of `a`, up to and with that of `b`; negative when b comes first."""
        first, last = self.local_date(a), self.local_date(b)
        if last < first:
            return -self.business_days_between(b, a)
        return sum(self.is_working(first + DAY * n) for n in range(1, (last - first).days + 1))

    def business_minutes_between(self, a: datetime, b: datetime) -> int:
        """Whole minutes of opening hours between two instants; 0 when b comes first."""
        total = timedelta()
        for opening, closing in self._openings(a):
            if opening >= b:
                break
            total += max(min(closing, b) - max(opening, a), timedelta())
        return int(total.total_seconds() // 60)

    def _holidays(self, year: int) -> dict[date, str]:
        if year not in self._years:
            self._years[year] = _national(self.country, year) if self.country else {}
        return self._years[year]

    def _closing(self, day: date) -> time:
        halved = day.isoformat() in self.half or day.strftime("%m-%d") in self.half
        return self.half_closes if halved else self.closes

    def _instant(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, tzinfo=self.zone).astimezone(UTC)

    def _due_day(self, start: date, amount: float) -> datetime:
        known = self._dues.get((start, amount))
        if known is not None:
            return known
        # Three quarters of something may come out a hair under a whole number of days.
        whole, part = divmod(round(amount, 6), 1)
        day, left = start, whole + (part > 0)
        while left:
            day += DAY
            left -= self.is_working(day)
        if len(self._dues) >= CACHE_SIZE:
            self._dues.clear()
        due = self._dues[(start, amount)] = self._within(day, part) if part else self.end_of(day)
        return due

    def _within(self, day: date, part: float) -> datetime:
        opening, closing = self._instant(day, self.opens), self._instant(day, self._closing(day))
        return opening + (closing - opening) * part

    def _openings(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = self.local_date(start)
        while day.year < LAST_YEAR:
            if self.is_working(day):
                yield self._instant(day, self.opens), self._instant(day, self._closing(day))
            day += DAY

    def _after_minutes(self, start: datetime, minutes: float) -> datetime:
        left = timedelta(minutes=minutes)
        for opening, closing in self._openings(start):
            begins = max(opening, start)
            if begins + left <= closing:
                return begins + left
            left -= max(closing - begins, timedelta())
        raise ValueError("a calendar that never opens")
