"""What a person was told."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from ideas.kernel.db import db
from ideas.notifications.models import Notification


def export(person_id: int) -> dict[str, Any]:
    told = select(Notification.kind, Notification.idea_id, Notification.at, Notification.read_at)
    rows = db.session.execute(told.where(Notification.person_id == person_id).order_by(Notification.id))
    return {"notifications": [dict(row) for row in rows.mappings()]}


def erase(person_id: int, at: datetime) -> None:
    db.session.execute(delete(Notification).where(Notification.person_id == person_id))
