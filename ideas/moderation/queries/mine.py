"""Everything moderation has to do with one person: what was decided on what they wrote, what they reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ideas.board.models import Comment, Idea
from ideas.kernel.db import db
from ideas.kernel.ids import practice_number
from ideas.kernel.text import excerpt
from ideas.moderation.models import PASSED_ON, Complaint, Decision, Report
from ideas.moderation.queries.complaints import complaint_number
from ideas.moderation.queries.reports import report_number
from ideas.moderation.queries.rules import rule_title
from ideas.moderation.tokens import report_token

MOST = 50


@dataclass(frozen=True)
class MyDecision:
    id: int
    at: datetime
    title: str
    number: str
    about: str
    on_comment: bool
    outcome: str
    rule: str


@dataclass(frozen=True)
class MyReport:
    """`outcome` is empty while nobody has decided."""

    number: str
    token: str
    at: datetime
    title: str
    rule: str
    outcome: str


@dataclass(frozen=True)
class MyComplaint:
    id: int
    number: str
    title: str
    complaint: Complaint


@dataclass(frozen=True)
class Mine:
    decisions: Sequence[MyDecision]
    reports: Sequence[MyReport]
    complaints: Sequence[MyComplaint]


def my_decisions(person_id: int) -> Mine:
    """The newest of each, in three statements."""
    return Mine(_decisions(person_id), _reports(person_id), _complaints(person_id))


def _decisions(person_id: int) -> list[MyDecision]:
    own_comment = (Decision.comment_id.is_not(None)) & (Comment.person_id == person_id)
    own_idea = (Decision.comment_id.is_(None)) & (Idea.author_id == person_id)
    rows = db.session.execute(
        select(Decision, Idea, Comment)
        .join(Idea, Idea.id == Decision.idea_id)
        .outerjoin(Comment, Comment.id == Decision.comment_id)
        .where(own_comment | own_idea, Decision.outcome != PASSED_ON)
        .order_by(Decision.id.desc())
        .limit(MOST)
    )
    return [
        MyDecision(
            decision.id, decision.at, idea.title, practice_number(idea.id, idea.created_at),
            excerpt(comment.text if comment else idea.story, 160), comment is not None, decision.outcome,
            rule_title(decision.rule),
        )
        for decision, idea, comment in rows
    ]  # fmt: skip


def _reports(person_id: int) -> list[MyReport]:
    rows = db.session.execute(
        select(Report, Idea.title, Decision.outcome)
        .join(Idea, Idea.id == Report.idea_id)
        .outerjoin(Decision, Decision.id == Report.decision_id)
        .where(Report.reporter_id == person_id)
        .order_by(Report.id.desc())
        .limit(MOST)
    )
    return [
        MyReport(
            report_number(report), report_token(report.id), report.created_at, title, rule_title(report.rule),
            outcome or "",
        )
        for report, title, outcome in rows
    ]  # fmt: skip


def _complaints(person_id: int) -> list[MyComplaint]:
    chosen = select(Complaint).where(Complaint.customer_id == person_id).order_by(Complaint.id.desc()).limit(MOST)
    return [MyComplaint(row.id, complaint_number(row), row.title, row) for row in db.session.scalars(chosen)]
