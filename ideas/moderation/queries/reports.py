"""One report, for whoever made it: the address is theirs, no account is needed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ideas.board.models import Idea
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.ids import practice_number
from ideas.moderation.errors import Missing
from ideas.moderation.models import KEPT, Appeal, Decision, Report
from ideas.moderation.policy import appeal_until
from ideas.moderation.queries.rules import rule_title
from ideas.moderation.tokens import reported


@dataclass(frozen=True)
class ReportPage:
    """`decision` is None while nobody has decided."""

    report: Report
    number: str
    rule: str
    idea_id: int
    title: str
    on_comment: bool
    decision: Decision | None
    may_appeal: bool
    appeal_until: Any
    appealed: Appeal | None


def report_number(report: Report) -> str:
    """As on paper: "S-0012/26"."""
    return f"S-{practice_number(report.id, report.created_at)}"


def find_report(token: str) -> Report:
    """Raises Missing for an address that is not ours."""
    report = db.session.get(Report, reported(token))
    if report is None:
        raise Missing
    return report


def report_page(token: str, at: datetime) -> ReportPage:
    """Three statements. Raises Missing."""
    report = find_report(token)
    idea = db.session.get_one(Idea, report.idea_id)
    decision = db.session.get(Decision, report.decision_id) if report.decision_id else None
    appealed = db.session.scalars(select(Appeal).where(Appeal.report_id == report.id)).first()
    until = appeal_until(decision.at) if decision else None
    kept = decision is not None and decision.outcome == KEPT
    return ReportPage(
        report=report,
        number=report_number(report),
        rule=rule_title(report.rule),
        idea_id=idea.id,
        title=idea.title,
        on_comment=report.comment_id is not None,
        decision=decision,
        may_appeal=kept and appealed is None and until is not None and clock.local_date(at) <= until,
        appeal_until=until,
        appealed=appealed,
    )


def answered_report(decision_id: int, person_id: int) -> Report | None:
    """The report of this person that a decision answered."""
    chosen = select(Report).where(Report.decision_id == decision_id, Report.reporter_id == person_id)
    return db.session.scalars(chosen.order_by(Report.id).limit(1)).first()
