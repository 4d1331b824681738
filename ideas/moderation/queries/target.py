"""The page on which a moderator decides: the content, its reports, what was decided before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from ideas.accounts import queries as people
from ideas.board.errors import CommentMissing, IdeaMissing
from ideas.kernel.db import db
from ideas.moderation.commands.complaint import usual_matter
from ideas.moderation.commands.decide import same_comment
from ideas.moderation.commands.target import Target
from ideas.moderation.models import Complaint, Decision, Report
from ideas.moderation.queries.reports import report_number
from ideas.moderation.queries.rules import rule_title


@dataclass(frozen=True)
class ReportView:
    number: str
    at: datetime
    rule: str
    text: str
    who: str
    open: bool


@dataclass(frozen=True)
class DecisionView:
    id: int
    at: datetime
    outcome: str
    rule: str
    facts: str
    by: str


@dataclass(frozen=True)
class TargetPage:
    """`latest` is the last decision seen, 0 for none; `complaint_id` where it was handed over."""

    idea_id: int
    comment_id: int | None
    slug: str
    number: str
    title: str
    text: str
    author: str
    written_at: datetime
    state: str
    own: bool
    reports: Sequence[ReportView]
    decisions: Sequence[DecisionView]
    latest: int
    matter: str
    complaint_id: int | None

    @property
    def open_reports(self) -> int:
        return sum(report.open for report in self.reports)


def reportable(idea_id: int | None, comment_id: int | None) -> Target:
    """What everybody sees may be reported. Raises IdeaMissing, CommentMissing."""
    target = Target.find(idea_id, comment_id)
    if not target.is_public:
        raise CommentMissing if comment_id is not None else IdeaMissing
    return target


def target_page(idea_id: int | None, comment_id: int | None, person_id: int) -> TargetPage:
    """Raises IdeaMissing, CommentMissing."""
    target = Target.find(idea_id, comment_id)
    idea, comment = target.idea, target.comment
    reports = _reports(target)
    decisions = _decisions(target)
    return TargetPage(
        idea_id=idea.id,
        comment_id=target.comment_id,
        slug=idea.slug,
        number=idea.number,
        title=idea.title,
        text=comment.text if comment else idea.story,
        author=comment.author_name if comment else idea.author_name,
        written_at=comment.created_at if comment else idea.created_at,
        state=target.state,
        own=target.author_id == person_id,
        reports=reports,
        decisions=decisions,
        latest=decisions[0].id if decisions else 0,
        matter=usual_matter(idea.category_id),
        complaint_id=_complaint(target),
    )


def _reports(target: Target) -> list[ReportView]:
    """Newest first. Whoever reports is known to moderators by the name they left, or by their public name."""
    chosen = select(Report).where(Report.idea_id == target.idea.id, same_comment(target, Report))
    rows = list(db.session.scalars(chosen.order_by(Report.id.desc()).limit(50)))
    names = people.signatures(row.reporter_id for row in rows)
    return [
        ReportView(
            report_number(row), row.created_at, rule_title(row.rule), row.text,
            names[row.reporter_id].name if row.reporter_id in names else row.name, row.decision_id is None,
        )
        for row in rows
    ]  # fmt: skip


def _decisions(target: Target) -> list[DecisionView]:
    chosen = select(Decision).where(Decision.idea_id == target.idea.id, same_comment(target, Decision))
    rows = list(db.session.scalars(chosen.order_by(Decision.id.desc()).limit(20)))
    names = people.signatures(row.by_id for row in rows)
    return [
        DecisionView(row.id, row.at, row.outcome, rule_title(row.rule), row.facts, names[row.by_id].name)
        for row in rows
    ]


def _complaint(target: Target) -> int | None:
    chosen = select(Complaint.id).where(Complaint.idea_id == target.idea.id)
    comment = target.comment_id
    return db.session.scalars(
        chosen.where(Complaint.comment_id.is_(None) if comment is None else Complaint.comment_id == comment)
    ).first()
