"""Full-text search on both databases over the same stems. Whatever is typed is a search, never an error.

A term holds letters and digits only, and is quoted all the same: no character has a meaning of its own here.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, Double, Select, String, bindparam, cast, func, literal_column, select
from sqlalchemy.sql.expression import column, table

from ideas.board.models import Idea
from ideas.kernel import text
from ideas.kernel.db import db

LONGEST, MOST_TERMS, BEST = 200, 12, 200
# Words that thousands of ideas have tell little: of those only the newest are ranked, so that such a search does not
# cost more on a larger board.
RANKED = 600
SHORTER_IS_NEARER = 1  # of ts_rank's ways: divide by 1 + the logarithm of the length, as bm25 does in its own
TITLE_WEIGHT, STORY_WEIGHT = 4.0, 1.0
_fts = table("idea_fts", column("rowid"))
_terms = table("idea_terms", column("idea_id"), column("vector"))


def search_terms(typed: str) -> list[str]:
    """The stems that are searched for, at most `MOST_TERMS`."""
    return text.terms(typed[:LONGEST])[:MOST_TERMS]


def every_word(typed: str) -> str:
    """How the database asks for all the words typed, the last as a beginning; without words nothing matches."""
    words = search_terms(typed)
    if _is_sqlite():
        return " AND ".join(f'"{word}"' for word in words) + "*" if words else '""'
    return " & ".join(f"'{word}'" for word in words) + ":*" if words else ""


def best_matches(statuses: Sequence[str], in_category: bool) -> CTE:
    """`id` and `relevance` (higher is better) of at most `BEST` ideas that have every word.

    Parameters: `words` (`every_word`), and `category` with `in_category`.
    """
    matches, idea_id = _sqlite() if _is_sqlite() else _postgresql(_terms.c.vector)
    allowed: Any = Idea.status.in_(statuses)
    if in_category:
        allowed &= Idea.category_id == bindparam("category")
    matches = matches.where(select(allowed).where(Idea.id == idea_id).scalar_subquery())
    return matches.order_by(literal_column("relevance").desc(), literal_column("id").desc()).limit(BEST).cte("hits")


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _sqlite() -> tuple[Select[Any], Any]:
    """bm25 is better the lower it is."""
    relevance = -func.bm25(literal_column("idea_fts"), TITLE_WEIGHT, STORY_WEIGHT)
    match = literal_column("idea_fts").op("MATCH")(_WORDS)
    newest = select(_fts.c.rowid).where(match).order_by(_fts.c.rowid.desc()).limit(RANKED).subquery()
    oldest_ranked = select(func.min(newest.c.rowid)).scalar_subquery()
    found = select(_fts.c.rowid.label("id"), relevance.label("relevance"))
    return found.where(match, _fts.c.rowid >= oldest_ranked), _fts.c.rowid


def _postgresql(vector: Any) -> tuple[Select[Any], Any]:
    # Materialized: otherwise the planner walks all ideas from the newest, hoping to meet enough that match.
    matching = select(_terms.c.idea_id).where(vector.op("@@")(_query())).cte("matching").prefix_with("MATERIALIZED")
    newest = select(matching.c.idea_id).order_by(matching.c.idea_id.desc()).limit(RANKED).subquery()
    # Double: a cursor holds eight bytes, and four would never compare equal to them.
    relevance = cast(func.ts_rank(vector, _query(), SHORTER_IS_NEARER), Double)
    found = select(_terms.c.idea_id.label("id"), relevance.label("relevance"))
    return found.join(newest, newest.c.idea_id == _terms.c.idea_id), _terms.c.idea_id


def _query() -> Any:
    return func.to_tsquery("simple", _WORDS)


_WORDS = bindparam("words", type_=String)
