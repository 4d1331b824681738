"""Where the work will queue: a discrete-event simulation of one process with so many people in each role.

Time runs in working days. Cases arrive as a Poisson process; a piece of work takes an exponential time around the mean
of its stage; each role is one first-come-first-served queue with as many servers as it has people (where there is a
single stage an M/M/c queue, which a test compares with Erlang's formula). Stages that wait for a customer or for a day
that somebody chose hold up nobody: they are pure delays. Left out: actions open anywhere, conditions of offices, four
eyes, absences, priorities, half days, and that people learn.
"""

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from random import Random

from workflow.definition.calendar import span_parts
from workflow.definition.model import BACK, Process, Stage
from workflow.engine.state import AUTHOR
from workflow.rehearsal.queues import Queue, RoleLoad, Simulation

# Where nothing is known: work takes a quarter of its due time, and most cases take the main way out.
WORKED_SHARE, MAIN_WAY = 0.25, 0.85
Choices = Mapping[str, Mapping[str, float]]


@dataclass
class _Case:
    stage: str
    back: str
    missing: int = 0
    verdicts: list[str] = field(default_factory=list)


def simulate(
    process: Process,
    *,
    arrivals_per_day: float,
    capacity: Mapping[str, int],
    service_days: Mapping[str, float],
    days: int,
    seed: int,
    choices: Choices | None = None,
    present: Mapping[str, int] | None = None,
) -> Simulation:
    """Run `days` working days. `capacity` is people by role (1 where it says nothing), `service_days` mean working days
    by stage (a quarter of its due time where it says nothing; for a pure delay, all of it), `choices` how often each
    way out or verdict of a stage is taken, as weights (mostly the main way where it says nothing; a timer only where it
    says so), `present` the cases that are in each stage at the start. The same seed gives the same result.

    Raises ValueError for a role or stage that the process does not have, and for arrivals, days, people or means that
    are not positive.
    """
    present = present or {}
    amounts = [arrivals_per_day, days, *capacity.values(), *service_days.values()]
    _check(process, amounts, capacity, service_days, present)
    run = _Run(process, capacity, service_days, choices or {}, Random(seed))
    return run.through(arrivals_per_day, days, present)


def _check(process: Process, amounts: Iterable[float], capacity: Collection[str], *stages: Collection[str]) -> None:
    if min(amounts) <= 0:
        raise ValueError("arrivals, days, people and service times must be positive")
    named = {name for each in stages for name in each}
    if strangers := {*capacity} - process.roles.keys() | named - process.stages.keys():
        raise ValueError(f"not in the process: {', '.join(sorted(strangers))}")


class _Run:
    """`agenda` has what is due to happen: when, the case (None: another one arrives), and the role (none for a delay)
    and stage whose work ends. `waiting` has by role the work nobody has begun, with when it came."""

    def __init__(
        self,
        process: Process,
        capacity: Mapping[str, int],
        service: Mapping[str, float],
        choices: Choices,
        random: Random,
    ) -> None:
        self.process, self.capacity, self.service = process, capacity, service
        self.choices, self.random = choices, random
        self.now = 0.0
        self.order = count()
        self.agenda: list[tuple[float, int, _Case | None, str, str]] = []
        self.waiting: dict[str, deque[tuple[float, _Case, str]]] = defaultdict(deque)
        self.queues = {stage.id: Queue() for stage in process.stages.values() if not stage.is_end}
        self.busy: Counter[str] = Counter()
        self.worked: dict[str, float] = defaultdict(float)
        self.cases = self.closed = 0

    def through(self, arrivals: float, days: int, present: Mapping[str, int]) -> Simulation:
        for stage, number in present.items():
            for _ in range(number):
                self._open(stage)
        self._plan(self.random.expovariate(arrivals), None, "", "")
        while self.agenda[0][0] < days:
            self.now, _, case, role, stage = heapq.heappop(self.agenda)
            if case is None:
                self._open(self.process.start)
                self._plan(self.random.expovariate(arrivals), None, "", "")
            else:
                self._finish(case, role, stage)
        return self._told(days)

    def _open(self, stage: str) -> None:
        self.cases += 1
        self._enter(_Case(self.process.start, self.process.start), stage)

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
            known = self.choices.get(stage.id, {})
            ways = [action for action in stage.actions.values() if action.by == "person" or action.id in known]
            ways = sorted(ways or stage.actions.values(), key=lambda action: action.tone != "primary")
            name = self._drawn(stage.id, [action.id for action in ways])
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
        share = 1.0 if _is_delay(stage) else WORKED_SHARE
        return self.random.expovariate(1 / (self.service.get(stage.id) or self._promised_days(stage) * share))

    def _promised_days(self, stage: Stage) -> float:
        amount, unit = span_parts(stage.due_else if stage.due.startswith("@") else stage.due)
        return max(amount if unit == "bd" else amount * 60 / self.process.calendar.minutes_a_day, 0.1)

    def _told(self, days: int) -> Simulation:
        stages = tuple(queue.told(name, days) for name, queue in self.queues.items())
        # Work begun was counted whole: what of it lies beyond the end goes off again.
        over: defaultdict[str, float] = defaultdict(float)
        for ends, _, _case, role, _stage in self.agenda:
            over[role] += ends - days
        roles = [(role, self.capacity.get(role, 1)) for role in self.process.roles if role in self.worked]
        loads = tuple(RoleLoad(role, n, (self.worked[role] - over[role]) / (n * days)) for role, n in roles)
        return Simulation(days, self.cases, self.closed, stages, loads)


def _is_delay(stage: Stage) -> bool:
    return stage.role == AUTHOR or stage.due.startswith("@")
