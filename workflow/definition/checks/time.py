"""Time: spans, the calendar, deadlines that fit inside the promise."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from workflow.definition.calendar import span_parts
from workflow.definition.checks.form import finding
from workflow.definition.model import BACK, Clock, Finding, Process

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def calendar_findings(raw: dict[str, Any]) -> Iterator[Finding]:
    """The calendars of the parsed file: zone, week, hours, country, days of their own."""
    if raw["process"]["calendar"] not in raw["calendar"]:
        yield finding(
            "calendar_unknown", "process.calendar", "Questo calendario non c’è.", "There is no such calendar."
        )
    for name, calendar in raw["calendar"].items():
        place = f"calendar.{name}"
        for key, read in (("zone", ZoneInfo), ("week", weekdays), ("hours", hours), ("half_hours", hours)):
            if key in calendar and not _reads(read, calendar[key]):
                yield _unreadable(f"{place}.{key}", calendar[key])
        if "holidays" in calendar and calendar["holidays"] not in holidays.list_supported_countries():
            yield _unreadable(f"{place}.holidays", calendar["holidays"])
        for key in ("extra", "half"):
            for n, written in enumerate(calendar.get(key, [])):
                if not _reads(day_and_name, written):
                    yield _unreadable(f"{place}.{key}[{n}]", written)


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


def day_and_name(written: str) -> tuple[str, str]:
    """ "12-07 Sant’Ambrogio" -> ("12-07", "Sant’Ambrogio"); the day may carry a year. ValueError for no date."""
    day, _, name = written.partition(" ")
    date.fromisoformat(day if len(day) > 5 else f"2024-{day}")
    return day, name.strip()


def spans_are_business_time(process: Process) -> Iterator[Finding]:
    for stage in process.stages.values():
        for key, span in (("due", stage.due), ("due_else", stage.due_else)):
            if span and not span.startswith("@") and not _reads(span_parts, span):
                yield _bad_span(f"stage.{stage.id}.{key}", span)
        if stage.due.startswith("@"):
            yield from _due_from_a_field(process, stage.id, stage.due, stage.due_else)
    for clock in process.clocks.values():
        if not _reads(span_parts, clock.due):
            yield _bad_span(f"clock.{clock.name}.due", clock.due)


def deadlines_fit_the_promise(process: Process) -> Iterator[Finding]:
    """On every way from a clock's start to a stop, the deadlines of the stages add up to no more than the promise.

    A way visits no stage twice; stages where the clock stands still do not count. Days and hours are never
    converted into one another, so a stage in the other unit is a finding of its own.
    """
    for clock in process.clocks.values():
        promised, unit = span_parts(clock.due)
        for stage in sorted(process.alive_in(clock) - set(clock.pause)):
            if not process.stages[stage].due.endswith(unit):
                yield finding(
                    "promise_unit",
                    f"stage.{stage}.due",
                    f"La promessa «{clock.name}» è in {unit}: usa la stessa unità.",
                    f"The promise “{clock.name}” is in {unit}: use the same unit.",
                )
                return
        total, way = _longest(process, clock, clock.start, frozenset())
        if total > promised:
            shown = " → ".join(way)
            yield finding(
                "promise_too_short",
                f"clock.{clock.name}.due",
                f"Le scadenze lungo {shown} fanno {total}{unit}: più dei {clock.due} promessi.",
                f"The deadlines along {shown} add up to {total}{unit}: more than the promised {clock.due}.",
            )


def _longest(process: Process, clock: Clock, stage: str, seen: frozenset[str]) -> tuple[int, list[str]]:
    if stage in clock.stop or process.stages[stage].is_end:
        return 0, [stage]
    own = 0 if stage in clock.pause else span_parts(process.stages[stage].due)[0]
    best, way = 0, [stage]
    for action in process.stages[stage].actions.values():
        if action.to != BACK and action.to not in seen and action.to != stage:
            total, rest = _longest(process, clock, action.to, seen | {stage})
            if total >= best:
                best, way = total, [stage, *rest]
    return own + best, way


def _due_from_a_field(process: Process, stage: str, due: str, due_else: str) -> Iterator[Finding]:
    field = process.fields.get(due[1:])
    if field is None or field.type != "date":
        yield finding(
            "due_field", f"stage.{stage}.due", f"«{due[1:]}» non è un campo data.", f"“{due[1:]}” is not a date field."
        )
    if not due_else:
        yield finding(
            "due_else",
            f"stage.{stage}",
            "Aggiungi due_else: la scadenza di chi ci arriva senza quella data.",
            "Add due_else: the deadline of a case that gets here without that date.",
        )


def _reads(read: Any, written: str) -> bool:
    try:
        read(written)
    except (ValueError, KeyError, OSError):  # ZoneInfo raises a KeyError or, for odd names, an OSError
        return False
    return True


def _unreadable(place: str, written: str) -> Finding:
    return finding("calendar_value", place, f"«{written}» non si capisce.", f"“{written}” cannot be read.")


def _bad_span(place: str, span: str) -> Finding:
    return finding(
        "due_unit",
        place,
        f"«{span}» non è una durata: scrivi per esempio 5bd o 8bh.",
        f"“{span}” is not a span: write for example 5bd or 8bh.",
    )
