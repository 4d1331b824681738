"""What is planned, in the making and done."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import union_all

from ideas.board.models import Idea
from ideas.board.policy import DONE
from ideas.board.queries.cards import IdeaCard, StatusView, cards, cards_of, status_view
from ideas.board.queries.facets import board
from ideas.board.queries.home import first_of
from ideas.kernel.db import db
from ideas.kernel.process import running

STATUSES = ("planned", "development", DONE)
LIMIT = 20


@dataclass(frozen=True)
class Column:
    """The last ideas that came to a status, and how many there are in all."""

    status: StatusView
    say: str
    cards: Sequence[IdeaCard]
    ideas: int


def roadmap(viewer_id: int | None, language: str) -> list[Column]:
    """Two statements: counts with categories, and the three columns at once."""
    chosen = union_all(*(first_of(key, Idea.moved_at, LIMIT, group=key) for key in STATUSES)).subquery()
    rows = db.session.execute(cards_of(chosen, viewer_id, chosen.c.group)).all()
    facts, process = board(), running()
    ideas = facts.by_status(None)
    columns = []
    for key in STATUSES:
        newest = sorted((r for r in rows if r.group == key), key=lambda r: (r.moved_at, r.id), reverse=True)
        shown = cards(newest, facts.names, viewer_id)
        columns.append(Column(status_view(process, key), process.public[key].say.in_(language), shown, ideas[key]))
    return columns
