"""What happened, in the past tense. A move is the list of its facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class ActionTaken:
    """`fields` are the clean values: text and choice str, number int or float, date date, reference int."""

    action: str
    from_stage: str
    to_stage: str
    fields: Mapping[str, Any]
    slot: str = ""


@dataclass(frozen=True)
class VerdictGiven:
    slot: str
    verdict: str
    round: int


@dataclass(frozen=True)
class RoundJoined:
    round: int
    action: str


@dataclass(frozen=True)
class RoundOpened:
    round: int


@dataclass(frozen=True)
class StageEntered:
    stage: str
    public: str
    round: int


@dataclass(frozen=True)
class ClockStarted:
    name: str
    due_at: datetime


@dataclass(frozen=True)
class ClockPaused:
    name: str
    budget_left: int


@dataclass(frozen=True)
class ClockResumed:
    name: str
    due_at: datetime | None


@dataclass(frozen=True)
class ClockStopped:
    name: str


@dataclass(frozen=True)
class ClockMissed:
    name: str
    due_at: datetime


@dataclass(frozen=True)
class ObligationOpened:
    slot: str


@dataclass(frozen=True)
class ObligationClosed:
    slot: str
    outcome: str


@dataclass(frozen=True)
class CaseClosed:
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
