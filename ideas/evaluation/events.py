"""Facts of the bank's path."""

from dataclasses import dataclass
from datetime import datetime

from ideas.kernel.events import Event


@dataclass(frozen=True)
class CaseMoved(Event):
    """A case went from one stage to another; `actor_id` is None when a timer moved it."""

    idea_id: int
    case_id: int
    seq: int
    action: str
    from_stage: str
    to_stage: str
    actor_id: int | None


@dataclass(frozen=True)
class Due:
    """A piece of work and its date: `people` have it to do. `at` is now."""

    idea_id: int
    step_id: int
    people: tuple[int, ...]
    at: datetime


@dataclass(frozen=True)
class StepDueSoon(Due, Event):
    """Three quarters of its time, or as much as the process says, have gone."""


@dataclass(frozen=True)
class StepOverdue(Due, Event):
    """Its day has passed; the people `above` have to know."""

    above: tuple[int, ...] = ()


@dataclass(frozen=True)
class PromiseDueSoon(Due, Event):
    """The answer promised to the customer is near, and this work stands in its way."""
