"""The newest public ideas, for feed readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, union_all

from ideas.board.models import Category, Idea
from ideas.board.policy import public_statuses
from ideas.board.queries.cards import author
from ideas.board.queries.home import first_of
from ideas.kernel.db import db
from ideas.kernel.process import running
from ideas.kernel.text import excerpt

ENTRIES = 30


@dataclass(frozen=True)
class FeedEntry:
    id: int
    slug: str
    title: str
    summary: str
    author_name: str
    category: str
    published_at: datetime
    updated_at: datetime


def feed() -> Sequence[FeedEntry]:
    """Newest first, one statement."""
    walks = (first_of(s.key, Idea.created_at, ENTRIES, group="") for s in public_statuses(running()))
    chosen = union_all(*walks).subquery()
    rows = db.session.execute(
        select(
            Idea.id, Idea.slug, Idea.title, Idea.story, Idea.author_name, Category.name, Idea.created_at, Idea.moved_at
        )
        .join(chosen, chosen.c.id == Idea.id)
        .outerjoin(Category, Category.id == Idea.category_id)
        .order_by(Idea.created_at.desc(), Idea.id.desc())
        .limit(ENTRIES)
    )
    return [
        FeedEntry(
            row.id, row.slug, row.title, excerpt(row.story, 400), author(row.author_name), row.name or "",
            row.created_at, max(row.created_at, row.moved_at),
        )
        for row in rows
    ]  # fmt: skip
