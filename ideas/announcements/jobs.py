"""What the clock does with announcements."""

from sqlalchemy import select

from ideas.announcements import commands
from ideas.announcements.models import SCHEDULED, Announcement
from ideas.kernel import clock, log
from ideas.kernel.db import db
from ideas.kernel.errors import Refusal
from ideas.kernel.jobs import reading_only, transaction

BATCH = 50


def publish_due() -> int:
    """Publish what is scheduled for now or earlier, each in its own transaction; how many came out."""
    at = clock.now()
    with reading_only():
        due = db.session.scalars(
            select(Announcement.id)
            .where(Announcement.state == SCHEDULED, Announcement.publish_at <= at)
            .order_by(Announcement.publish_at, Announcement.id)
            .limit(BATCH)
        ).all()
    out = 0
    for announcement_id in due:
        try:
            with transaction():
                commands.publish_announcement(announcement_id, at)
            out += 1
        except Refusal as refusal:
            # For example the idea left the path, or another clock was first: the others still come out.
            log.failure("announcement_not_published", refusal, id=announcement_id)
    return out
