"""The home page: a few ideas people want now, and the last ones that were built."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, desc, literal, select, union_all

from ideas.board.models import Idea
from ideas.board.policy import DONE, HIDDEN, public_statuses
from ideas.board.queries.cards import IdeaCard, cards, cards_of
from ideas.board.queries.facets import areas
from ideas.kernel.db import db
from ideas.kernel.process import running

FEATURED, BUILT = 3, 3


@dataclass(frozen=True)
class Home:
    featured: Sequence[IdeaCard]
    done: Sequence[IdeaCard]


def home(viewer_id: int | None) -> Home:
    """Two statements: the categories, and both lists at once."""
    wanted = [s.key for s in public_statuses(running()) if s.key not in (*HIDDEN, DONE, "available", "not_now")]
    walks = [first_of(status, Idea.score, FEATURED, group="featured") for status in wanted]
    chosen = union_all(*walks, first_of(DONE, Idea.moved_at, BUILT, group="done")).subquery()
    rows = db.session.execute(cards_of(chosen, viewer_id, chosen.c.group, Idea.score)).all()
    names = {area.id: area.label for area in areas()}
    featured = sorted((r for r in rows if r.group == "featured"), key=lambda r: (r.score, r.id), reverse=True)
    built = sorted((r for r in rows if r.group == "done"), key=lambda r: (r.moved_at, r.id), reverse=True)
    return Home(cards(featured[:FEATURED], names, viewer_id), cards(built, names, viewer_id))


def first_of(status: str, sort: Any, limit: int, *, group: str) -> Select[Any]:
    """The ids of the first ideas of a status by `sort`, marked with the list they are for. Walks one index."""
    value: ColumnElement[Any] = literal(0).label("value")
    mark: ColumnElement[str] = literal(group).label("group")
    walk = select(Idea.id, value, mark).where(Idea.status == status).order_by(desc(sort), desc(Idea.id)).limit(limit)
    return select(walk.subquery())
