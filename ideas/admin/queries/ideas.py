"""Ideas by number, as the pages of administration name them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from ideas.board.models import Idea
from ideas.kernel.db import db
from ideas.kernel.ids import practice_number


@dataclass(frozen=True)
class NamedIdea:
    id: int
    number: str
    title: str


def named_ideas(ids: Collection[int]) -> dict[int, NamedIdea]:
    """Those of them that exist, in one statement; in none for nothing."""
    if not ids:
        return {}
    rows = db.session.execute(select(Idea.id, Idea.title, Idea.created_at).where(Idea.id.in_(ids)))
    return {row.id: NamedIdea(row.id, practice_number(row.id, row.created_at), row.title) for row in rows}
