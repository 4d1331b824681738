"""Business days and hours, against dates read off a wall calendar."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workflow
from workflow import Calendar

ROME = ZoneInfo("Europe/Rome")
BANK = workflow.load(workflow.shipped()).calendar
INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))


def rome(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ROME)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 6), "Lunedì dell'Angelo"),
        (date(2027, 3, 29), "Lunedì dell'Angelo"),
        (date(2026, 10, 4), "Festa nazionale di San Francesco d'Assisi, patrono d'Italia"),
        (date(2026, 12, 7), "Sant’Ambrogio"),
        (date(2026, 12, 8), "Immacolata Concezione"),
        (date(2027, 1, 6), "Epifania"),
    ],
)
def test_a_holiday_is_no_working_day_and_has_its_name(day: date, name: str) -> None:
    assert (BANK.holiday_name(day), BANK.is_working(day)) == (name, False)


def test_4_october_is_a_working_day_until_2025_and_a_holiday_from_2026() -> None:
    assert BANK.holiday_name(date(2024, 10, 4)) is None and BANK.is_working(date(2024, 10, 4))
    assert BANK.holiday_name(date(2027, 10, 4)) is not None and not BANK.is_working(date(2027, 10, 4))


def test_a_saturday_is_no_holiday_but_no_working_day_either() -> None:
    assert BANK.holiday_name(date(2026, 10, 10)) is None
    assert not BANK.is_working(date(2026, 10, 10))


@pytest.mark.parametrize(
    ("start", "span", "due"),
    [
        (rome(2026, 10, 12), "2bd", rome(2026, 10, 14, 17)),  # Monday -> Wednesday
        (rome(2026, 10, 9), "2bd", rome(2026, 10, 13, 17)),  # over a weekend
        (rome(2026, 10, 10), "1bd", rome(2026, 10, 12, 17)),  # from a Saturday
        (rome(2026, 12, 4), "2bd", rome(2026, 12, 10, 17)),  # over Sant'Ambrogio and the Immacolata
        (rome(2026, 4, 3), "1bd", rome(2026, 4, 7, 17)),  # over Easter
        (rome(2026, 12, 23), "1bd", rome(2026, 12, 24, 12, 30)),  # Christmas Eve closes at half past twelve
        (rome(2026, 12, 23), "2bd", rome(2026, 12, 28, 17)),
        (rome(2026, 10, 23), "1bd", rome(2026, 10, 26, 17)),  # summer time ends on the 25th
        (rome(2027, 3, 26), "1bd", rome(2027, 3, 30, 17)),  # summer time begins on Easter Sunday the 28th
        (rome(2026, 10, 12, 0, 30), "1bd", rome(2026, 10, 13, 17)),  # still the 11th in UTC
        (rome(2026, 10, 12), "0bd", rome(2026, 10, 12, 17)),
        (rome(2026, 10, 11), "0bd", rome(2026, 10, 12, 17)),
    ],
)
def test_business_days_are_over_at_the_close_of_the_last_one(start: datetime, span: str, due: datetime) -> None:
    found = BANK.due(start, span)
    assert found == due
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("start", "span", "due"),
    [
        (rome(2026, 10, 12, 9), "4bh", rome(2026, 10, 12, 13)),
        (rome(2026, 10, 12, 16), "4bh", rome(2026, 10, 13, 11, 30)),
        (rome(2026, 10, 12, 7), "1bh", rome(2026, 10, 12, 9, 30)),
        (rome(2026, 10, 12, 20), "1bh", rome(2026, 10, 13, 9, 30)),
        (rome(2026, 12, 24, 11, 30), "2bh", rome(2026, 12, 28, 9, 30)),
        (rome(2026, 10, 23, 16, 30), "1bh", rome(2026, 10, 26, 9)),
    ],
)
def test_business_hours_run_only_while_the_bank_is_open(start: datetime, span: str, due: datetime) -> None:
    assert BANK.due(start, span) == due


def test_a_span_in_another_unit_is_refused() -> None:
    for span in ("5d", "bd", "-1bd", "1.5bd", "٣bd", "5 bd", ""):
        with pytest.raises(ValueError, match="span"):
            BANK.due(rome(2026, 10, 12), span)


def test_days_between_count_the_last_day_and_not_the_first() -> None:
    assert BANK.business_days_between(rome(2026, 12, 4), rome(2026, 12, 10)) == 2
    assert BANK.business_days_between(rome(2026, 12, 10), rome(2026, 12, 4)) == -2
    assert BANK.business_days_between(rome(2026, 10, 12, 9), rome(2026, 10, 12, 23)) == 0


def test_half_days_of_one_year_only_are_possible() -> None:
    once = Calendar(ROME, frozenset(range(5)), BANK.opens, BANK.closes, BANK.half_closes, "", {}, {"2026-10-13": ""})
    assert once.end_of(date(2026, 10, 13)) == rome(2026, 10, 13, 12, 30)
    assert once.end_of(date(2027, 10, 13)) == rome(2027, 10, 13, 17)


@given(INSTANTS, st.integers(0, 80))
def test_a_due_day_is_a_working_day_as_many_business_days_away_as_asked(start: datetime, amount: int) -> None:
    due = BANK.due(start, f"{amount}bd")
    assert BANK.is_working(due.astimezone(ROME).date())
    if amount:
        assert BANK.business_days_between(start, due) == amount


@given(INSTANTS, st.integers(0, 200))
def test_hours_spent_are_the_hours_asked(start: datetime, amount: int) -> None:
    start = start.replace(second=0, microsecond=0)
    assert BANK.business_minutes_between(start, BANK.due(start, f"{amount}bh")) == amount * 60


@given(INSTANTS, INSTANTS, st.integers(0, 40))
def test_whoever_starts_later_is_not_due_earlier(a: datetime, b: datetime, amount: int) -> None:
    first, second = sorted((a, b))
    assert BANK.due(first, f"{amount}bd") <= BANK.due(second, f"{amount}bd")
