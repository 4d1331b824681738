"""Telephone numbers, Italian and international, in whatever grouping people write them."""

import re
from collections.abc import Iterator

from ideas.kernel.guard.finding import PHONE
from ideas.kernel.guard.numbers import Chain, Part

Hit = tuple[str, int, int, str]
SHORTEST, LONGEST = 6, 17
WHOLE = 9
BEFORE = 36
_CALLING_CODE = re.compile(
    r"1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|2[1-6]\d|29[0-9]|35\d|37\d|38\d|42[0-3]|50\d|59\d|"
    r"67\d|68\d|69[0-2]|85[0-6]|88[068]|96\d|97[0-9]|99[2-8]"
)
# Numbers that belong to services, the bank's own among them, not to people.
_SERVICE = re.compile(r"(?:39)?(?:80[03]|840|848|89[259]|199|178|16[46])")
_MOBILE = re.compile(r"(?:39)?3[2-9]\d{8}")
_PHONE_WORDS = re.compile(
    r"\b(?:tel(?:ef(?:ono|onico|onica|onare|onate(?:mi)?|onami)?)?|cell?(?:ulare)?|mobile|fisso|fax|whats?app|wa|sms|"
    r"telegram|chiam\w*|richiam\w*|contatt\w*|recapit\w*|rispond\w*|raggiungi\w*|phone|call|mobil|"
    r"numero (?:di casa|mio)|mio numero|scriv\w*|messaggi\w*|squill\w*)\b"
)
_OTHER_WORDS = re.compile(
    r"\b(?:ordin[ei]|pratic[ah]e?|protocollo|prot|articolo|art|codic[ei]|ticket|fattur[ae]|bollett[ae]|matricola|serial[ei]?|"
    r"isbn|ean|lotto|riferimento|rif|spedizione|tracking|prodott[oi]|bollettin[oi]|polizz[ae]|contratt[oi]|modello|"
    r"catalogo|sinistro|pnr|versione|delibera|legge|decreto|sku|cro|trn|id|operazione|transazione|prenotazione|"
    r"segnalazione|richiesta|numero d.ordine|conto|mutuo|rapporto|partita iva|p\.? ?iva|rea|albo|abi|cab|order|case|"
    r"invoice|part|item|barre)\b"
)
_PLUS = re.compile(r"\(?\+ ?\(?$|\(\+ ?$")
_GLUED = re.compile(r"(?:.*(?:tel|cel|cell|cellulare|telefono|numero|num|nr|n|wa|whatsapp|fax|mobile|casa))?$")


def phones(text: str, chains: list[Chain]) -> Iterator[Hit]:
    for chain in chains:
        for part in chain.parts(SHORTEST, LONGEST):
            plus = _PLUS.search(text, max(0, part.start - 3), part.start)
            if not plus and text[part.start] not in "03":
                continue
            if _cut_at_a_space(part) and _is_phone(text, part, plus=bool(plus)):
                yield PHONE, part.start - (len(plus.group()) if plus else 0), part.end, part.digits


def _cut_at_a_space(part: Part) -> bool:
    """A number does not begin or end in the middle of something joined by dots, bars or hyphens; two whole ones may
    stand side by side."""
    if len(part.shape) == 1 and part.shape[0] >= WHOLE:
        return True
    return all(not link or set(link) & set(" \n()_") for link in (part.before, part.after))


def _is_phone(text: str, part: Part, *, plus: bool) -> bool:
    digits = part.digits
    if "\n" in "".join(part.links) or not _GLUED.match(part.groups[0].before):
        return False
    if any(group.before for group in part.groups[1:]) or part.groups[-1].after:
        return False
    before = text[max(0, part.start - BEFORE) : part.start]
    named = _named(before)
    if plus:
        return _international(digits) and 9 <= len(digits) <= 15
    if named is False:
        return bool(re.fullmatch(r"0039(?:3[2-9]\d{8}|0[1-9]\d{6,9})", digits))
    if named:
        return _italian(digits) or _dialled(part, named=True)
    return _shaped(part) or _dialled(part, named=False)


def _named(before: str) -> bool | None:
    """True when the words before speak of a telephone, False when of another number, None when of neither; the
    nearest words count."""
    phone = max((match.end() for match in _PHONE_WORDS.finditer(before)), default=-1)
    other = max((match.end() for match in _OTHER_WORDS.finditer(before)), default=-1)
    if phone < 0 and other < 0:
        return None
    return phone > other


def _international(digits: str) -> bool:
    """A calling code and a number; not a service number of our own country."""
    return bool(_CALLING_CODE.match(digits)) and not (digits.startswith("39") and _SERVICE.match(digits))


def _dialled(part: Part, *, named: bool) -> bool:
    """00 and a calling code."""
    digits = part.digits
    if not digits.startswith("00") or not 11 <= len(digits) <= LONGEST or not _international(digits[2:]):
        return False
    return named or digits.startswith("0039") or len(part.groups) > 2


def _italian(digits: str) -> bool:
    """Enough where a word says that it is a telephone."""
    return bool(re.fullmatch(r"(?:39)?3[2-9]\d{7,8}|(?:39)?0[1-9]\d{4,9}", digits))


def _shaped(part: Part) -> bool:
    """Without a word that says so, it must also look like one."""
    digits, shape = part.digits, part.shape
    if _MOBILE.fullmatch(digits):
        even = len(set(shape)) == 1 and shape[0] <= 2
        return not part.thousands and (even or shape[0] >= 3 or digits.startswith("39"))
    if re.fullmatch(r"3[2-9]\d{7}", digits):
        return shape[0] == 3 and len(shape) > 1 and not part.thousands
    if not _apart(part) or not re.fullmatch(r"(?:39)?0[1-9]\d{6,9}", digits):
        return False
    area = len(shape) > 1 and 2 <= shape[0] <= 4
    return area or (len(shape) == 1 and 9 <= len(digits) <= 11)


def _apart(part: Part) -> bool:
    """No other digits on its line beside it: four groups of four are a card that was mistyped."""
    return all(not link or "\n" in link for link in (part.before, part.after))
