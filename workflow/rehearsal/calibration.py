"""Parameters of a simulation as the log of a process suggests them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from sqlalchemy import func, select

from workflow.definition.model import Process
from workflow.record.kept import CLAIMED
from workflow.rehearsal.simulation import HOURS_A_DAY
from workflow.store.tables import case, event, step
from workflow.store.versions import Db

WINDOW = timedelta(days=180)
MINUTES_A_DAY = HOURS_A_DAY * 60


@dataclass(frozen=True)
class Parameters:
    """The arguments of `simulate`: what the log does not tell is missing and takes the simulation's own defaults."""

    arrivals_per_day: float
    capacity: Mapping[str, int]
    service_days: Mapping[str, float]
    choices: Mapping[str, Mapping[str, float]]


def calibrated(db: Db, process: Process, *, at: datetime, window: timedelta = WINDOW) -> Parameters | None:
    """From what happened in the `window` before `at`; None when nothing was opened in it.

    Capacity is how many people closed work in a role: some of them part-time. Service is the mean time from taking a
    piece of work in hand to closing it; where nobody takes it in hand first, from its opening, waiting included.
    """
    since = at - window
    opened = func.count(), func.min(case.c.opened_at)
    count, first = db.execute(select(*opened).where(case.c.process_key == process.key, case.c.opened_at >= since)).one()
    if not count:
        return None
    days = max(process.calendar.business_days_between(first, at), 1)
    capacity, service = _work(db, process, since)
    return Parameters(count / days, capacity, service, _choices(db, process, since))


def _work(db: Db, process: Process, since: datetime) -> tuple[dict[str, int], dict[str, float]]:
    claims = (
        select(func.max(event.c.at))
        .where(event.c.case_id == step.c.case_id, event.c.action == CLAIMED, event.c.actor_id == step.c.by_id)
        .where(event.c.at >= step.c.opened_at, event.c.at <= step.c.closed_at)
        .scalar_subquery()
    )
    columns = step.c.stage, step.c.role, step.c.by_id, step.c.opened_at, step.c.closed_at, claims.label("claimed_at")
    chosen = select(*columns).join(case, case.c.id == step.c.case_id)
    done = chosen.where(case.c.process_key == process.key, step.c.closed_at >= since, step.c.by_id.is_not(None))
    people: dict[str, set[int]] = defaultdict(set)
    times: dict[str, list[float]] = defaultdict(list)
    for row in db.execute(done.execution_options(yield_per=1000)):
        people[row.role].add(row.by_id)
        minutes = process.calendar.business_minutes_between(row.claimed_at or row.opened_at, row.closed_at)
        times[row.stage].append(minutes / MINUTES_A_DAY)
    service = {stage: max(fmean(spent), 0.05) for stage, spent in times.items() if stage in process.stages}
    return {role: len(those) for role, those in people.items() if role in process.roles}, service


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
        weights[stage][outcome] += count
    return {stage: {name: float(count) for name, count in of.items()} for stage, of in weights.items()}
