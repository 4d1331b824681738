"""What the newsroom works on: lists by state, and one announcement with everything needed to decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from ideas.accounts import queries as people
from ideas.accounts.queries import Signature
from ideas.announcements.models import (
    APPROVED,
    DRAFT,
    IN_APPROVAL,
    PUBLISHED,
    SCHEDULED,
    STATES,
    Announcement,
    AnnouncementChange,
)
from ideas.announcements.policy import is_second_person
from ideas.announcements.queries.held import held
from ideas.board.models import Idea
from ideas.kernel.db import db
from ideas.kernel.ids import practice_number
from ideas.kernel.paging import Page, decode, encode

PAGE = 25
# The four shelves of the list, each with the states it shows.
SHELVES: Mapping[str, tuple[str, ...]] = {
    DRAFT: (DRAFT,),
    IN_APPROVAL: (IN_APPROVAL,),
    SCHEDULED: (APPROVED, SCHEDULED),
    PUBLISHED: (PUBLISHED,),
}
DONE = {
    "drafted": _l("Draft prepared at the release"),
    "written": _l("Text saved"),
    "submitted": _l("Sent for approval"),
    "returned": _l("Sent back"),
    "approved": _l("Approved"),
    "scheduled": _l("Date chosen"),
    "withdrawn": _l("Taken off the calendar"),
    "published": _l("Published"),
}


@dataclass(frozen=True)
class Line:
    """One announcement in a list; `fresh` when nobody has written on the prepared draft yet."""

    id: int
    title: str
    state: str
    number: str
    author_name: str
    votes: int
    publish_at: datetime | None
    published_at: datetime | None
    created_at: datetime
    fresh: bool


@dataclass(frozen=True)
class Newsroom:
    """A shelf of the newsroom and how many announcements each shelf holds."""

    shelf: str
    counts: Mapping[str, int]
    page: Page[Line]


@dataclass(frozen=True)
class Deed:
    at: datetime
    by: Signature | None
    label: Any
    what: str
    note: str


@dataclass(frozen=True)
class Draft:
    """One announcement at the desk. `may_approve` is False for whoever wrote it; `deeds` newest first."""

    id: int
    state: str
    version: int
    title: str
    slug: str
    text: str
    publish_at: datetime | None
    published_at: datetime | None
    created_at: datetime
    idea: Idea
    written_by: Signature | None
    submitted_by: Signature | None
    approved_by: Signature | None
    deeds: Sequence[Deed]
    may_approve: bool
    may_take_back: bool

    def when(self, what: str) -> datetime | None:
        """The last time something was done."""
        return next((deed.at for deed in self.deeds if deed.what == what), None)

    @property
    def returned(self) -> Deed | None:
        """Why it was sent back, until it is submitted again."""
        for deed in self.deeds:
            if deed.what in ("returned", "submitted"):
                return deed if deed.what == "returned" and deed.note else None
        return None


def newsroom(shelf: str, cursor: str | None) -> Newsroom:
    """A page of one shelf, newest first. Raises Invalid for a cursor that is none."""
    counted = db.session.execute(select(Announcement.state, func.count()).group_by(Announcement.state)).all()
    by_state = dict.fromkeys(STATES, 0) | {state: n for state, n in counted}
    counts = {name: sum(by_state[state] for state in states) for name, states in SHELVES.items()}
    query = (
        select(Announcement, Idea)
        .join(Idea, Idea.id == Announcement.idea_id)
        .where(Announcement.state.in_(SHELVES[shelf]))
        .order_by(Announcement.id.desc())
        .limit(PAGE + 1)
    )
    if cursor:
        query = query.where(Announcement.id < decode(cursor, (int,))[0])
    rows = db.session.execute(query).all()
    lines = [_line(told, idea) for told, idea in rows[:PAGE]]
    return Newsroom(shelf, counts, Page(lines, encode((lines[-1].id,)) if len(rows) > PAGE else None))


def draft_page(announcement_id: int, viewer_id: int) -> Draft:
    """Raises AnnouncementMissing."""
    found = held(announcement_id)
    idea = db.session.get_one(Idea, found.idea_id)
    deeds = db.session.scalars(
        select(AnnouncementChange)
        .where(AnnouncementChange.announcement_id == found.id)
        .order_by(AnnouncementChange.id.desc())
    ).all()
    ids = (found.written_by_id, found.submitted_by_id, found.approved_by_id, *(deed.by_id for deed in deeds))
    who = people.signatures(ids)
    return Draft(
        found.id, found.state, found.row_version, found.title, found.slug, found.text, found.publish_at,
        found.published_at, found.created_at, idea, who.get(found.written_by_id or 0),
        who.get(found.submitted_by_id or 0), who.get(found.approved_by_id or 0),
        [Deed(deed.at, who.get(deed.by_id or 0), DONE[deed.what], deed.what, deed.note) for deed in deeds],
        is_second_person(viewer_id, found.written_by_id), viewer_id == found.submitted_by_id,
    )  # fmt: skip


def _line(told: Announcement, idea: Idea) -> Line:
    return Line(
        told.id, told.title, told.state, practice_number(idea.id, idea.created_at), idea.author_name, idea.votes,
        told.publish_at, told.published_at, told.created_at, told.written_by_id is None,
    )  # fmt: skip
