"""Digits as they stand in a text: groups, chains of groups, and the figures that identify nobody."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

_GROUP = re.compile(r"\d+")
_LINK = re.compile(r"[ \n.\-/_()·*|]{1,4}")
LONGEST_CHAIN = 24
COMMA_JOINS = 4  # shorter than that, a comma begins decimals or the next of a list

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_TIME = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
_UNITS = (
    r"€|euro\b|eur\b|\$|dollari|chf\b|usd\b|gbp\b|£|%|per ?cento|mila\b|milioni|miliardi|milion[ei]|k\b|mln\b|mld\b|"
    r"clienti|persone|utenti|voti|firme|punti|filiali|operazioni|bonifici|volte|abitanti|azioni|km\b|metri|kwh|lire"
)
# Dates, hours, amounts, percentages and versions hold digits that look like anything at all.
_NEUTRAL = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d./\-]){_DAY}(?P<d>[./\-]){_MONTH}(?P=d)(?:{_YEAR}|\d\d)(?!\d|[./\-]\d)",
        rf"(?<!\d)(?<!\d[./\-]){_YEAR}(?P<e>[./\-]){_MONTH}(?P=e){_DAY}(?!\d|[./\-]\d)",
        rf"(?<![\d./\-])(?<!\d ){_DAY} (?:0?[1-9]|1[0-2]) {_YEAR}(?! ?\d)",
        rf"(?<![\d.:]){_TIME}(?:[.:][0-5]\d)?\s*(?:-|/|–|e le|alle|a)\s*{_TIME}(?:[.:][0-5]\d)?(?!\d|[.:]\d)",
        rf"\b(?:ore|alle|dalle|orari?o?|h)\b:? *{_TIME}(?!\d|[.:]\d)",
        r"(?<![\d.:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d|:\d)",
        rf"(?<![\d.,])\d[\d .]{{0,24}}(?:,\d+)? ?(?:{_UNITS})",
        r"(?:€|\$|£|\beur|\beuro|\bchf|\busd) ?\d[\d.]*(?:,\d+)?(?: \d{3})*(?!\d)",
        r"(?<![\d.])\d{1,3}(?:[. ]\d{3})*,\d{1,2}(?!\d)",
        r"\b(?:v|ver|versione|release|rel|ios|android|build|firmware|version) ?\.? ?\d+(?:\.\d+)+",
    )
)
# Before these figures nobody writes an amount: then whatever follows is what they say it is.
_NOT_AN_AMOUNT = re.compile(r"\b(?:tel|telefono|cell|cellulare|iban|carta|whatsapp)\b[.:]? ?$")


@dataclass(frozen=True)
class Group:
    """Digits that touch. `before` and `after` are the letters that touch them, empty when none do."""

    digits: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True)
class Part:
    """Neighbouring groups of a chain, from `first` to `last`, both included."""

    chain: "Chain"
    first: int
    last: int

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        return self.chain.groups[self.first : self.last + 1]

    @cached_property
    def links(self) -> tuple[str, ...]:
        return self.chain.links[self.first : self.last]

    @cached_property
    def digits(self) -> str:
        return "".join(group.digits for group in self.groups)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(group.digits) for group in self.groups)

    @property
    def start(self) -> int:
        return self.chain.groups[self.first].start

    @property
    def end(self) -> int:
        return self.chain.groups[self.last].end

    @property
    def before(self) -> str:
        """What links it to the group before, empty at the beginning of its chain."""
        return self.chain.links[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        return self.chain.links[self.last] if self.last < len(self.chain.links) else ""

    @property
    def whole(self) -> bool:
        return len(self.groups) == len(self.chain.groups)

    @property
    def thousands(self) -> bool:
        """Whether it is written as one large number: 1.234.567, 1 234 567."""
        return len(self.shape) > 1 and self.shape[0] <= 3 and set(self.shape[1:]) == {3} and len(set(self.links)) == 1


@dataclass(frozen=True)
class Chain:
    """Groups near enough to be one number; `links[i]` stands between groups i and i + 1."""

    groups: tuple[Group, ...]
    links: tuple[str, ...]

    def parts(self, shortest: int, longest: int) -> Iterator[Part]:
        """Every stretch of neighbouring groups with so many digits, the longer ones first."""
        found = []
        for first in range(len(self.groups)):
            digits = 0
            for last in range(first, len(self.groups)):
                digits += len(self.groups[last].digits)
                if digits > longest:
                    break
                if digits >= shortest:
                    found.append((-digits, first, last))
        for _digits, first, last in sorted(found):
            yield Part(self, first, last)


def neutral(text: str) -> list[tuple[int, int]]:
    """The stretches that are dates, hours, amounts, percentages or versions."""
    found = (match for pattern in _NEUTRAL for match in pattern.finditer(text))
    return [
        match.span() for match in found if not _NOT_AN_AMOUNT.search(text[max(0, match.start() - 14) : match.start()])
    ]


def chains(text: str, without: Sequence[tuple[int, int]]) -> list[Chain]:
    """Every chain of the text, made of groups that lie outside the stretches `without`."""
    found: list[tuple[list[Group], list[str]]] = []
    for match in _GROUP.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in without):
            continue
        group = _group(text, match)
        link = text[found[-1][0][-1].end : group.start] if found else ""
        linked = _LINK.fullmatch(link) or (link == "," and len(group.digits) >= COMMA_JOINS)
        if found and linked and len(found[-1][0]) < LONGEST_CHAIN:
            found[-1][0].append(group)
            found[-1][1].append(link)
        else:
            found.append(([group], []))
    return [Chain(tuple(groups), tuple(links)) for groups, links in found]


def _group(text: str, match: re.Match[str]) -> Group:
    before, after = match.start(), match.end()
    while before and text[before - 1].isalpha():
        before -= 1
    while after < len(text) and text[after].isalpha():
        after += 1
    return Group(match.group(), match.start(), match.end(), text[before : match.start()], text[match.end() : after])
