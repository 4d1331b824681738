"""What everybody reads: announcements that have come out, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, Tuple, literal, select, tuple_

from ideas.announcements.errors import AnnouncementMissing
from ideas.announcements.models import PUBLISHED, Announcement
from ideas.board.models import Idea
from ideas.kernel.db import UtcDateTime, db
from ideas.kernel.errors import Invalid
from ideas.kernel.ids import practice_number
from ideas.kernel.paging import Page, decode, encode

PAGE, FEED = 10, 20
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Story:
    """A published announcement with the idea it comes from; `author_name` is the public one, empty once erased."""

    id: int
    slug: str
    title: str
    text: str
    published_at: datetime
    idea_id: int
    idea_slug: str
    idea_title: str
    number: str
    author_name: str
    votes: int


def news(cursor: str | None) -> Page[Story]:
    """A page of news, the most recent first. Raises Invalid for a cursor that is none."""
    query = _stories()
    if cursor:
        query = query.where(tuple_(Announcement.published_at, Announcement.id) < _place(cursor))
    rows = db.session.execute(query.limit(PAGE + 1)).all()
    found = [_story(row) for row in rows[:PAGE]]
    more = len(rows) > PAGE
    return Page(found, encode((found[-1].published_at.isoformat(), found[-1].id)) if more else None)


def feed() -> Sequence[Story]:
    return [_story(row) for row in db.session.execute(_stories().limit(FEED))]


def story(announcement_id: int) -> Story:
    """One announcement. Raises AnnouncementMissing also for one that is not out yet."""
    query = _stories().where(Announcement.id == announcement_id)
    row = db.session.execute(query).first() if 0 < announcement_id <= LARGEST_ID else None
    if row is None:
        raise AnnouncementMissing
    return _story(row)


def published_for(idea_id: int) -> Story | None:
    """The announcement of an idea, None while it has none that is out."""
    row = db.session.execute(_stories().where(Announcement.idea_id == idea_id)).first()
    return _story(row) if row is not None else None


def _stories() -> Select[Announcement, Idea]:
    return (
        select(Announcement, Idea)
        .join(Idea, Idea.id == Announcement.idea_id)
        .where(Announcement.published_at.is_not(None), Announcement.state == PUBLISHED)
        .order_by(Announcement.published_at.desc(), Announcement.id.desc())
    )


def _story(row: Row[Announcement, Idea]) -> Story:
    told, idea = row
    return Story(
        told.id, told.slug, told.title, told.text, told.published_at or told.created_at, idea.id, idea.slug, idea.title,
        practice_number(idea.id, idea.created_at), idea.author_name, idea.votes,
    )  # fmt: skip


def _place(cursor: str) -> Tuple:
    written, number = decode(cursor, (str, int))
    try:
        at = datetime.fromisoformat(written)
    except ValueError as problem:
        raise Invalid("This page address is not complete.", code="cursor") from problem
    if at.tzinfo is None:
        raise Invalid("This page address is not complete.", code="cursor")
    return tuple_(literal(at, UtcDateTime), literal(number))
