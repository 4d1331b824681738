"""What people have read."""

from datetime import datetime

from sqlalchemy import update

from ideas.accounts.models import Person
from ideas.kernel.db import changed, db
from ideas.notifications.models import Notification


def mark_read(person_id: int, up_to: int, at: datetime) -> int:
    """The person has seen their notifications up to number `up_to`; how many were new."""
    seen = changed(
        update(Notification)
        .where(Notification.person_id == person_id, Notification.id <= up_to, Notification.read_at.is_(None))
        .values(read_at=at)
        .execution_options(synchronize_session=False)
    )
    db.session.execute(
        update(Person)
        .where(Person.id == person_id)
        .values(unread=Person.unread - seen)
        .execution_options(synchronize_session=False)
    )
    return seen
