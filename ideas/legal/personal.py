"""A person's reports of accessibility."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from ideas.kernel.db import db
from ideas.legal.models import AccessibilityReport as Report


def export(person_id: int) -> dict[str, Any]:
    mine = select(Report.id, Report.at, Report.page, Report.text, Report.email).where(Report.person_id == person_id)
    return {"accessibility_reports": [dict(row) for row in db.session.execute(mine.order_by(Report.id)).mappings()]}


def erase(person_id: int, at: datetime) -> None:
    """What does not work stays known; who said it does not."""
    db.session.execute(update(Report).where(Report.person_id == person_id).values(person_id=None, email=""))
