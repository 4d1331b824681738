"""What an idea said before its author changed it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from ideas.board.commands.reading import read_first
from ideas.board.errors import EditTooLate, IdeaMissing
from ideas.board.models import Version
from ideas.board.policy import may_edit
from ideas.board.queries.idea import IdeaPage, visible
from ideas.kernel.db import db
from ideas.kernel.difference import Piece, difference
from ideas.kernel.process import running

MOST = 50


@dataclass(frozen=True)
class Change:
    """One version beside the one before it; the first has no difference to show."""

    n: int
    at: datetime
    title: Sequence[Piece]
    story: Sequence[Piece]


@dataclass(frozen=True)
class Versions:
    idea_id: int
    slug: str
    title: str
    changes: Sequence[Change]


def versions(idea_id: int, viewer_id: int | None) -> Versions:
    """Newest first, two statements. Raises IdeaMissing."""
    idea = visible(idea_id, viewer_id)
    query = select(Version).where(Version.idea_id == idea_id).order_by(Version.n.desc()).limit(MOST + 1)
    rows = list(db.session.scalars(query))
    changes = [_change(newer, older) for newer, older in zip(rows, [*rows[1:], None], strict=False)]
    return Versions(idea.id, idea.slug, idea.title, changes[:MOST])


def _change(newer: Version, older: Version | None) -> Change:
    before = older or newer
    return Change(newer.n, newer.at, difference(before.title, newer.title), difference(before.story, newer.story))


def editable(page: IdeaPage, at: datetime, window: timedelta) -> bool:
    """Whether whoever looks at the page may still change what it says."""
    return page.own and page.changeable and at - page.created_at < window


@dataclass(frozen=True)
class OwnWords:
    id: int
    slug: str
    title: str
    story: str
    until: datetime


def own_words(idea_id: int, author_id: int, at: datetime, window: timedelta) -> OwnWords:
    """What the author may still change. Raises IdeaMissing, EditTooLate."""
    idea = visible(idea_id, author_id)
    if idea.author_id != author_id:
        raise IdeaMissing
    if not may_edit(running(), idea.status, idea.created_at, at, window, read_first()):
        raise EditTooLate
    return OwnWords(idea.id, idea.slug, idea.title, idea.story, idea.created_at + window)
