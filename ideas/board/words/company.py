"""The board's own vocabulary: tokens that stand in the same company mean nearly the same.

Each token is described by the tokens beside which it stands more often than by chance (positive pointwise mutual
information); two descriptions are compared by their cosine. Second order: "zainetto" and "minusvalenze" may never
stand in the same idea and are near all the same, if both stand beside "titoli" and "recuperare".
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter

RAREST, MOST_TOKENS, FREQUENT = 8, 2000, 0.2
UNITS_AN_IDEA, CONTEXTS, NEIGHBOURS = 24, 40, 8
ALIKE, WORTH = 0.45, 0.6


def neighbours(ideas: Sequence[Sequence[str]]) -> dict[str, dict[str, float]]:
    """token -> its nearest tokens -> what one counts for the other (below `WORTH`). `ideas`: the tokens of each."""
    described = _descriptions([list(dict.fromkeys(tokens))[:UNITS_AN_IDEA] for tokens in ideas])
    beside: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for token, contexts in described.items():
        for context, weight in contexts.items():
            beside[context].append((token, weight))
    found = {}
    for token, contexts in described.items():
        alike: defaultdict[str, float] = defaultdict(float)
        for context, weight in contexts.items():
            for other, theirs in beside[context]:
                alike[other] += weight * theirs
        alike.pop(token, None)
        best = heapq.nlargest(NEIGHBOURS, alike.items(), key=itemgetter(1))
        nearest = {other: round(cosine * WORTH, 2) for other, cosine in best if cosine >= ALIKE}
        if nearest:
            found[token] = nearest
    return found


def _descriptions(ideas: Sequence[Sequence[str]]) -> dict[str, dict[str, float]]:
    """Of each token that is neither rare nor everywhere, its most telling contexts, as a vector of length 1."""
    counts = Counter(token for tokens in ideas for token in tokens)
    most = max(RAREST, FREQUENT * len(ideas))
    chosen = {token for token, n in counts.most_common() if RAREST <= n <= most}
    chosen = set(sorted(chosen, key=lambda token: (-counts[token], token))[:MOST_TOKENS])
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for tokens in ideas:
        inside = [token for token in tokens if token in chosen]
        for token in inside:
            together[token].update(inside)
    return {token: _unit(_telling(token, beside, counts, len(ideas))) for token, beside in together.items()}


def _telling(token: str, beside: Counter[str], counts: Counter[str], ideas: int) -> Iterable[tuple[str, float]]:
    weights = (
        (other, math.log(n * ideas / (counts[token] * counts[other]))) for other, n in beside.items() if other != token
    )
    return sorted(((other, weight) for other, weight in weights if weight > 0), key=lambda p: (-p[1], p[0]))[:CONTEXTS]


def _unit(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    vector = dict(weights)
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {token: weight / length for token, weight in vector.items()}
