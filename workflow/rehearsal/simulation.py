"""Where the work will queue: a discrete-event simulation of one process with so many people in each role.

Time runs in working days. Cases arrive as a Poisson process; a piece of work takes an exponential time around the mean
of its stage; each role is one first-come-first-served queue with as many servers as it has people (M/M/c where there is
a single stage, which a test compares with Erlang's formula). Customers and stages that wait for a chosen day hold up
nobody: they are pure delays. Left out: four eyes, absences, priorities, half days, and that people learn.
"""

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from random import Random

from workflow.definition.calendar import span_parts
from workflow.definition.model import BACK, Process, Stage
from workflow.engine.state import AUTHOR

# A working day of eight hours and a half, for promises that are in hours.
HOURS_A_DAY = 8.5
# Without a history: most cases take the main way out, the other ways share the rest.
MAIN_WAY = 0.85
PERCENTILE = 0.95
Choices = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class StageLoad:
    """Waiting is in working days until somebody begins; a queue is the number of pieces of work that wait."""

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
    """`cases` arrived, `closed` reached an end; the stage where most work waits is `bottleneck`."""

    days: int
    cases: int
    closed: int
    stages: tuple[StageLoad, ...]
    roles: tuple[RoleLoad, ...]

    @property
    def bottleneck(self) -> str | None:
        waiting = [load for load in self.stages if load.mean_queue > 0]
        return max(waiting, key=lambda load: load.mean_queue).stage if waiting else None


@dataclass
class _Case:
    stage: str
    back: str
    missing: int = 0
    verdicts: list[str] = field(default_factory=list)


@dataclass
class _Queue:
    """What waits in one stage, and how long it was how long."""

    length: int = 0
    since: float = 0.0
    lasted: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    waits: list[float] = field(default_factory=list)
    arrived: int = 0
    done: int = 0

    def change(self, by: int, now: float) -> None:
        self.lasted[self.length] += now - self.since
        self.length, self.since = self.length + by, now


def simulate(
    process: Process,
    *,
    arrivals_per_day: float,
    capacity: Mapping[str, int],
    service_days: Mapping[str, float],
    days: int,
    seed: int,
    choices: Choices | None = None,
) -> Simulation:
    """Run `days` working days. `capacity` is people by role (1 where it says nothing), `service_days` mean working days
    by stage (a quarter of its due time where it says nothing), `choices` how often each way out or verdict of a stage
    is taken, as weights. The same seed gives the same result.

    Raises ValueError for arrivals, days, people or means that are not positive.
    """
    if min(arrivals_per_day, days, *capacity.values(), *service_days.values()) <= 0:
        raise ValueError("arrivals, days, people and service times must be positive")
    run = _Run(process, dict(capacity), dict(service_days), choices or {}, Random(seed))
    return run.through(arrivals_per_day, days)


class _Run:
    def __init__(
        self, process: Process, capacity: dict[str, int], service: dict[str, float], choices: Choices, random: Random
    ) -> None:
        self.process, self.capacity, self.service, self.choices, self.random = (
            process, capacity, service, choices, random,
        )  # fmt: skip
        self.now = 0.0
        self.order = count()
        self.agenda: list[tuple[float, int, _Case | None, str, str]] = []
        self.waiting: dict[str, deque[tuple[float, _Case, str]]] = defaultdict(deque)
        self.queues = {stage.id: _Queue() for stage in process.stages.values() if not stage.is_end}
        self.busy: Counter[str] = Counter()
        self.worked: dict[str, float] = defaultdict(float)
        self.cases = self.closed = 0

    def through(self, arrivals: float, days: int) -> Simulation:
        self._plan(self.random.expovariate(arrivals), None, "", "")
        while self.agenda and self.agenda[0][0] < days:
            self.now, _, case, role, stage = heapq.heappop(self.agenda)
            if case is None:
                self.cases += 1
                self._enter(_Case(self.process.start, self.process.start), self.process.start)
                self._plan(self.random.expovariate(arrivals), None, "", "")
            else:
                self._finish(case, role, stage)
        return self._told(days)

    def _plan(self, after: float, case: _Case | None, role: str, stage: str) -> None:
        heapq.heappush(self.agenda, (self.now + after, next(self.order), case, role, stage))

    def _enter(self, case: _Case, name: str) -> None:
        stage = self.process.stages[name]
        if stage.is_end:
            self.closed += 1
            return
        if stage.returns:
            case.back = case.stage
        case.stage, case.missing, case.verdicts = name, len(stage.offices), []
        for role in stage.offices or (stage.role,):
            self.queues[name].arrived += 1
            if _is_delay(stage):
                self._plan(self._time(stage), case, "", name)
            else:
                self.queues[name].change(1, self.now)
                self.waiting[role].append((self.now, case, name))
                self._begin(role)

    def _begin(self, role: str) -> None:
        """Whoever is free in that role takes what has waited longest."""
        while self.waiting[role] and self.busy[role] < self.capacity.get(role, 1):
            since, case, name = self.waiting[role].popleft()
            self.queues[name].change(-1, self.now)
            self.queues[name].waits.append(self.now - since)
            self.busy[role] += 1
            lasts = self._time(self.process.stages[name])
            self.worked[role] += lasts
            self._plan(lasts, case, role, name)

    def _finish(self, case: _Case, role: str, name: str) -> None:
        stage = self.process.stages[name]
        self.queues[name].done += 1
        if role:
            self.busy[role] -= 1
        if stage.offices:
            case.verdicts.append(self._drawn(name, list(stage.verdicts)))
            case.missing -= 1
        if case.missing <= 0:
            self._enter(case, self._target(case, stage))
        if role:
            self._begin(role)

    def _target(self, case: _Case, stage: Stage) -> str:
        if stage.offices:
            name = next(rule.do for rule in stage.join if rule.applies(case.verdicts))
        else:
            ways = [action.id for action in stage.actions.values() if action.by == "person"] or list(stage.actions)
            main = [way for way in ways if stage.actions[way].tone == "primary"]
            name = self._drawn(stage.id, main + [way for way in ways if way not in main])
        to = stage.actions[name].to
        return case.back if to == BACK else to

    def _drawn(self, stage: str, ways: list[str]) -> str:
        known = self.choices.get(stage, {})
        weights = [known.get(way, 0.0) for way in ways]
        if not any(weights):
            rest = (1 - MAIN_WAY) / (len(ways) - 1) if len(ways) > 1 else 0.0
            weights = [MAIN_WAY, *[rest] * (len(ways) - 1)]
        return self.random.choices(ways, weights)[0]

    def _time(self, stage: Stage) -> float:
        mean = self.service.get(stage.id) or _in_days(stage) * (1.0 if _is_delay(stage) else 0.25)
        return self.random.expovariate(1 / mean)

    def _told(self, days: int) -> Simulation:
        for queue in self.queues.values():
            queue.change(0, float(days))
        stages = tuple(_load(name, queue, days) for name, queue in self.queues.items())
        over: defaultdict[str, float] = defaultdict(float)
        for ends, _, _case, role, _stage in self.agenda:
            over[role] += ends - days
        staffed = [role for role in self.process.roles if role in self.worked]
        return Simulation(
            days, self.cases, self.closed, stages, tuple(self._role(role, days, over) for role in staffed)
        )

    def _role(self, role: str, days: int, over: Mapping[str, float]) -> RoleLoad:
        people = self.capacity.get(role, 1)
        return RoleLoad(role, people, (self.worked[role] - over.get(role, 0.0)) / (people * days))


def _is_delay(stage: Stage) -> bool:
    return stage.role == AUTHOR or stage.due.startswith("@")


def _in_days(stage: Stage) -> float:
    amount, unit = span_parts(stage.due_else if stage.due.startswith("@") else stage.due)
    return max(amount if unit == "bd" else amount / HOURS_A_DAY, 0.1)


def _load(name: str, queue: _Queue, days: int) -> StageLoad:
    waits = sorted(queue.waits)
    mean_queue = sum(length * lasted for length, lasted in queue.lasted.items()) / days
    return StageLoad(
        name,
        queue.arrived,
        queue.done,
        sum(waits) / len(waits) if waits else 0.0,
        waits[min(int(len(waits) * PERCENTILE), len(waits) - 1)] if waits else 0.0,
        mean_queue,
        _p95(queue.lasted, days),
        queue.length,
    )


def _p95(lasted: Mapping[int, float], days: int) -> int:
    """The length that the queue does not pass in 95 % of the time."""
    passed = 0.0
    for length in sorted(lasted):
        passed += lasted[length]
        if passed >= PERCENTILE * days:
            return length
    return max(lasted, default=0)
