"""One announcement as its row."""

from sqlalchemy import select

from ideas.announcements.errors import AnnouncementMissing
from ideas.announcements.models import Announcement
from ideas.kernel.db import db

LARGEST_ID = 2**31 - 1


def held(announcement_id: int) -> Announcement:
    """The announcement as the database has it now. Raises AnnouncementMissing."""
    query = select(Announcement).where(Announcement.id == announcement_id).execution_options(populate_existing=True)
    found = db.session.scalars(query).first() if 0 < announcement_id <= LARGEST_ID else None
    if found is None:
        raise AnnouncementMissing
    return found
