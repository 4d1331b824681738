"""How moderation goes, from its own rows: what was reported, what was decided and how fast, what was appealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, func, select

from ideas.kernel.db import db
from ideas.kernel.medians import middles
from ideas.moderation.models import (
    AUTHOR,
    HIDDEN,
    KEPT,
    OVERTURNED,
    PASSED_ON,
    REMOVED,
    Appeal,
    Complaint,
    Decision,
    Report,
)
from ideas.moderation.queries.rules import rules

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class RuleFigures:
    """One rule: how often it was reported, how often something was hidden or removed for it."""

    id: str
    title: str
    reports: int
    restricted: int


@dataclass(frozen=True)
class Figures:
    """The last year. `median_minutes` from report to decision, None while nothing was decided."""

    since: datetime
    reports: int
    unnamed: int
    answered: int
    median_minutes: int | None
    kept: int
    hidden: int
    removed: int
    passed_on: int
    automated: int
    appeals: int
    appeals_decided: int
    overturned: int
    by_authors: int
    complaints: int
    by_rule: Sequence[RuleFigures]

    @property
    def median_hours(self) -> float | None:
        return None if self.median_minutes is None else round(self.median_minutes / 60, 1)

    @property
    def most(self) -> int:
        """The longest bar."""
        return max([1, *(row.reports for row in self.by_rule), *(row.restricted for row in self.by_rule)])

    @property
    def decided(self) -> int:
        return self.kept + self.hidden + self.removed + self.passed_on


def figures(at: datetime) -> Figures:
    """Seven statements, whatever the number of rows shown."""
    since = at - YEAR
    by_rule = select(Report.rule, func.count()).where(Report.created_at >= since).group_by(Report.rule)
    reported: dict[str, int] = {rule: n for rule, n in db.session.execute(by_rule)}
    total, unnamed, answered = db.session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(case((Report.reporter_id.is_(None), 1), else_=0)), 0),
            func.coalesce(func.sum(case((Report.decision_id.is_not(None), 1), else_=0)), 0),
        ).where(Report.created_at >= since)
    ).one()
    outcomes, restricted, automated = _decisions(since)
    appeals = _appeals(since)
    return Figures(
        since=since, reports=total, unnamed=int(unnamed), answered=int(answered), median_minutes=_median(since),
        kept=outcomes.get(KEPT, 0), hidden=outcomes.get(HIDDEN, 0), removed=outcomes.get(REMOVED, 0),
        passed_on=outcomes.get(PASSED_ON, 0), automated=automated, appeals=appeals[0], appeals_decided=appeals[1],
        overturned=appeals[2], by_authors=appeals[3], complaints=_complaints(since),
        by_rule=[
            RuleFigures(rule.id, rule.title, reported.get(rule.id, 0), restricted.get(rule.id, 0))
            for rule in rules()
        ],
    )  # fmt: skip


def _decisions(since: datetime) -> tuple[dict[str, int], dict[str, int], int]:
    """How many of each outcome; of those that took something away how many for each rule; how many by a machine."""
    outcomes: dict[str, int] = {}
    restricted: dict[str, int] = {}
    machine = 0
    grouped = select(Decision.outcome, Decision.rule, Decision.automated, func.count()).where(Decision.at >= since)
    for outcome, rule, automated, n in db.session.execute(
        grouped.group_by(Decision.outcome, Decision.rule, Decision.automated)
    ):
        outcomes[outcome] = outcomes.get(outcome, 0) + n
        if outcome in (HIDDEN, REMOVED):
            restricted[rule] = restricted.get(rule, 0) + n
        machine += n if automated else 0
    return outcomes, restricted, machine


def _median(since: datetime) -> int | None:
    timed = select(Report.minutes).where(Report.created_at >= since, Report.minutes.is_not(None)).subquery()
    return db.session.scalar(middles(timed, by="minutes"))


def _appeals(since: datetime) -> tuple[int, int, int, int]:
    """Asked, decided, overturned, asked by whoever wrote the content."""
    row = db.session.execute(
        select(
            func.count(),
            func.count(Appeal.decided_at),
            func.coalesce(func.sum(case((Appeal.outcome == OVERTURNED, 1), else_=0)), 0),
            func.coalesce(func.sum(case((Appeal.side == AUTHOR, 1), else_=0)), 0),
        ).where(Appeal.created_at >= since)
    ).one()
    return int(row[0]), int(row[1]), int(row[2]), int(row[3])


def _complaints(since: datetime) -> int:
    return db.session.scalar(select(func.count()).select_from(Complaint).where(Complaint.handed_at >= since)) or 0
