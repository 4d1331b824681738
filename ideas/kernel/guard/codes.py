"""IBANs and Italian tax codes: letters and digits of a known length with check digits."""

import re
from collections.abc import Iterator

from stdnum import iban, numdb
from stdnum.it import codicefiscale

from ideas.kernel.guard.finding import IBAN, TAX_CODE

Hit = tuple[str, int, int, str]
_SEPARATORS = " \n.-/_:,·*|"
LARGEST_GAP = 3
_NO_SEPARATORS = str.maketrans("", "", _SEPARATORS)
# Six letters, two figures, the letter of a month, two figures, a letter, three figures, a letter; for a figure there
# may be one of ten letters, where two people would have had the same code.
_FIGURE, _LETTER = "[0-9l-np-v]", "[a-z]"
_TAX_CODE = re.compile(
    rf"[{re.escape(_SEPARATORS)}]{{0,{LARGEST_GAP}}}".join(
        [_LETTER] * 6 + [_FIGURE] * 2 + ["[abcdehlmprst]"] + [_FIGURE] * 2 + [_LETTER] + [_FIGURE] * 3 + [_LETTER]
    )
)
_STRUCTURE = re.compile(r"(\d+)")
_IBAN_START = re.compile(r"[a-z][ .\-_/]{0,2}[a-z][ .\-_/]{0,2}\d[ .\-_/]{0,2}\d")
_LETTERS_FIRST = re.compile(r"(?<![^\W_])[a-z]")
_CONTEXT_GLUED = ("iban", "cf", "codicefiscale", "conto", "cc", "ibanit")


def _lengths() -> dict[str, int]:
    countries = numdb.get("iban")
    known = {}
    for first in range(26):
        for second in range(26):
            country = chr(65 + first) + chr(65 + second)
            facts = countries.info(country)[0][1]
            if facts:
                known[country] = 4 + sum(int(number) for number in _STRUCTURE.findall(facts["bban"]))
    return known


IBAN_LENGTHS = _lengths()


def ibans(text: str) -> Iterator[Hit]:
    """Any country, in any grouping, with the check digits and the structure of its country."""
    last = 0
    for begin in _IBAN_START.finditer(text):
        start = begin.start()
        if not _begins(text, start) and start != last:
            continue
        country = "".join(c for c in begin.group() if c.isalpha()).upper()
        collected = _collect(text, start, IBAN_LENGTHS.get(country, 0))
        if collected is not None and iban.is_valid(collected[0], check_country=False) and _stops(text, collected[1]):
            last = collected[1]
            yield IBAN, start, collected[1], collected[0]


def tax_codes(text: str) -> Iterator[Hit]:
    """Personal ones, with their check letter."""
    for begin in _LETTERS_FIRST.finditer(text):
        for skipped in (0, *(len(word) for word in _CONTEXT_GLUED if text.startswith(word, begin.start()))):
            found = _TAX_CODE.match(text, begin.start() + skipped)
            compact = found.group().translate(_NO_SEPARATORS).upper() if found else ""
            if found and _ends(text, found.end()) and codicefiscale.is_valid(compact):
                yield TAX_CODE, found.start(), found.end(), compact
                break


def _begins(text: str, start: int) -> bool:
    before = start
    while before and text[before - 1].isalnum():
        before -= 1
    return before == start or text[before:start] in _CONTEXT_GLUED


def _ends(text: str, end: int) -> bool:
    return end == len(text) or not text[end].isalnum()


def _stops(text: str, end: int) -> bool:
    """What follows may touch it, unless it is one more digit."""
    return end == len(text) or not text[end].isdigit()


def _collect(text: str, start: int, length: int) -> tuple[str, int] | None:
    """`length` letters and digits from `start` on, with small gaps of separators, and where they end."""
    found: list[str] = []
    at, gap = start, 0
    while at < len(text) and len(found) < length:
        character = text[at]
        if character.isascii() and character.isalnum():
            found.append(character.upper())
            gap = 0
        elif character in _SEPARATORS and gap < LARGEST_GAP:
            gap += 1
        else:
            return None
        at += 1
    return ("".join(found), at) if length and len(found) == length else None
