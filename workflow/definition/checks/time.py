"""Time: spans, the calendar, deadlines that fit inside the promise."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from workflow.definition.calendar import DAY, span_parts
from workflow.definition.checks.findings import SIDE_BY_SIDE, finding, unknown
from workflow.definition.graphs import components
from workflow.definition.model import Clock, Finding, Process
from workflow.definition.soundness import Marking, Path, Place, Space

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MAX_SPAN = 2_000
COVERED_DAYS = 730


def calendar_findings(raw: dict[str, Any]) -> Iterator[Finding]:
    """The calendars of the parsed file: zone, week, hours, country, days of their own."""
    if raw["process"]["calendar"] not in raw["calendar"]:
        yield unknown("calendar_unknown", "process.calendar", raw["process"]["calendar"], raw["calendar"])
    readers: tuple[tuple[str, Callable[[str], Any]], ...] = (
        ("zone", ZoneInfo), ("week", weekdays), ("hours", hours), ("half_hours", hours), ("holidays", country),
    )  # fmt: skip
    for name, calendar in raw["calendar"].items():
        place = f"calendar.{name}"
        for key, read in readers:
            if key in calendar and not _reads(read, calendar[key]):
                yield finding("calendar_value", f"{place}.{key}", value=calendar[key])
        for key in ("extra", "half"):
            for n, written in enumerate(calendar.get(key, [])):
                if not _reads(day_and_name, written):
                    yield finding("calendar_value", f"{place}.{key}[{n}]", value=written)


def weekdays(written: str) -> frozenset[int]:
    """ "mon-fri" -> {0, 1, 2, 3, 4}; also single days, separated by commas. ValueError when it is neither."""
    found: set[int] = set()
    for part in written.split(","):
        first, _, last = part.strip().partition("-")
        begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        found.update(range(begin, end + 1))
    if not found:
        raise ValueError(written)
    return frozenset(found)


def hours(written: str) -> tuple[time, time]:
    """ "08:30-17:00" -> the two times. ValueError when they are not two times in order."""
    opens, closes = (time.fromisoformat(part) for part in written.split("-"))
    if not opens < closes:
        raise ValueError(written)
    return opens, closes


def country(written: str) -> str:
    """A country whose holidays are known. ValueError for any other."""
    if written not in holidays.list_supported_countries():
        raise ValueError(written)
    return written


def day_and_name(written: str) -> tuple[str, str]:
    """ "12-07 Sant’Ambrogio" -> ("12-07", "Sant’Ambrogio"); the day may carry a year. ValueError for no date."""
    day, _, name = written.partition(" ")
    date.fromisoformat(day if len(day) > 5 else f"2024-{day}")
    return day, name.strip()


def spans_are_business_time(process: Process) -> Iterator[Finding]:
    for stage in process.stages.values():
        place = f"stage.{stage.id}"
        if stage.due.startswith("@"):
            name = stage.due[1:]
            dates = [field.name for field in process.fields.values() if field.type == "date"]
            if name not in dates:
                yield unknown("due_field", f"{place}.due", name, dates)
            if not stage.due_else:
                yield finding("due_else", place)
        elif not stage.is_end:
            yield from _span(f"{place}.due", stage.due)
        if stage.due_else:
            yield from _span(f"{place}.due_else", stage.due_else)
    for clock in process.clocks.values():
        yield from _span(f"clock.{clock.name}.due", clock.due)


def calendar_covers_two_years(process: Process, today: date) -> Iterator[Finding]:
    """The bank opens in every month to come, and every year of them has its holidays."""
    calendar = process.calendar
    months: dict[date, list[date]] = {}
    for day in (today + DAY * n for n in range(COVERED_DAYS)):
        months.setdefault(day.replace(day=1), []).append(day)
    # The first and the last are pieces of a month, in which there may be no working day left.
    for month in list(months)[1:-1]:
        if not any(calendar.is_working(day) for day in months[month]):
            yield finding("calendar_closed", "process.calendar", month=f"{month:%m/%Y}")
    for year in sorted({month.year for month in months}):
        days = (date(year, 1, 1) + DAY * n for n in range(365))
        if not any(calendar.holiday_name(day) is not None for day in days):
            yield finding("calendar_short", "process.calendar", year=str(year))


def deadlines_fit_the_promise(space: Space) -> Iterator[Finding]:
    """However a case gets from a clock's start to a stop, the deadlines of the stages it passes add up to no more than
    the promise.

    Each stage counts once, also where a case may go back and pass it again, and not where the clock stands still. So
    the stages of a loop all count, and the longest way is one through the components, which have no loops: linear.
    Days and hours are never converted into one another, so a stage in the other unit is a finding of its own.
    """
    for clock in space.process.clocks.values():
        alive = _alive(space, clock)
        unit = span_parts(clock.due)[1]
        running = {place.stage for place in alive} - set(clock.pause)
        others = sorted(stage for stage in running if not space.process.stages[stage].due.endswith(unit))
        for stage in others:
            yield finding("promise_unit", f"stage.{stage}.due", clock=clock.name, unit=unit)
        if not others:
            total, stages = _longest(space, alive, clock)
            if total > span_parts(clock.due)[0]:
                shown = SIDE_BY_SIDE.join(dict.fromkeys(stages))
                place, due = f"clock.{clock.name}.due", clock.due
                yield finding("promise_too_short", place, stages=shown, total=f"{total}{unit}", due=due)


def clocks_stop(space: Space) -> Iterator[Finding]:
    """A clock that started stops on every way to an end, and what is said to stop or pause it can."""
    for clock in space.process.clocks.values():
        place = f"clock.{clock.name}"
        if clock.start in clock.stop or space.process.stages[clock.start].is_end:
            yield finding("clock_never_runs", f"{place}.start", name=clock.start)
            continue
        ways = _ways_while_running(space, clock)
        nearest = {marking.stage: path for marking, path in reversed(ways.items()) if space.is_end(marking)}
        for end in sorted(nearest.keys() - set(clock.stop)):
            yield finding("clock_not_stopped", f"{place}.stop", nearest[end], name=end)
        for key, stages in (("stop", clock.stop), ("pause", clock.pause)):
            for stage in sorted(set(stages) - {marking.stage for marking in ways}):
                yield finding("clock_idle", f"{place}.{key}", name=stage)


def _ways_while_running(space: Space, clock: Clock) -> dict[Marking, Path]:
    """A shortest way to every situation the clock sees, up to and with the stops and the ends."""
    ways = {marking: path for marking, path in space.ways.items() if marking.stage == clock.start}
    waiting = deque(ways)
    while waiting:
        marking = waiting.popleft()
        if marking.stage not in clock.stop:
            for move, to in space.moves[marking].items():
                if to not in ways:
                    ways[to] = ways[marking] + move
                    waiting.append(to)
    return ways


def _alive(space: Space, clock: Clock) -> set[Place]:
    """Where the clock is alive, also standing still."""
    seen = {marking.place for marking in _ways_while_running(space, clock)}
    return {place for place in seen if place.stage not in clock.stop and not space.is_end(place)}


def _longest(space: Space, alive: set[Place], clock: Clock) -> tuple[int, list[str]]:
    """Days or hours, and the stages, of the longest way through those places."""
    edges = {place: [to for to in space.places[place] if to in alive] for place in space.places if place in alive}
    best: dict[Place, tuple[int, list[str]]] = {}
    for component in components(edges):
        onward = [best[to] for place in component for to in edges[place] if to not in component]
        total, stages = max(onward, default=(0, []), key=lambda way: way[0])
        running = [place.stage for place in edges if place in component and place.stage not in clock.pause]
        total += sum(span_parts(space.process.stages[stage].due)[0] for stage in running)
        best |= dict.fromkeys(component, (total, [*running, *stages]))
    return max(best.values(), default=(0, []), key=lambda way: way[0])


def _span(place: str, span: str) -> Iterator[Finding]:
    if not _reads(span_parts, span):
        yield finding("due_unit", place, span=span)
    elif not 1 <= span_parts(span)[0] <= MAX_SPAN:
        yield finding("due_size", place, span=span, most=str(MAX_SPAN))


def _reads(read: Callable[[str], Any], written: str) -> bool:
    try:
        read(written)
    except (ValueError, KeyError, OSError):  # ZoneInfo raises a KeyError or, for odd names, an OSError
        return False
    return True
