"""What the engine puts on record beside people's words, so that the log alone rebuilds every other row.

Dates above all: computed again later they could differ, for calendars and definitions change.
"""

from typing import Any

from workflow.engine.state import Clock, State

# Names in an event's record. DUE: when the steps it opened are due. CLOCKS: {"name": [due or None, budget left or
# None]} of the promises it moved. CLAIM: the office ("" for a single desk) whose step was taken in hand.
# MET: the round of the condition that was met.
DUE, CLOCKS, CLAIM, MET = "due", "clocks", "claim", "met"
# MIGRATED: {"from": version, "decided": {stage: stage}}, and DUES {office: due}. UNDONE: the version left again.
MIGRATED, DUES, UNDONE = "migrated", "dues", "undone"
CLAIMED, BROUGHT_BACK = "claim", "migration undone"
# Events after which whoever saw the case before may still act.
QUIET = (CLAIMED, MIGRATED, BROUGHT_BACK)


def kept(before: State | None, after: State) -> dict[str, Any]:
    """The dates by which two states of a case differ."""
    record: dict[str, Any] = {}
    if after.steps and len(after.steps) > (len(before.steps) if before else 0):
        record[DUE] = after.steps[-1].due_at.isoformat()
    was = {(clock.name, clock.round): _dates(clock) for clock in before.clocks} if before else {}
    moved = {clock.name: _dates(clock) for clock in after.clocks if was.get((clock.name, clock.round)) != _dates(clock)}
    return record | ({CLOCKS: moved} if moved else {})


def _dates(clock: Clock) -> list[Any]:
    return [clock.due_at.isoformat() if clock.due_at else None, clock.budget_left]
