"""Full-text search on both databases over the same stems. Whatever is typed is a search, never an error.

A term holds letters and digits only, and is quoted all the same: no character has a meaning of its own here.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, Double, Select, cast, column, func, literal, literal_column, select, table

from ideas.board.models import Idea
from ideas.kernel import text
from ideas.kernel.db import db

LONGEST, MOST_TERMS, BEST = 200, 12, 200
TITLE_WEIGHT, STORY_WEIGHT = 4.0, 1.0
_fts = table("idea_fts", column("rowid"))
_terms = table("idea_terms", column("idea_id"), column("vector"), column("title_vector"))


def search_terms(typed: str) -> list[str]:
    """The stems that are searched for, at most `MOST_TERMS`."""
    return text.terms(typed[:LONGEST])[:MOST_TERMS]


def best_matches(typed: str, statuses: Sequence[str], category_id: int | None) -> CTE:
    """`id` and `relevance` (higher is better) of at most `BEST` ideas that have every word, the last as a beginning."""
    words = search_terms(typed)
    matches = (_sqlite if db.engine.dialect.name == "sqlite" else _postgresql)(words)
    matches = matches.where(select(_allowed(statuses, category_id)).where(Idea.id == _id()).scalar_subquery())
    return matches.order_by(literal_column("relevance").desc(), literal_column("id").desc()).limit(BEST).cte("hits")


def _id() -> Any:
    return _fts.c.rowid if db.engine.dialect.name == "sqlite" else _terms.c.idea_id


def _allowed(statuses: Sequence[str], category_id: int | None) -> Any:
    allowed = Idea.status.in_(statuses)
    return allowed if category_id is None else allowed & (Idea.category_id == category_id)


def _sqlite(words: Sequence[str]) -> Select[Any]:
    """bm25 is better the lower it is. Without words nothing matches."""
    match = " AND ".join(f'"{word}"' for word in words) + "*" if words else '""'
    relevance = -func.bm25(literal_column("idea_fts"), TITLE_WEIGHT, STORY_WEIGHT)
    return select(_fts.c.rowid.label("id"), relevance.label("relevance")).where(
        literal_column("idea_fts").op("MATCH")(match)
    )


def _postgresql(words: Sequence[str]) -> Select[Any]:
    query = func.to_tsquery("simple", " & ".join(f"'{word}'" for word in words) + ":*" if words else "")
    # Double: a cursor holds eight bytes, and four would never compare equal to them.
    relevance = cast(func.ts_rank(_terms.c.vector, query), Double)
    return select(_terms.c.idea_id.label("id"), relevance.label("relevance")).where(_terms.c.vector.op("@@")(query))


def alike(words: Sequence[str], limit: int) -> CTE:
    """`id` and `relevance` of the ideas whose titles share most with these words, any of them."""
    if db.engine.dialect.name == "sqlite":
        match = "{title} : (" + " OR ".join(f'"{word}"' for word in words) + ")"
        relevance: Any = -func.bm25(literal_column("idea_fts"), TITLE_WEIGHT, STORY_WEIGHT)
        found = select(_fts.c.rowid.label("id"), relevance.label("relevance")).where(
            literal_column("idea_fts").op("MATCH")(match)
        )
    else:
        query = func.to_tsquery("simple", " | ".join(f"'{word}'" for word in words))
        relevance = func.ts_rank(_terms.c.title_vector, query, literal(1))
        found = select(_terms.c.idea_id.label("id"), relevance.label("relevance")).where(
            _terms.c.title_vector.op("@@")(query)
        )
    return found.order_by(literal_column("relevance").desc()).limit(limit).cte("alike")
