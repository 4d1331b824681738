"""What moderation holds of a person: taken along, and forgotten."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from ideas.board.models import Comment, Idea
from ideas.kernel.db import db
from ideas.moderation.models import Appeal, Complaint, Decision, Report


def export(person_id: int) -> dict[str, Any]:
    """Reports and appeals made, decisions on what the person wrote, complaints. Who decided is not told."""
    own = select(Decision).join(Idea, Idea.id == Decision.idea_id)
    own = own.outerjoin(Comment, Comment.id == Decision.comment_id).order_by(Decision.id)
    about = (Decision.comment_id.is_(None) & (Idea.author_id == person_id)) | (Comment.person_id == person_id)
    reports = select(Report).where(Report.reporter_id == person_id).order_by(Report.id)
    appeals = select(Appeal).where(Appeal.person_id == person_id).order_by(Appeal.id)
    complaints = select(Complaint).where(Complaint.customer_id == person_id).order_by(Complaint.id)
    return {
        "reports": [
            _columns(row, "id", "idea_id", "comment_id", "rule", "text", "created_at") for row in _all(reports)
        ],
        "decisions": [
            _columns(row, "id", "idea_id", "comment_id", "outcome", "rule", "facts", "automated", "at")
            for row in _all(own.where(about))
        ],
        "appeals": [
            _columns(row, "id", "decision_id", "text", "created_at", "outcome", "reason", "decided_at")
            for row in _all(appeals)
        ],
        "complaints": [
            _columns(row, "id", "title", "text", "matter", "posted_at", "handed_at", "due_on")
            for row in _all(complaints)
        ],
    }


def erase(person_id: int, at: datetime) -> None:
    """Reports and appeals lose the person and their words; what was decided stays as a figure.

    Complaints stay whole: the bank must be able to answer for them (GDPR, article 17, paragraph 3, letters b and e).
    """
    db.session.execute(
        update(Report).where(Report.reporter_id == person_id).values(reporter_id=None, name="", email="", text="")
    )
    db.session.execute(update(Appeal).where(Appeal.person_id == person_id).values(person_id=None, text=""))


def _all(statement: Any) -> list[Any]:
    return list(db.session.scalars(statement))


def _columns(row: Any, *names: str) -> dict[str, Any]:
    values = ((name, getattr(row, name)) for name in names)
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values}
