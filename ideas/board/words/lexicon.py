"""The bank's synonyms, read from `lexicon.txt`."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ideas.kernel import text

FILE = Path(__file__).with_name("lexicon.txt")
SAME, NEAR, WEAK, IDLE = "=", "~", "-", "0"
NEARNESS = 0.5
Stems = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """`senses`: stems of a word or expression -> the tokens of what it may mean, one for each line that has it.
    `near`: token -> token -> likeness below 1. `weak`: tokens that tell little; `idle`: stems that tell nothing.
    `words`: every single word, unaccented. `version` changes with the file and with the stemmer: gists written by
    another version are written again."""

    senses: dict[Stems, tuple[str, ...]]
    near: dict[str, dict[str, float]]
    weak: frozenset[str]
    idle: frozenset[str]
    words: frozenset[str]
    longest: int
    version: str


@cache
def lexicon() -> Lexicon:
    return read(FILE.read_text(encoding="utf-8"))


def read(source: str) -> Lexicon:
    """The lexicon in this text. Raises ValueError for a line that begins with no known sign."""
    senses: defaultdict[Stems, list[str]] = defaultdict(list)
    idle: set[str] = set()
    weak: set[str] = set()
    words: set[str] = set()
    pairs: list[list[str]] = []
    for line in source.splitlines():
        sign, _, rest = line.partition(" ")
        members = [member.strip() for member in rest.split(",")]
        if not sign or sign == "#":
            continue
        words.update(word for member in members for word in text.words(member))
        if sign == SAME:
            _add(senses, members)
        elif sign == NEAR:
            pairs.append(members)
        elif sign == WEAK:
            weak.update(members)
        elif sign == IDLE:
            idle.update(stem for member in members for stem in text.terms(member))
        else:
            raise ValueError(f"no such sign: {line}")
    found = {stems: tuple(dict.fromkeys(tokens)) for stems, tokens in senses.items()}
    version = hashlib.sha256(f"{text.STEMMER}\n{source}".encode()).hexdigest()[:16]
    longest = max(map(len, found), default=1)
    known = frozenset(word for word in words if len(word) > 2)
    little = frozenset(_named(member, found) for member in weak)
    return Lexicon(found, _near(pairs, found), little, frozenset(idle), known, longest, version)


def _add(senses: defaultdict[Stems, list[str]], members: list[str]) -> None:
    """The first member names the meaning. Of an expression more than one word must be left without stop words."""
    token = "".join(text.terms(members[0]))
    for member in members:
        stems = tuple(text.terms(member))
        if stems and (len(stems) > 1 or " " not in member):
            senses[stems].append(token)


def _near(pairs: list[list[str]], senses: dict[Stems, tuple[str, ...]]) -> dict[str, dict[str, float]]:
    near: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for members in pairs:
        tokens = [_named(member, senses) for member in members]
        for one in tokens:
            near[one] |= {other: NEARNESS for other in tokens if other != one}
    return dict(near)


def _named(member: str, senses: dict[Stems, tuple[str, ...]]) -> str:
    """The meaning that this word names, else the first that it has, else the word itself."""
    stems = tuple(text.terms(member))
    name, tokens = "".join(stems), senses.get(stems, ())
    return name if name in tokens or not tokens else tokens[0]
