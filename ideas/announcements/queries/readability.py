"""How a text reads: the Gulpease index, and phrases that could be said in plainer words."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ideas.kernel.readability import HARD, TIRING, gulpease

ITALIAN = "it"
_FILE = Path(__file__).parent.parent / "plain_words.toml"


@dataclass(frozen=True)
class Finding:
    """A phrase at `start` (Unicode code points, `end` exclusive) and what to write `instead`, empty to leave it out."""

    start: int
    end: int
    text: str
    instead: str


@dataclass(frozen=True)
class Reading:
    """`index` is None where there is no measure: an empty text, or another language than Italian.

    `level` is "hard", "tiring", "clear", or empty without an index.
    """

    index: int | None
    findings: Sequence[Finding]

    @property
    def level(self) -> str:
        if self.index is None:
            return ""
        return "hard" if self.index < HARD else "tiring" if self.index < TIRING else "clear"


def reading(text: str, language: str = ITALIAN) -> Reading:
    """Measure a text. Gulpease was made for Italian, so other languages get findings only."""
    return Reading(gulpease(text).index if language == ITALIAN else None, findings(text, language))


def findings(text: str, language: str) -> list[Finding]:
    """Tiring phrases in order, the longest where several begin, none inside another."""
    phrases = _phrases().get(language)
    if phrases is None:
        return []
    pattern, plain = phrases
    return [_finding(found, plain) for found in pattern.finditer(text) if found.group().casefold() in plain]


def _finding(found: re.Match[str], plain: Mapping[str, str]) -> Finding:
    phrase = found.group()
    instead = plain[phrase.casefold()]
    if phrase[:1].isupper():
        instead = instead[:1].upper() + instead[1:]
    return Finding(found.start(), found.end(), phrase, instead)


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, tuple[re.Pattern[str], Mapping[str, str]]]:
    by_language = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {language: (_pattern(list(plain)), plain) for language, plain in by_language.items()}


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)
