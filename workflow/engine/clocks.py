"""Promises as a case moves: started, paused with what is left, resumed, stopped, missed."""

from datetime import datetime

from workflow.definition import model
from workflow.definition.calendar import Calendar, span_parts
from workflow.engine.facts import ClockMissed, ClockPaused, ClockResumed, ClockStarted, ClockStopped, Fact
from workflow.engine.state import Clock

Clocks = tuple[Clock, ...]


def entering(
    process: model.Process, clocks: Clocks, stage: str, round_: int, *, reopened: bool, at: datetime
) -> tuple[Clocks, list[Fact]]:
    """The clocks after `stage` is entered. A reopened case gets a promise of its own, in its new round."""
    facts: list[Fact] = []
    changed = list(clocks)
    for promise in process.clocks.values():
        alive = _alive(changed, promise.name)
        if alive is not None:
            changed[alive] = _moved(promise, changed[alive], process, stage, at, facts)
        elif _starts(process, promise, changed, stage, round_, reopened):
            started = _started(promise, process.calendar, round_, at, facts)
            changed.append(_moved(promise, started, process, stage, at, facts))
    return tuple(changed), facts


def _alive(clocks: list[Clock], name: str) -> int | None:
    for n, clock in enumerate(clocks):
        if clock.name == name and clock.stopped_at is None:
            return n
    return None


def _starts(
    process: model.Process, promise: model.Clock, clocks: list[Clock], stage: str, round_: int, reopened: bool
) -> bool:
    if process.stages[stage].is_end or stage in promise.stop:
        return False
    if stage != promise.start and not (reopened and stage in process.alive_in(promise)):
        return False
    return not any(clock.name == promise.name and clock.round == round_ for clock in clocks)


def _started(promise: model.Clock, calendar: Calendar, round_: int, at: datetime, facts: list[Fact]) -> Clock:
    due_at, warn_at = calendar.due_and_warning(at, promise.due, promise.warn)
    facts.append(ClockStarted(promise.name, due_at))
    return Clock(promise.name, round_, running_since=at, due_at=due_at, warn_at=warn_at)


def _moved(
    promise: model.Clock, clock: Clock, process: model.Process, stage: str, at: datetime, facts: list[Fact]
) -> Clock:
    if clock.running and clock.due_at is not None and at > clock.due_at and not clock.missed:
        facts.append(ClockMissed(clock.name, clock.due_at))
        clock = clock._replace(missed_at=at)
    if process.stages[stage].is_end or stage in promise.stop:
        facts.append(ClockStopped(clock.name))
        return clock._replace(stopped_at=at)
    if stage in promise.pause:
        return _paused(promise, clock, process.calendar, at, facts) if clock.running else clock
    return _resumed(promise, clock, process.calendar, at, facts) if clock.paused else clock


def _paused(promise: model.Clock, clock: Clock, calendar: Calendar, at: datetime, facts: list[Fact]) -> Clock:
    if clock.missed or clock.due_at is None:
        # A broken promise keeps its date: standing still does not mend it.
        facts.append(ClockPaused(clock.name, 0))
        return clock._replace(running_since=None, budget_left=0, warn_at=None)
    in_days = span_parts(promise.due)[1] == "bd"
    between = calendar.business_days_between if in_days else calendar.business_minutes_between
    left = between(at, clock.due_at)
    facts.append(ClockPaused(clock.name, left))
    return clock._replace(running_since=None, budget_left=left, due_at=None, warn_at=None)


def _resumed(promise: model.Clock, clock: Clock, calendar: Calendar, at: datetime, facts: list[Fact]) -> Clock:
    due_at, warn_at = clock.due_at, None
    if not clock.missed:
        left = clock.budget_left or 0
        amount, unit = span_parts(promise.due)
        if unit != "bd":
            amount, unit = amount * 60, "bm"
        due_at = calendar.due_after(at, left, unit)
        # What is left until the warning is what is left of the whole but for the part kept for after it.
        before = left - amount * (1 - promise.warn)
        warn_at = calendar.due_after(at, before, unit) if before > 0 else at
    facts.append(ClockResumed(clock.name, due_at))
    return clock._replace(running_since=at, budget_left=None, due_at=due_at, warn_at=warn_at)
