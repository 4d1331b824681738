"""The ideas worth comparing with a question: a few hundred at most, whatever the number of ideas.

Rare tokens alone find them; frequent ones only together, the more of them the better. Each of the `TIERS` below asks
the full-text index once and stops at its limit, newest ideas first on SQLite.
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Any

from sqlalchemy import CTE, String, bindparam, func, literal_column, select, union
from sqlalchemy.sql.expression import column, table

from ideas.board.queries.vocabulary import Vocabulary
from ideas.board.words.gist import Unit
from ideas.kernel.db import db

TIERS = {"rare": 200, "triples": 120, "first": 100, "pairs": 100}
FEW, GROUPS, BESIDE = 400, 5, 4
_gist = table("idea_gist", column("rowid"))
_terms = table("idea_terms", column("idea_id"), column("gist"))
Group = tuple[str, ...]


def questions(units: Sequence[Unit], known: Vocabulary) -> dict[str, str]:
    """What each tier asks the index; `units` most telling first."""
    groups = [_group(unit, known) for unit in units[:GROUPS]]
    scale = max(known.ideas, 1)
    count = {group: sum(known.counts.get(token, 0) for token in group) for group in groups}
    rare, room = [], FEW
    for group in sorted(groups, key=lambda group: count[group]):
        if count[group] <= room or scale <= FEW:
            rare.append(group)
            room -= count[group]
    asked: dict[str, list[tuple[Group, ...]]] = {"rare": [(group,) for group in rare], "first": [], "pairs": []}
    asked["triples"] = list(combinations(groups[:4], 3)) if len(rare) < len(groups) else []
    for pair in combinations(groups, 2) if len(rare) < len(groups) else ():
        asked["first" if pair[0] is groups[0] else "pairs"].append(pair)
    return {tier: _any(asked[tier]) for tier in TIERS}


def _group(unit: Unit, known: Vocabulary) -> Group:
    """The meanings of a unit and what stands nearest to them."""
    near = {other: worth for token in unit for other, worth in known.near.get(token, {}).items()}
    nearest = sorted(near, key=lambda token: (-near[token], token))[:BESIDE]
    return tuple(dict.fromkeys((*unit, *nearest)))


def _any(wanted: Sequence[tuple[Group, ...]]) -> str:
    """Any of these, each a number of groups that must all be there."""
    if _is_sqlite():
        together = [" AND ".join("(" + " OR ".join(f'"{t}"' for t in group) + ")" for group in one) for one in wanted]
        return " OR ".join(f"({one})" for one in together) or '""'
    together = [" & ".join("(" + " | ".join(f"'{t}'" for t in group) + ")" for group in one) for one in wanted]
    return " | ".join(f"({one})" for one in together)


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


@cache
def candidates(dialect: str) -> CTE:
    """The `id` of each; parameters: one for each tier."""
    tiers = [_tier(dialect, name, most) for name, most in TIERS.items()]
    return union(*(select(tier.subquery().c.id) for tier in tiers)).cte("alike")


def _tier(dialect: str, name: str, most: int) -> Any:
    words = bindparam(name, type_=String)
    if dialect == "sqlite":
        found = select(_gist.c.rowid.label("id")).where(literal_column("idea_gist").op("MATCH")(words))
        return found.order_by(_gist.c.rowid.desc()).limit(most)
    matching = select(_terms.c.idea_id.label("id")).where(_terms.c.gist.op("@@")(func.to_tsquery("simple", words)))
    return matching.limit(most)
