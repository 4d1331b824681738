"""What a simulation tells: how work waited in each stage, how busy each role was."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

PERCENTILE = 0.95


@dataclass(frozen=True)
class StageLoad:
    """Waiting is in working days until somebody begins, of the work that was begun; a queue is the number of pieces of
    work that wait, averaged over time. `left_waiting` were still waiting at the end."""

    stage: str
    arrived: int
    done: int
    mean_wait: float
    p95_wait: float
    mean_queue: float
    p95_queue: int
    left_waiting: int


@dataclass(frozen=True)
class RoleLoad:
    """`utilisation` is the share of the role's time spent working, 1.0 when nobody ever rests."""

    role: str
    people: int
    utilisation: float


@dataclass(frozen=True)
class Simulation:
    """`cases` were there or arrived, `closed` reached an end; `days` are working days."""

    days: int
    cases: int
    closed: int
    stages: tuple[StageLoad, ...]
    roles: tuple[RoleLoad, ...]

    @property
    def bottleneck(self) -> str | None:
        """The stage where most work waits; None where none ever does."""
        waiting = [load for load in self.stages if load.mean_queue > 0]
        return max(waiting, key=lambda load: load.mean_queue).stage if waiting else None


@dataclass
class Queue:
    """What waits in one stage: how long each piece of work did, and for how long the queue had which length."""

    length: int = 0
    since: float = 0.0
    lasted: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    waits: list[float] = field(default_factory=list)
    arrived: int = 0
    done: int = 0

    def change(self, by: int, now: float) -> None:
        self.lasted[self.length] += now - self.since
        self.length, self.since = self.length + by, now

    def told(self, stage: str, days: int) -> StageLoad:
        self.change(0, float(days))
        waits = sorted(self.waits)
        mean_queue = sum(length * lasted for length, lasted in self.lasted.items()) / days
        return StageLoad(
            stage,
            self.arrived,
            self.done,
            sum(waits) / len(waits) if waits else 0.0,
            waits[min(int(len(waits) * PERCENTILE), len(waits) - 1)] if waits else 0.0,
            mean_queue,
            _not_passed(self.lasted, PERCENTILE * days),
            self.length,
        )


def _not_passed(lasted: Mapping[int, float], time: float) -> int:
    """The length that the queue does not pass for so long."""
    passed = 0.0
    for length in sorted(lasted):
        passed += lasted[length]
        if passed >= time:
            return length
    return max(lasted, default=0)
