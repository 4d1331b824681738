"""Payment cards: the first digits and the length of a scheme, and a right check digit."""

import re
from collections.abc import Iterator

from stdnum import ean, luhn

from ideas.kernel.guard.finding import CARD
from ideas.kernel.guard.numbers import Chain, Group, Part

Hit = tuple[str, int, int, str]
SHORTEST, LONGEST = 12, 19
_SCHEMES = tuple(
    (re.compile(first), lengths)
    for first, lengths in (
        (r"4", {13, 16, 19}),  # Visa
        (r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", {16}),  # Mastercard
        (r"3[47]", {15}),  # American Express
        (r"30[0-5]|309|36|3[89]", {14, 16, 19}),  # Diners
        (r"6011|64[4-9]|65|62", {16, 17, 18, 19}),  # Discover, UnionPay
        (r"35(?:2[89]|[3-8])", {16, 17, 18, 19}),  # JCB
        (r"1800|2131", {15}),  # JCB
        (r"220[0-4]", {16, 17, 18, 19}),  # Mir
        (r"50|5[6-8]|6", {16, 18, 19}),  # Maestro
        (r"0604|5018|5020|5038|56|57|58|6304|6390|67", {12, 16, 18, 19}),  # Maestro
    )
)
_USUAL = {
    (4, 4, 4, 4),
    (4, 6, 5),
    (4, 6, 4),
    (4, 4, 4, 4, 3),
    (4, 4, 4),
    (4, 4, 5),
    (8, 8),
    (6, 10),
    (4, 12),
    (4, 4, 8),
}
_CARD_WORDS = re.compile(
    r"cart[ae]|visa|mastercard|maestro|amex|american express|bancomat|postepay|prepagat|credito|debito|card\b|\bpan\b"
)
_OTHER_WORDS = re.compile(
    r"\b(?:imei|ean|isbn|issn|codice a barre|barcode|tracking|spedizione|collo|sku|articolo|lotto|"
    r"seriale|matricola|riferimento|rif|ordine|ticket|fattura|polizza|protocollo)\b"
)
_GLUED = re.compile(r"(?:.*(?:cart[ae]|visa|mastercard|amex|card|pan|numero|num|nr|n))?$")
BEFORE = 48


def cards(text: str, chains: list[Chain]) -> Iterator[Hit]:
    for chain in chains:
        for part in chain.parts(SHORTEST, LONGEST):
            if _is_card(text, part):
                yield CARD, part.start, part.end, part.digits


def _is_card(text: str, part: Part) -> bool:
    digits = part.digits
    if not _of_a_scheme(digits) or not luhn.is_valid(digits) or not _stands_alone(part.groups):
        return False
    before = text[max(0, part.start - BEFORE) : part.start]
    named = bool(_CARD_WORDS.search(before))
    if named:
        return True
    if _OTHER_WORDS.search(before) or (len(digits) == 13 and ean.is_valid(digits)):
        return False
    return (part.whole and not part.thousands) or len(part.groups) == 1 or part.shape in _USUAL


def _of_a_scheme(digits: str) -> bool:
    return any(first.match(digits) and len(digits) in lengths for first, lengths in _SCHEMES)


def _stands_alone(groups: tuple[Group, ...]) -> bool:
    """Not the tail of a code with letters; a word that announces a card may touch it."""
    return bool(_GLUED.match(groups[0].before)) and all(not group.before for group in groups[1:])
