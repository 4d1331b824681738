"""What the engine puts on record beside people's words, so that the log alone rebuilds every other row.

Dates above all: computed again later they could differ, for calendars and definitions change.
"""

from datetime import datetime
from typing import Any

from workflow.engine.state import Clock, State, Step

# Names in an event's record. DUE and WARN: when the steps it opened are due and when to warn (None: never).
# CLOCKS: {"name": [due or None, budget left or None, warning or None]} of the promises it moved. CLAIM: the office
# ("" for a single desk) whose step was taken in hand. MET and SET_IN: the round of the condition that was met, and the
# stage in which it was set. LATE: the office ("" for a single desk) whose step is overdue. PROMISE: the clock missed.
DUE, WARN, CLOCKS, CLAIM, LATE, PROMISE = "due", "warn", "clocks", "claim", "late", "promise"
MET, SET_IN = "met", "set_in"
# MIGRATED: {"from": version, "decided": {stage: stage}}, and DUES {office: [due, warning or None]}.
# UNDONE: the version left again.
MIGRATED, DUES, UNDONE = "migrated", "dues", "undone"
CLAIMED, BROUGHT_BACK = "claim", "migration undone"
# What the clock noticed. No action can be called so, for ids begin with a letter.
OVERDUE, MISSED = "@overdue", "@missed"
# Events after which whoever saw the case before may still act.
QUIET = (CLAIMED, OVERDUE, MISSED, MIGRATED, BROUGHT_BACK)


def kept(before: State | None, after: State) -> dict[str, Any]:
    """The dates by which two states of a case differ."""
    record: dict[str, Any] = {}
    if after.steps and len(after.steps) > (len(before.steps) if before else 0):
        record[DUE], record[WARN] = moments(after.steps[-1])
    was = {(clock.name, clock.round): _dates(clock) for clock in before.clocks} if before else {}
    moved = {clock.name: _dates(clock) for clock in after.clocks if was.get((clock.name, clock.round)) != _dates(clock)}
    return record | ({CLOCKS: moved} if moved else {})


def moments(step: Step) -> list[str | None]:
    """When a step is due and when to warn."""
    return [_iso(step.due_at), _iso(step.warn_at)]


def _dates(clock: Clock) -> list[Any]:
    return [_iso(clock.due_at), clock.budget_left, _iso(clock.warn_at)]


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
