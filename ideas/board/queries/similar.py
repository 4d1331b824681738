"""Ideas that ask for nearly the same thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import select

from ideas.board.models import Idea, IdeaTerms
from ideas.board.policy import HIDDEN, MERGED, is_private, voting_open
from ideas.board.queries.cards import StatusView, status_view, viewer, voted_by
from ideas.board.queries.matching import alike, any_word
from ideas.kernel.db import db
from ideas.kernel.process import running
from ideas.kernel.text import terms
from workflow import Process

MOST_WORDS, MOST_SOUGHT, CANDIDATES = 12, 5, 30
WORTH_SHOWING = 0.45


@dataclass(frozen=True)
class SimilarIdea:
    """`score` is 0..1, see `_likeness`."""

    id: int
    slug: str
    title: str
    status: StatusView
    votes: int
    voted: bool
    own: bool
    voting_open: bool
    score: float


def similar(
    title: str, story: str = "", limit: int = 3, *, without: int | None = None, viewer_id: int | None = None,
    process: Process | None = None,
) -> list[SimilarIdea]:  # fmt: skip
    """The public ideas most like this one, best first; only those worth showing. One statement."""
    words = terms(title)[:MOST_WORDS]
    if not words:
        return []
    process = process or running()
    statement = _near(db.engine.dialect.name, viewer_id is not None)
    rows = db.session.execute(statement, {"words": any_word(_telling(words)), "viewer": viewer_id})
    told = set(terms(story))
    found = [
        SimilarIdea(
            row.id, row.slug, row.title, status_view(process, row.status), row.votes, bool(row.voted),
            viewer_id is not None and row.author_id == viewer_id, voting_open(process, row.status),
            _likeness(words, told, row.words.split()),
        )
        for row in rows
        if row.id != without and row.status != MERGED and not is_private(process, row.status)
    ]  # fmt: skip
    worth = [idea for idea in found if idea.score >= WORTH_SHOWING]
    return sorted(worth, key=lambda i: (i.status.key in HIDDEN, -i.score, -i.votes, i.id))[:limit]


@cache
def _near(_dialect: str, known: bool) -> Any:
    """Built once for each database: putting it together takes longer than running it."""
    near = alike(CANDIDATES)
    return (
        select(
            Idea.id, Idea.slug, Idea.title, Idea.status, Idea.votes, Idea.author_id,
            voted_by(viewer(known)).label("voted"), IdeaTerms.title.label("words"),
        )
        .join(near, near.c.id == Idea.id)
        .join(IdeaTerms, IdeaTerms.idea_id == Idea.id)
    )  # fmt: skip


def _telling(words: Sequence[str]) -> list[str]:
    """The longest words: short ones are in too many titles to tell one from another."""
    return sorted(words, key=len, reverse=True)[:MOST_SOUGHT]


def _likeness(words: Sequence[str], told: set[str], other: Sequence[str]) -> float:
    """How much two titles share: 2 x shared / (words here + words there), 1 for equal ones (Dice 1945).

    A word of the other title that is only told in this story counts half. One word in common is too little, unless a
    title has no other.
    """
    here, there = set(words), set(other)
    shared = here & there
    if len(shared) < min(2, len(here), len(there)):
        return 0.0
    half = len((there - here) & told) / 2
    return round(min(1.0, 2 * (len(shared) + half) / (len(here) + len(there))), 3)
