"""Parameters of a simulation as the log of a process suggests them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean
from typing import Any

from sqlalchemy import Row, func, select

from workflow.definition.model import Process
from workflow.record.kept import CLAIMED
from workflow.store.tables import case, event, step
from workflow.store.versions import Db

WINDOW = timedelta(days=180)
# Who decides at once has thought before: nothing takes less than a twentieth of a day.
SHORTEST = 0.05


@dataclass(frozen=True)
class Parameters:
    """The arguments of `simulate`: what the log does not tell is missing and takes the simulation's own defaults."""

    arrivals_per_day: float
    capacity: Mapping[str, int]
    service_days: Mapping[str, float]
    choices: Mapping[str, Mapping[str, float]]
    present: Mapping[str, int]


def calibrated(db: Db, process: Process, *, at: datetime, window: timedelta = WINDOW) -> Parameters | None:
    """From what happened in the `window` before `at`, and from what is under way; None when nothing was opened in it.

    Capacity is how many people closed work in a role: some of them part-time. Service is the mean time from taking a
    piece of work in hand to closing it; where nobody takes it in hand first, from its opening, waiting included.
    Stages and roles are called as in `process`, which may be a draft.
    """
    since = at - window
    opened = func.count(), func.min(case.c.opened_at)
    count, first = db.execute(select(*opened).where(case.c.process_key == process.key, case.c.opened_at >= since)).one()
    if not count:
        return None
    days = max(process.calendar.business_days_between(first, at), 1)
    capacity, service = _work(db, process, since)
    return Parameters(count / days, capacity, service, _choices(db, process, since), _present(db, process))


def _done(db: Db, process: Process, since: datetime) -> Iterable[Row[Any]]:
    """Pieces of work that were opened since and that people closed."""
    columns = (
        step.c.case_id, step.c.stage, step.c.role, step.c.slot, step.c.outcome, step.c.by_id, step.c.opened_at,
        step.c.closed_at,
    )  # fmt: skip
    chosen = select(*columns).join(case, case.c.id == step.c.case_id)
    done = chosen.where(case.c.process_key == process.key, step.c.opened_at >= since, step.c.closed_at.is_not(None))
    return db.execute(done.where(step.c.by_id.is_not(None)).execution_options(yield_per=1000))


def _taken_in_hand(db: Db, since: datetime) -> dict[tuple[int, int], list[datetime]]:
    """By case and person: when they took some of its work in hand."""
    claims: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    chosen = select(event.c.case_id, event.c.actor_id, event.c.at)
    for row in db.execute(chosen.where(event.c.at >= since, event.c.action == CLAIMED).order_by(event.c.at)):
        claims[row.case_id, row.actor_id].append(row.at)
    return claims


def _work(db: Db, process: Process, since: datetime) -> tuple[dict[str, int], dict[str, float]]:
    people: dict[str, set[int]] = defaultdict(set)
    times: dict[str, list[float]] = defaultdict(list)
    claims = _taken_in_hand(db, since)
    for row in _done(db, process, since):
        stage, role = process.renamed("stage", row.stage), process.renamed("role", row.role)
        if _own(process, stage, role, row):
            people[role].add(row.by_id)
            taken = [at for at in claims.get((row.case_id, row.by_id), ()) if row.opened_at <= at <= row.closed_at]
            minutes = process.calendar.business_minutes_between(max(taken, default=row.opened_at), row.closed_at)
            times[stage].append(minutes / process.calendar.minutes_a_day)
    service = {stage: max(fmean(spent), SHORTEST) for stage, spent in times.items()}
    return {role: len(those) for role, those in people.items()}, service


def _own(process: Process, stage: str, role: str, row: Row[Any]) -> bool:
    """Whether it was the role itself that closed it, and not somebody who took the case away."""
    if stage not in process.stages or role not in process.roles:
        return False
    if row.slot:
        return row.outcome in process.stages[stage].verdicts
    action = process.stages[stage].actions.get(row.outcome)
    return action is not None and action.role == role


def _choices(db: Db, process: Process, since: datetime) -> dict[str, dict[str, float]]:
    """How often each way out, and each verdict, was taken."""
    taken = (
        select(step.c.stage, step.c.outcome, func.count())
        .join(case, case.c.id == step.c.case_id)
        .where(case.c.process_key == process.key, step.c.closed_at >= since)
        .group_by(step.c.stage, step.c.outcome)
    )
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    for stage, outcome, count in db.execute(taken):
        weights[process.renamed("stage", stage)][outcome] += count
    return {stage: {name: float(count) for name, count in of.items()} for stage, of in weights.items()}


def _present(db: Db, process: Process) -> dict[str, int]:
    under_way = select(case.c.stage, func.count()).where(case.c.process_key == process.key, case.c.closed_at.is_(None))
    counted: Counter[str] = Counter()
    for stage, count in db.execute(under_way.group_by(case.c.stage)):
        counted[process.renamed("stage", stage)] += count
    return {stage: count for stage, count in counted.items() if stage in process.stages}
