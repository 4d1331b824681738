"""Words typed wrongly by a letter or two, found by what is left when a letter is taken away (symmetric deletes)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

from ideas.board.words.lexicon import lexicon

SHORTEST, LONGEST, LONG = 5, 24, 9


def is_correctable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def keys(word: str) -> list[str]:
    """The word, and each way of taking one letter away."""
    return list(dict.fromkeys([word, *(word[:n] + word[n + 1 :] for n in range(len(word)))]))


@cache
def _lexicon_keys() -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in lexicon().words:
        if is_correctable(word):
            for key in keys(word):
                found[key].add(word)
    return dict(found)


def bank_words(word: str) -> set[str]:
    """Words of the lexicon that share a key with this one."""
    return set().union(*(_lexicon_keys().get(key, ()) for key in keys(word)))


def best(word: str, candidates: Iterable[str], ideas: Mapping[str, int]) -> str | None:
    """The nearest candidate, the more frequent of equals; None when all are too far: one letter, in long words two."""
    far = 2 if len(word) >= LONG else 1
    ranked = [(distance(word, other), -ideas.get(other, 0), other) for other in candidates if other != word]
    near = [(steps, often, other) for steps, often, other in ranked if steps <= _allowed(word, other, far)]
    return min(near)[2] if near else None


def _allowed(word: str, other: str, far: int) -> int:
    """Few people get the first letter wrong; in a short word another first letter is another word."""
    if word[0] == other[0]:
        return far
    return 1 if len(word) >= LONG or word[:2] == other[1::-1] else 0


def is_slip(typed: str, written: str) -> bool:
    """Whether the fingers were at fault: letters swapped, doubled or not doubled. Other differences may be another
    word that nobody here has used."""
    return sorted(typed) == sorted(written) or _single(typed) == _single(written)


def _single(word: str) -> str:
    return "".join(letter for letter, _same in groupby(word))


def distance(one: str, other: str) -> int:
    """Letters to add, take away, change or swap with their neighbour (Damerau 1964, optimal alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row, earlier = row, [i], before
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
