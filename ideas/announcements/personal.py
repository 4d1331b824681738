"""Announcements a person worked on, and those that thank them by name."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update

from ideas.announcements.models import Announcement, AnnouncementChange
from ideas.board.models import Idea
from ideas.board.policy import NO_NAME
from ideas.kernel.db import db


def export(person_id: int) -> dict[str, Any]:
    mine = or_(
        Announcement.written_by_id == person_id,
        Announcement.submitted_by_id == person_id,
        Announcement.approved_by_id == person_id,
    )
    written = select(Announcement.id, Announcement.idea_id, Announcement.title, Announcement.text, Announcement.state)
    done = select(
        AnnouncementChange.announcement_id, AnnouncementChange.at, AnnouncementChange.what, AnnouncementChange.note
    ).where(AnnouncementChange.by_id == person_id)
    return {
        "announcements": [dict(row) for row in db.session.execute(written.where(mine)).mappings()],
        "changes": [dict(row) for row in db.session.execute(done.order_by(AnnouncementChange.id)).mappings()],
    }


def erase(person_id: int, at: datetime) -> None:
    """Who wrote and who approved stay as bare numbers: two people stood by the words. The name of whoever had the
    idea goes."""
    thanked = select(Announcement.id, Idea.author_name).join(Idea, Idea.id == Announcement.idea_id)
    for row in db.session.execute(thanked.where(Idea.author_id == person_id, Idea.author_name != "")).all():
        text = func.replace(Announcement.text, row.author_name, NO_NAME)
        db.session.execute(
            update(Announcement)
            .where(Announcement.id == row.id, Announcement.text != text)
            .values(text=text, row_version=Announcement.row_version + 1)
        )
    db.session.execute(update(AnnouncementChange).where(AnnouncementChange.by_id == person_id).values(note=""))
    db.session.expire_all()
