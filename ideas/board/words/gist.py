"""The gist of a text: what it speaks of, in order and once each, without the words that tell nothing.

A unit is the tokens of what one word or expression may mean: usually one, more for words like "bancomat", which is a
card and a machine. Written as text, tokens of a unit are joined by "|" and units by spaces; both databases take the
tokens apart at either sign.
"""

from collections.abc import Iterable

from ideas.board.words.lexicon import lexicon
from ideas.kernel import text

Unit = tuple[str, ...]
STORY_UNITS, LONGEST = 40, 40


def units(typed: str) -> list[Unit]:
    """The longest expressions of the lexicon come first; other words stand for themselves."""
    book, stems = lexicon(), text.terms(typed)
    found: dict[Unit, None] = {}
    at = 0
    while at < len(stems):
        taken, unit = _at(stems, at)
        at += taken
        if unit and not (taken == 1 and stems[at - 1] in book.idle):
            found[unit] = None
    return list(found)


def _at(stems: list[str], at: int) -> tuple[int, Unit]:
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
