"""How near two texts are: which share of what one asks for is in the other, and the other way round."""

import math
from collections.abc import Callable, Mapping, Sequence

from ideas.board.words import gist
from ideas.board.words.gist import Unit
from ideas.board.words.lexicon import lexicon

Weigh = Callable[[Unit], float]
Near = Mapping[str, Mapping[str, float]]
TOLD = 0.8  # what is said in a story counts so much of what is said in a title
ASKED_SHARE = 0.75  # of the whole: how much of the question is answered; the rest is how much of the answer was asked
WEAK = 0.5
ALONE = 0.9  # when all that both speak of is one thing, and the question is longer
HALF = 0.5
UNHEARD = 1.2  # a word that no idea has yet says that this may be a new one


def rarity(ideas: int, total: int) -> float:
    """How much a token tells that `ideas` of `total` speak of (inverse document frequency, smoothed)."""
    return math.log(2 + total / (ideas + 1)) * (1 if ideas else UNHEARD)


def weigher(counts: Mapping[str, int], others: int, total: int) -> Weigh:
    """What a unit weighs; tokens without a count are in about `others` ideas."""
    weak, known = lexicon().weak, dict[Unit, float]()

    def weight(unit: Unit) -> float:
        if unit not in known:
            known[unit] = min(
                rarity(counts.get(token, others), total) * (WEAK if token in weak else 1) for token in unit
            )
        return known[unit]

    return weight


def likeness(asked: Sequence[Unit], told: Sequence[Unit], title: str, story: str, weigh: Weigh, near: Near,
             least: float = 0.0) -> float:  # fmt: skip
    """0..1: units of a question (title and story) against the gists of an idea (title and story).

    The mean of two shares, each unit counting its weight: of the question's title found in the idea, and of the
    idea's title found in the question. 0 when it would be below `least`.
    """
    found = _share(asked, _tokens(title), _tokens(story), weigh, near)
    if ASKED_SHARE * found + 1 - ASKED_SHARE < least or not found or not title:
        return 0.0
    back = _share(gist.read(title), _all(asked), _all(told), weigh, near)
    score = ASKED_SHARE * found + (1 - ASKED_SHARE) * back
    if len(asked) > 1 and _common(asked, _tokens(f"{title} {story}"), near) < 2:
        score *= ALONE
    score = round(score, 3)
    return score if score >= least else 0.0


def _share(wanted: Sequence[Unit], said: set[str], told: set[str], weigh: Weigh, near: Near) -> float:
    total = got = 0.0
    for unit in wanted:
        weight = weigh(unit)
        total += weight
        got += weight * max(_found(unit, said, near), TOLD * _found(unit, told, near))
    return got / total


def _common(asked: Sequence[Unit], tokens: set[str], near: Near) -> int:
    """How many of these units that tell something are in the idea."""
    weak = lexicon().weak
    return sum(_found(unit, tokens, near) >= HALF for unit in asked if not weak.issuperset(unit))


def _tokens(written: str) -> set[str]:
    return set(written.replace("|", " ").split())


def _all(units: Sequence[Unit]) -> set[str]:
    return {token for unit in units for token in unit}


def _found(unit: Unit, tokens: set[str], near: Near) -> float:
    """1 when one of the meanings is there, else the nearest of what stands near them."""
    if not tokens.isdisjoint(unit):
        return 1.0
    return max(
        (worth for token in unit if token in near for other, worth in near[token].items() if other in tokens),
        default=0.0,
    )
