"""The calendar against a second computation that shares no line with it, on thousands of random moments.

The second one ticks: it walks minute by minute (hours) or day by day (days) over the wall clock of Rome, with holidays
written out by hand, Easter by Gauss's rule, and knows daylight saving from the time zone alone.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

import workflow
from tests.workflow.bank import SUBJECT, Bank

ROME = ZoneInfo("Europe/Rome")
BANK = workflow.load(workflow.shipped()).calendar
SEED = 20261004
FIXED = {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 7), (12, 8), (12, 25), (12, 26)}
HALF = {(8, 14), (12, 24), (12, 31)}
# Days around which mistakes hide: clocks change, 4 October before and after 2026, Easter, the end of the year.
TRAPS = [
    date(2025, 3, 30), date(2025, 10, 26), date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28),
    date(2024, 10, 4), date(2027, 10, 4), date(2028, 10, 4), date(2026, 4, 5), date(2026, 12, 24), date(2026, 12, 31),
    date(2026, 8, 14), date(2028, 2, 29),
]  # fmt: skip


def easter(year: int) -> date:
    """Gauss's rule, good from 1900 to 2099."""
    a, b, c = year % 19, year % 4, year % 7
    d = (19 * a + 24) % 30
    e = (2 * b + 4 * c + 6 * d + 5) % 7
    if d == 29 and e == 6:
        return date(year, 4, 19)
    if d == 28 and e == 6 and a > 10:
        return date(year, 4, 18)
    return date(year, 3, 22) + timedelta(days=d + e)


@cache
def opening_minutes(day: date) -> range:
    """The minutes of the local day in which the bank is open; none on a day of rest."""
    saint_francis = (day.month, day.day) == (10, 4) and day.year >= 2026
    if day.weekday() > 4 or (day.month, day.day) in FIXED or saint_francis:
        return range(0)
    if day == easter(day.year) + timedelta(days=1):
        return range(0)
    return range(8 * 60 + 30, 12 * 60 + 30 if (day.month, day.day) in HALF else 17 * 60)


@cache
def on_the_wall(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=ROME).astimezone(UTC)


def days_later(start: datetime, amount: int) -> datetime:
    day = start.astimezone(ROME).date()
    while amount or not opening_minutes(day):
        day += timedelta(days=1)
        amount -= bool(opening_minutes(day) and amount)
    return on_the_wall(day, opening_minutes(day).stop)


def hours_later(start: datetime, amount: int) -> datetime:
    """Tick off open minutes one at a time."""
    left, day = amount * 60, start.astimezone(ROME).date()
    while True:
        for minute in opening_minutes(day):
            begins = on_the_wall(day, minute)
            if begins >= start:
                left -= 1
                if not left:
                    return begins + timedelta(minutes=1)
        day += timedelta(days=1)


def moments(count: int) -> Iterator[tuple[datetime, random.Random]]:
    chance = random.Random(SEED)
    first = datetime(2024, 1, 1, tzinfo=UTC)
    for n in range(count):
        if n % 3 == 0:
            trap = datetime.combine(chance.choice(TRAPS), time(), tzinfo=ROME)
            yield (trap + timedelta(minutes=chance.randrange(-4 * 1440, 1440))).astimezone(UTC), chance
        else:
            yield first + timedelta(minutes=chance.randrange(5 * 525_600)), chance


def test_thousands_of_due_days_are_those_of_the_second_computation() -> None:
    for start, chance in moments(6000):
        amount = chance.randrange(0, 61)
        assert BANK.due(start, f"{amount}bd") == days_later(start, amount), (SEED, start, amount)


def test_thousands_of_due_hours_are_those_of_the_second_computation() -> None:
    for start, chance in moments(2500):
        amount = chance.randrange(1, 21)
        assert BANK.due(start, f"{amount}bh") == hours_later(start, amount), (SEED, start, amount)


def test_thousands_of_spans_left_of_a_promise_are_those_of_the_second_computation() -> None:
    """What a paused clock keeps: whole working days, or the minutes in which the bank is open."""
    for start, chance in moments(3000):
        end = start + timedelta(minutes=chance.randrange(30 * 1440))
        first, last = (moment.astimezone(ROME).date() for moment in (start, end))
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        assert BANK.business_days_between(start, end) == sum(bool(opening_minutes(day)) for day in days[1:]), (
            SEED,
            start,
            end,
        )
        open_ = (
            (on_the_wall(day, hours.start), on_the_wall(day, hours.stop))
            for day in days
            if (hours := opening_minutes(day))
        )
        minutes = sum((max(min(shut, end) - max(opens, start), timedelta()) for opens, shut in open_), timedelta())
        assert BANK.business_minutes_between(start, end) == minutes // timedelta(minutes=1), (SEED, start, end)


def test_what_is_left_when_a_clock_pauses_is_what_it_has_when_it_goes_on() -> None:
    for start, chance in moments(2000):
        amount, pause = chance.randrange(1, 41), timedelta(minutes=chance.randrange(20 * 1440))
        due = BANK.due(start, f"{amount}bd")
        stopped = min(start + pause, due)
        left = BANK.business_days_between(stopped, due)
        assert BANK.due_after(stopped, left, "bd") == due, (SEED, start, amount)
        hours_due = BANK.due(start, f"{amount}bh")
        stopped = min(start + pause, hours_due)
        minutes = BANK.business_minutes_between(stopped, hours_due)
        again = BANK.due_after(stopped, minutes, "bm")
        assert again == hours_due or minutes == 0, (SEED, start, amount)


def test_a_part_of_a_day_is_that_part_of_its_opening_hours() -> None:
    monday = datetime(2026, 12, 21, 10, tzinfo=ROME)
    assert BANK.due_after(monday, 1.5, "bd") == datetime(2026, 12, 23, 12, 45, tzinfo=ROME)
    assert BANK.due_after(monday, 2.5, "bd") == datetime(2026, 12, 24, 10, 30, tzinfo=ROME)  # a half day: 8:30-12:30
    for start, chance in moments(2000):
        amount = chance.randrange(2, 41)
        warned, due = BANK.due_after(start, amount * 0.75, "bd"), BANK.due(start, f"{amount}bd")
        assert start < warned < due, (SEED, start, amount)
        assert days_later(start, int(amount * 0.75)) <= warned, (SEED, start, amount)


def test_a_new_holiday_moves_the_dates_that_pass_over_it_and_no_others(bank: Bank) -> None:
    closed_on_tuesday = replace(BANK, extra={**BANK.extra, "2026-10-13": "Chiusura"}, _years={}, _dues={})
    with bank.engine.begin() as db:
        (steps, promises) = workflow.calendar_previews(db, closed_on_tuesday)
    mine = {one.kind: one for one in (*steps.moved, *promises.moved) if one.subject_id == SUBJECT}
    assert (mine["step"].name, mine["step"].due_at) == ("triage", bank.case.open_steps[0].due_at)
    assert mine["step"].new_due_at == datetime(2026, 10, 15, 17, tzinfo=ROME)
    assert (mine["promise"].name, mine["promise"].new_due_at) == ("answer", datetime(2026, 11, 17, 17, tzinfo=ROME))
    assert (steps.seen, steps.later, steps.earlier) == (2, 2, 0)
    assert bank.case.open_steps[0].due_at == mine["step"].due_at  # nothing was written


@pytest.mark.parametrize("limit", [1, 500])
def test_the_preview_goes_page_by_page_over_running_dates_alone(bank: Bank, limit: int) -> None:
    bank.do("ask", "moderator")  # the promise stands still
    earlier = replace(BANK, extra={}, closes=time(16), _years={}, _dues={})
    with bank.engine.begin() as db:
        pages = list(workflow.calendar_previews(db, earlier, limit=limit))
        same = list(workflow.calendar_previews(db, BANK, limit=limit))
    assert sum(page.seen for page in pages) == sum(page.earlier for page in pages) == 3
    assert not any(page.moved for page in same)


def test_a_day_that_somebody_chose_stays_whatever_the_calendar(bank: Bank) -> None:
    bank.until("evaluation").do("park", "pm")
    shut = replace(BANK, closes=time(16), _years={}, _dues={})
    with bank.engine.begin() as db:
        pages = list(workflow.calendar_previews(db, shut))
    assert [one.name for page in pages for one in page.moved if one.subject_id == SUBJECT] == []
