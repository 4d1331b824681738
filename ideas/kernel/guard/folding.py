"""One spelling of a text for the detectors, which remembers where each character came from.

People hide numbers from machines, and keyboards hide them by themselves: full-width digits, invisible characters,
unbreakable spaces, long dashes, numbers written as words.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ideas.kernel.guard.spoken import NUMBERS

_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN_WORDS = re.compile(r"[ ,.\-]{1,3}")
FEWEST_WORDS = 3
_LOOKS = str.maketrans("‐‑‒–—―−﹣－•∙‧", "---------···")


@dataclass(frozen=True)
class Folded:
    """`text` in lower case; `starts[i]` and `ends[i]` are the place of its i-th character in the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the folded text as one of the original."""
        return self.starts[start], self.ends[end - 1]


def fold(original: str) -> Folded:
    pieces = [(_folded(character), at) for at, character in enumerate(original)]
    kept = [(shape, at) for shape, at in pieces if shape]
    text = "".join(shape for shape, _at in kept)
    starts = [at for _shape, at in kept]
    return _digits_for_words(Folded(text, tuple(starts), tuple(at + 1 for at in starts)))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """One character or none: the text keeps one place for each."""
    if character == "\n" or " " <= character <= "~":
        return character.lower()
    if unicodedata.category(character) in ("Cf", "Mn", "Cc"):
        return " " if character.isspace() else ""
    if character.isspace():
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", character).translate(_LOOKS).lower()
    return plain if len(plain) == 1 else character


def _digits_for_words(folded: Folded) -> Folded:
    """Runs of at least three numbers written as words become digits: «tre, quattro, sette» -> "3 4 7"."""
    pieces, last = [], 0
    for run in _runs(folded.text):
        pieces.append(_part(folded, last, run[0].start()))
        for word in run:
            if word is not run[0]:
                pieces.append(Folded(" ", (folded.starts[last],), (folded.ends[word.start() - 1],)))
            pieces.append(_digits(folded, word))
            last = word.end()
    return _joined([*pieces, _part(folded, last, len(folded.text))]) if pieces else folded


def _part(folded: Folded, start: int, end: int) -> Folded:
    return Folded(folded.text[start:end], folded.starts[start:end], folded.ends[start:end])


def _digits(folded: Folded, word: re.Match[str]) -> Folded:
    """Each digit stands for the whole word."""
    value = NUMBERS[word.group()]
    return Folded(value, (folded.starts[word.start()],) * len(value), (folded.ends[word.end() - 1],) * len(value))


def _joined(pieces: list[Folded]) -> Folded:
    starts = tuple(at for piece in pieces for at in piece.starts)
    ends = tuple(at for piece in pieces for at in piece.ends)
    return Folded("".join(piece.text for piece in pieces), starts, ends)


def _runs(text: str) -> list[list[re.Match[str]]]:
    runs: list[list[re.Match[str]]] = [[]]
    for word in _WORD.finditer(text):
        if word.group() not in NUMBERS:
            continue
        near = runs[-1] and _BETWEEN_WORDS.fullmatch(text[runs[-1][-1].end() : word.start()])
        if not near:
            runs.append([])
        runs[-1].append(word)
    return [run for run in runs if len(run) >= FEWEST_WORDS]
