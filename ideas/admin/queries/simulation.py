"""Where the work will queue: the running process and the draft with so many people in each role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import fmean

from sqlalchemy import select

import workflow
from ideas.accounts import queries as accounts
from ideas.admin.queries.process import Status
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.process import running
from workflow import Parameters, Process, Simulation

WEEK = 5
# Cases told in all, over several runs whose mean is shown: under two seconds.
CASES, RUNS = 1_200, 12
# The newest moves that the assumptions are drawn from, of at most half a year.
MOVES, WINDOW = 5_000, timedelta(days=180)
# When nothing has happened yet.
NOTHING_YET = Parameters(1.0, {}, {}, {}, {})
event = workflow.tables.event


@dataclass(frozen=True)
class Given:
    """What is assumed. `drawn` is what the log suggests, by process hash, `known` whether there is any log; `people`
    by role; `empty` when so many cases are under way that the simulation begins without them."""

    arrivals_per_week: float
    people: Mapping[str, int]
    drawn: Mapping[str, Parameters]
    known: bool
    empty: bool


@dataclass(frozen=True)
class QueueRow:
    """Of one stage: on average `queue` pieces of work wait, 95 days out of 100 no more than `most`, each for `wait`
    working days; `before` is the queue in the running version, None where there is no such stage or no draft.
    `share` and `share_before` are the bars, of 100."""

    status: Status
    queue: float
    most: int
    wait: float
    before: float | None
    share: int
    share_before: int


@dataclass(frozen=True)
class RoleRow:
    title: str
    people: int
    busy: int
    busy_before: int | None


@dataclass(frozen=True)
class Simulated:
    """Means of `runs` runs of `days` working days. `worst` is the title of the stage where most work waits."""

    days: int
    runs: int
    cases: int
    closed: int
    worst: QueueRow | None
    queues: Sequence[QueueRow]
    roles: Sequence[RoleRow]
    drafted: bool


@dataclass(frozen=True)
class SimulationPage:
    """`roles` are names, titles and people of today; `new` the draft, None without one."""

    given: Given
    new: Process | None
    roles: Sequence[tuple[str, str, int]]

    def simulated(self, arrivals: float, people: Mapping[str, int], days: int) -> Simulated:
        return _simulated(self.new, replace(self.given, arrivals_per_week=arrivals, people=people), days)


def simulation_page(at: datetime) -> SimulationPage:
    new = draft_process(at)
    process, staff = new or running(), accounts.staffing()
    people = {role: max(len(staff.get(role, ())), 1) for role in _working_roles(process)}
    drawn = _drawn([each for each in (running(), new) if each], at)
    found = drawn.get(process.hash, NOTHING_YET)
    many = sum(found.present.values()) > CASES
    given = Given(found.arrivals_per_day * WEEK, people, drawn, bool(drawn), many)
    roles = [(role, process.roles[role].title.in_(language()), count) for role, count in people.items()]
    return SimulationPage(given, new, roles)


def _drawn(processes: Sequence[Process], at: datetime) -> dict[str, Parameters]:
    """From the log of the last half year, or of its newest moves where there are more."""
    oldest = db.session.scalar(select(event.c.at).order_by(event.c.at.desc()).offset(MOVES).limit(1))
    window = min(WINDOW, at - oldest) if oldest else WINDOW
    found = {each.hash: workflow.calibrated(db.session, each, at=at, window=window) for each in processes}
    return {name: parameters for name, parameters in found.items() if parameters}


def _working_roles(process: Process) -> list[str]:
    """Whoever has a desk in the process; the customer has none."""
    working = [role for stage in process.stages.values() for role in stage.offices or (stage.role,)]
    return [role for role in process.roles if role in working and role != "author"]


def draft_process(at: datetime) -> Process | None:
    """The draft, when its checks pass."""
    draft = workflow.draft(db.session)
    try:
        return workflow.load(draft.text, at) if draft else None
    except workflow.InvalidProcess:
        return None


def _simulated(new: Process | None, given: Given, days: int) -> Simulated:
    """`new` beside the running process; without it the running one alone."""
    process = new or running()
    there = 0 if given.empty else sum(given.drawn.get(process.hash, NOTHING_YET).present.values())
    runs = max(1, min(RUNS, int(CASES / max(given.arrivals_per_week / WEEK * days + there, 1))))
    before = _runs(running(), given, days, runs)
    after = _runs(new, given, days, runs) if new else before
    queues = _queues(process, after, before if new else None)
    worst = max(queues, key=lambda row: row.queue, default=None)
    return Simulated(
        days, runs, round(fmean(run.cases for run in after)), round(fmean(run.closed for run in after)),
        worst if worst and worst.queue >= 0.1 else None, queues, _roles(process, after, before if new else None),
        new is not None,
    )  # fmt: skip


def _runs(process: Process, given: Given, days: int, runs: int) -> list[Simulation]:
    drawn = given.drawn.get(process.hash, NOTHING_YET)
    people = {role: given.people.get(role, 1) for role in _working_roles(process)}
    return [
        workflow.simulate(
            process, arrivals_per_day=given.arrivals_per_week / WEEK, capacity=people, days=days, seed=seed,
            service_days=drawn.service_days, choices=drawn.choices, present={} if given.empty else drawn.present,
        )
        for seed in range(1, runs + 1)
    ]  # fmt: skip


def _queues(process: Process, after: list[Simulation], before: list[Simulation] | None) -> list[QueueRow]:
    now, was = _mean_queues(after), _mean_queues(before) if before else {}
    old = {process.renamed("stage", stage): queue for stage, (queue, _most, _wait) in was.items()}
    top = max([queue for queue, _most, _wait in now.values()] + list(old.values()), default=0.0) or 1.0
    rows = []
    for name, (queue, most, wait) in now.items():
        stage = process.stages[name]
        if stage.role == "author" or stage.due.startswith("@"):
            continue
        public = process.public.get(stage.public)
        status = Status(public.mark if public else "", stage.title.in_(language()))
        earlier = old.get(name)
        shares = round(100 * queue / top), round(100 * (earlier or 0.0) / top)
        rows.append(QueueRow(status, round(queue, 1), most, round(wait, 1), _rounded(earlier), *shares))
    return rows


def _mean_queues(runs: list[Simulation]) -> dict[str, tuple[float, int, float]]:
    by_stage = {load.stage: [load] for load in runs[0].stages}
    for run in runs[1:]:
        for load in run.stages:
            by_stage[load.stage].append(load)
    return {
        stage: (
            fmean(load.mean_queue for load in loads),
            round(fmean(load.p95_queue for load in loads)),
            fmean(load.mean_wait for load in loads),
        )
        for stage, loads in by_stage.items()
    }


def _roles(process: Process, after: list[Simulation], before: list[Simulation] | None) -> list[RoleRow]:
    busy, was = _mean_busy(after), _mean_busy(before) if before else {}
    people = {load.role: load.people for run in after for load in run.roles}
    return [
        RoleRow(process.roles[role].title.in_(language()), people.get(role, 1), share, was.get(role))
        for role, share in busy.items()
        if role in process.roles
    ]


def _mean_busy(runs: list[Simulation]) -> dict[str, int]:
    """The share of its time that each role works, in percent."""
    found: dict[str, list[float]] = {}
    for run in runs:
        for load in run.roles:
            found.setdefault(load.role, []).append(load.utilisation)
    return {role: round(100 * sum(shares) / len(runs)) for role, shares in found.items()}


def _rounded(queue: float | None) -> float | None:
    return None if queue is None else round(queue, 1)
