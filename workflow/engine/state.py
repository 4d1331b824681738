"""What the engine knows of one case. Everything frozen; `id` is the row's, None until it is stored.

Named tuples, because a move makes several of them and a frozen dataclass takes five times as long to make.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

AUTHOR = "author"


@dataclass(frozen=True)
class Actor:
    """Who acts. `roles` has "author" when the person is the case's author; `id` None is the clock."""

    id: int | None
    roles: frozenset[str]
    on_behalf_of: int | None = None

    @property
    def people(self) -> frozenset[int]:
        """Everyone whose act this is: the person, and whom they stand in for."""
        return frozenset(person for person in (self.id, self.on_behalf_of) if person is not None)


TIMER = Actor(None, frozenset({"timer"}))


class Step(NamedTuple):
    """One piece of work: a stage, or one office's part of a parallel stage (`slot`). `warn_at` is None where the due
    date was chosen by a person; `escalated_at` when it was found overdue and the role above was told."""

    stage: str
    slot: str
    round: int
    role: str
    opened_at: datetime
    due_at: datetime
    id: int | None = None
    assignee_id: int | None = None
    timer: str | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    by_id: int | None = None
    on_behalf_of_id: int | None = None
    reason: str | None = None
    warn_at: datetime | None = None
    escalated_at: datetime | None = None

    def done(self, outcome: str, actor: Actor, at: datetime, reason: str | None = None) -> "Step":
        """The same work, done: by position, because `_replace` takes three times as long and every move closes one."""
        said = (at, outcome, actor.id, actor.on_behalf_of, reason)
        return Step._make((*self[:_CLOSING], *said, *self[_CLOSING + len(said) :]))


_CLOSING = Step._fields.index("closed_at")


class Clock(NamedTuple):
    """One promise. While it is paused `due_at` is None and `budget_left` keeps the rest: business days, or
    minutes for a promise in business hours. `warn_at`: when to remind whoever holds the case."""

    name: str
    round: int
    running_since: datetime | None
    due_at: datetime | None
    id: int | None = None
    budget_left: int | None = None
    stopped_at: datetime | None = None
    missed_at: datetime | None = None
    warn_at: datetime | None = None

    @property
    def paused(self) -> bool:
        return self.stopped_at is None and self.running_since is None

    @property
    def running(self) -> bool:
        return self.running_since is not None and self.stopped_at is None

    @property
    def missed(self) -> bool:
        return self.missed_at is not None


class Obligation(NamedTuple):
    """A condition put by `slot` in `stage`; `outcome` is "met", or "superseded" when a new round asked again."""

    stage: str
    slot: str
    round: int
    text: str | None
    opened_at: datetime
    opened_by: int | None
    id: int | None = None
    closed_at: datetime | None = None
    closed_by: int | None = None
    outcome: str | None = None
    note: str | None = None

    @property
    def open(self) -> bool:
        return self.closed_at is None


class State(NamedTuple):
    """Where a case is. `round` counts rounds of verdicts and reopenings; `back` is where @back leads."""

    stage: str
    round: int
    back: str | None = None
    author_id: int | None = None
    closed_at: datetime | None = None
    steps: tuple[Step, ...] = ()
    clocks: tuple[Clock, ...] = ()
    obligations: tuple[Obligation, ...] = ()

    @property
    def open_steps(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.closed_at is None)

    @property
    def verdicts(self) -> dict[str, Step]:
        """The verdicts given in the present round, by office."""
        return {
            step.slot: step
            for step in self.steps
            if step.slot and step.round == self.round and step.stage == self.stage and step.closed_at is not None
        }
