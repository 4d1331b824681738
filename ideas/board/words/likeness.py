"""How near two texts are: which share of what one asks for is in the other, and the other way round."""

import math
from collections.abc import Callable, Mapping, Sequence
from operator import mul

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


class Question:
    """What somebody asks for, prepared to be compared with many ideas.

    `asked` are the units of the title, `told` of the story. Of each token it is known beforehand for which units it
    counts and how much, so that an idea costs one look for each of its tokens.
    """

    def __init__(self, asked: Sequence[Unit], told: Sequence[Unit], weigh: Weigh, near: Near) -> None:
        weak = lexicon().weak
        self.weigh = weigh
        self.weights = [weigh(unit) for unit in asked]
        self.telling = [not weak.issuperset(unit) for unit in asked]
        self.counts: dict[str, list[tuple[int, float]]] = {}
        for number, unit in enumerate(asked):
            for token, worth in _worth(unit, near).items():
                self.counts.setdefault(token, []).append((number, worth))
        self.here = {token: max(worth for _unit, worth in found) for token, found in self.counts.items()}
        for unit in told:
            for token, worth in _worth(unit, near).items():
                self.here[token] = max(self.here.get(token, 0.0), TOLD * worth)

    def likeness(self, title: str, story: str, least: float = 0.0) -> float:
        """0..1 against the gists of an idea's title and story; 0 when it would be below `least`.

        The mean of two shares, each unit counting its weight: of the question's title found in the idea, and of the
        idea's title found in the question.
        """
        found = self._found(title, story)
        share = sum(map(mul, self.weights, found)) / (sum(self.weights) or 1)
        if not share or ASKED_SHARE * share + 1 - ASKED_SHARE < least:
            return 0.0
        score = ASKED_SHARE * share + (1 - ASKED_SHARE) * self._back(gist.read(title))
        if len(found) > 1 and sum(got >= HALF for got, tells in zip(found, self.telling, strict=True) if tells) < 2:
            score *= ALONE
        score = round(score, 3)
        return score if score >= least else 0.0

    def speaks_of(self, unit: Unit) -> bool:
        """Whether this unit of an idea is what the question asks for, or stands near it, and tells something."""
        return not lexicon().weak.issuperset(unit) and any(self.here.get(token, 0.0) >= HALF * TOLD for token in unit)

    def _found(self, title: str, story: str) -> list[float]:
        """How much of each unit of the question's title is in the idea."""
        found, counts = [0.0] * len(self.weights), self.counts
        for gist_text, share in ((title, 1.0), (story, TOLD)):
            for token in counts.keys() & gist_text.replace("|", " ").split():
                for number, worth in counts[token]:
                    found[number] = max(found[number], share * worth)
        return found

    def _back(self, title: Sequence[Unit]) -> float:
        weights = [self.weigh(unit) for unit in title]
        got = [max(self.here.get(token, 0.0) for token in unit) for unit in title]
        return sum(map(mul, weights, got)) / (sum(weights) or 1)


def _worth(unit: Unit, near: Near) -> dict[str, float]:
    """The unit's own tokens count 1, those near them less."""
    worth: dict[str, float] = {}
    for token in unit:
        for other, much in near.get(token, {}).items():
            worth[other] = max(worth.get(other, 0.0), much)
    return worth | dict.fromkeys(unit, 1.0)
