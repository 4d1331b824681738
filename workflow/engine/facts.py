"""What happened, in the past tense. A move is the list of its facts, told apart by their type.

Named tuples for the reason given in `state`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple


class ActionTaken(NamedTuple):
    """`fields` are the clean values: text and choice str, number int or float, date date, reference int."""

    action: str
    from_stage: str
    to_stage: str
    fields: Mapping[str, Any]
    slot: str = ""


class VerdictGiven(NamedTuple):
    slot: str
    verdict: str
    round: int


class RoundJoined(NamedTuple):
    round: int
    action: str


class RoundOpened(NamedTuple):
    round: int


class StageEntered(NamedTuple):
    stage: str
    public: str
    round: int


class ClockStarted(NamedTuple):
    name: str
    due_at: datetime


class ClockPaused(NamedTuple):
    name: str
    budget_left: int


class ClockResumed(NamedTuple):
    name: str
    due_at: datetime | None


class ClockStopped(NamedTuple):
    name: str


class ClockMissed(NamedTuple):
    name: str
    due_at: datetime


class ObligationOpened(NamedTuple):
    slot: str


class ObligationClosed(NamedTuple):
    slot: str
    outcome: str


class CaseClosed(NamedTuple):
    end: str


Fact = (
    ActionTaken
    | VerdictGiven
    | RoundJoined
    | RoundOpened
    | StageEntered
    | ClockStarted
    | ClockPaused
    | ClockResumed
    | ClockStopped
    | ClockMissed
    | ObligationOpened
    | ObligationClosed
    | CaseClosed
)
