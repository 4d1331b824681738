"""The ideas worth comparing with a question: a few hundred at most, whatever the number of ideas.

Words that thousands of ideas have find nothing alone: they are asked for together with others. Of all the ways of
combining what is asked for, those are taken that by what the vocabulary knows bring about `FEW` ideas, and the newest
`MOST` are compared. Ranking them all in the database costs several times as much and finds no more.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations
from math import prod

from sqlalchemy import CTE, String, bindparam, func, literal_column, select
from sqlalchemy.sql.expression import column, table

from ideas.board.queries.vocabulary import Vocabulary
from ideas.board.words.gist import Unit
from ideas.kernel.db import db

FEW, MOST, SORTED, GROUPS, BESIDE = 600, 300, 2000, 5, 4
# Words come together more often than by chance: each further one is expected so much more often beside the others.
COMPANY = 6
_gist = table("idea_gist", column("rowid"))
_terms = table("idea_terms", column("idea_id"), column("gist"))
Group = tuple[str, ...]
Way = tuple[Group, ...]  # groups that must all be there


def question(units: Sequence[Unit], known: Vocabulary) -> str:
    """What the full-text index is asked; `units` most telling first."""
    groups = [_group(unit, known) for unit in units[:GROUPS]]
    ways = [way for size in range(1, len(groups) + 1) for way in combinations(groups, size)]
    expected = {way: _expected(way, known) for way in ways}
    chosen: list[Way] = []
    for way in sorted(ways, key=lambda way: (expected[way], -len(way))):
        others = [other for other in chosen if not set(way) <= set(other)]  # the rest it brings along anyway
        if chosen and sum(expected[other] for other in others) + expected[way] > FEW:
            break
        chosen = [*others, way]
    return _any(chosen)


def _expected(way: Way, known: Vocabulary) -> float:
    """About how many ideas speak of all these groups."""
    ideas = max(known.ideas, 1)
    shares = [min(_counted(group, known) / ideas, 1.0) for group in way]
    by_chance = prod(shares) * COMPANY ** (len(way) - 1)
    alike = _counted(set.intersection(*map(set, way)), known) / ideas
    return ideas * min(max(by_chance, alike), *shares, 1.0)


def _counted(tokens: Iterable[str], known: Vocabulary) -> int:
    return sum(known.counts.get(token, 0) for token in tokens)


def _group(unit: Unit, known: Vocabulary) -> Group:
    """The meanings of a unit and what stands nearest to them."""
    near = {other: worth for token in unit for other, worth in known.near.get(token, {}).items()}
    nearest = sorted(near, key=lambda token: (-near[token], token))[:BESIDE]
    return tuple(dict.fromkeys((*unit, *nearest)))


def _any(ways: Sequence[Way]) -> str:
    """Any of these ways."""
    both, either, quote = (" AND ", " OR ", '"') if _is_sqlite() else (" & ", " | ", "'")
    written = [
        both.join("(" + either.join(f"{quote}{token}{quote}" for token in group) + ")" for group in way)
        for way in ways
    ]  # fmt: skip
    return either.join(f"({way})" for way in written)


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


@cache
def candidates(dialect: str) -> CTE:
    """The `id` of each; one parameter, `question`."""
    asked = bindparam("question", type_=String)
    if dialect == "sqlite":
        match = literal_column("idea_gist").op("MATCH")(asked)
        return select(_gist.c.rowid.label("id")).where(match).order_by(_gist.c.rowid.desc()).limit(MOST).cte("alike")
    matching = select(_terms.c.idea_id.label("id")).where(_terms.c.gist.op("@@")(func.to_tsquery("simple", asked)))
    # Materialized: otherwise the planner walks all ideas from the newest, hoping to meet enough that match.
    found = matching.limit(SORTED).cte("matching").prefix_with("MATERIALIZED")
    return select(found.c.id).order_by(found.c.id.desc()).limit(MOST).cte("alike")
