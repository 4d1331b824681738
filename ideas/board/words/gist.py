"""The gist of a text: what it speaks of, in order and once each, without the words that tell nothing.

A unit is the tokens of what one word or expression may mean: usually one, more for words like "bancomat", which is a
card and a machine. Written as text, tokens of a unit are joined by "|" and units by spaces; both databases take the
tokens apart at either sign.
"""

from collections.abc import Iterable, Iterator, Sequence

from ideas.board.words.lexicon import lexicon
from ideas.kernel import text

Unit = tuple[str, ...]
Span = tuple[int, int]
STORY_UNITS, LONGEST = 40, 40


def units(typed: str) -> list[Unit]:
    """The longest expressions of the lexicon come first; other words stand for themselves."""
    return list(dict.fromkeys(unit for _first, _last, unit in _spoken(text.terms(typed))))


def places(source: str) -> list[tuple[Span, Unit]]:
    """Where in the text each unit is spoken of, as often as it is."""
    located = text.located_terms(source)
    found = _spoken([term for _span, term in located])
    return [((located[first][0][0], located[last][0][1]), unit) for first, last, unit in found]


def _spoken(stems: Sequence[str]) -> Iterator[tuple[int, int, Unit]]:
    """Number of the first and of the last stem, and what they mean together."""
    idle, at = lexicon().idle, 0
    while at < len(stems):
        taken, unit = _at(stems, at)
        if not (taken == 1 and stems[at] in idle):
            yield at, at + taken - 1, unit
        at += taken


def _at(stems: Sequence[str], at: int) -> tuple[int, Unit]:
    book = lexicon()
    for size in range(min(book.longest, len(stems) - at), 0, -1):
        sense = book.senses.get(tuple(stems[at : at + size]))
        if sense:
            return size, sense
    return 1, (plainly(stems[at]),)


def plainly(stem: str) -> str:
    """As a token that every database takes for one word: other alphabets and fractions are spelt in hexadecimal."""
    token = stem if stem.isascii() else f"u{stem.encode().hex()}"
    return token[:LONGEST]


def written(found: Iterable[Unit]) -> str:
    return " ".join("|".join(unit) for unit in found)


def read(gist: str) -> list[Unit]:
    return [tuple(unit.split("|")) for unit in gist.split()]


def gists(title: str, story: str) -> tuple[str, str]:
    """The gist of the title, and what the story adds to it."""
    told = units(title)
    more = [unit for unit in units(story) if unit not in told]
    return written(told), written(more[:STORY_UNITS])
