"""Numbers that mean something only because of the words beside them: secrets and account numbers."""

import re
from collections.abc import Iterator

from ideas.kernel.guard.finding import ACCOUNT, SECRET

Hit = tuple[str, int, int, str]
_NUMBER = r"\d(?:[ .\-/_*]{0,2}\d)"
_SECRECY = (
    r"(?:codic[ei] (?:pin|otp|cvv2?|cvc2?|di sicurezza|dispositiv[oi]|segret[oi]|di verifica|di conferma|di sblocco|"
    r"di accesso|temporane[oi]|usa e getta|sms|ricevut[oi] (?:via|per) sms|d.accesso|puk|dietro la carta|"
    r"sul retro(?: della carta)?)|p[. ]?i[. ]?n\.?|o\.?t\.?p\.?|cvv2?|cvc2?|cv2|puk|passcode|token|"
    r"(?:tre|3) cifre (?:dietro|sul retro)(?: (?:la|della|alla) carta)?|parola d.ordine|password|security code)"
)
_JOIN = (
    r"(?: ?\([^()\d]{1,30}\))?(?:\W{0,3}\b(?:è|e|era|sarebbe|fosse|is|was|il|lo|la|mio|mia|my|the|"
    r"del|della|dell|di|of|bancomat|carta|conto|app|"
    r"telefono|banca|banking|home|internet|nuov[oa]|vecchi[oa]|attuale|numero|num|nr|no|n|codice|code|questo|ecco(?:lo)?|"
    r"ricevuto|arrivato|che|ho|uso|avevo|via|sms|per|segreto|di sei cifre|ed|resta|rimane|ora|adesso|sempre|"
    r"credito|debito|a cui|corrispondente)\b){0,6}"
)
_LINK = r"[\s:=#°ºª.,;?!\"'«»“”()\[\]_*~>\-]{0,5}"
_COUNTS = (
    r"(?! ?(?:cifr[ea]|caratter[ei]|second[oi]|minut[oi]|or[ae]\b|giorn[oi]|volt[ae]|euro|€|%|bit|tentativ[oi]|"
    r"mes[ei]\b|ann[oi]\b|numer[oi]|codic[ei]|client[ei]|person[ae]|mila|milion[ei]|digits?|seconds?|minutes?|days|times|"
    r"[.,]\d|:\d\d))"
)
_DATED = re.compile(r"\b(?:nel|dal|del|anno|al|fino al|entro il|in|since|from)\W{0,2}$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SECRETS = (
    re.compile(rf"(?<![^\W_]){_SECRECY}(?![^\W\d_]){_JOIN}{_LINK}(?P<n>{_NUMBER}{{2,7}})(?!\d|[^\W\d_]){_COUNTS}"),
    re.compile(
        rf"(?<![\d.,/\-])(?P<n>{_NUMBER}{{2,7}})(?!\d)(?:\W{{0,2}}\b(?:è|era|is|was|come|sarebbe)\b(?:\W{{0,2}}\b(?:il|la|mio|"
        rf"mia|my|the|questo|codice|nuovo|vecchio|del|numero)\b){{0,4}} ?| ?[(=] ?(?:il |mio |è )?){_SECRECY}(?![^\W_])"
    ),
    re.compile(
        rf"(?<![^\W_])(?:codice|code) (?P<n>{_NUMBER}{{3,7}})(?!\d) (?:per|di|da|to) "
        r"(?:conferm|acced|accesso|autorizz|verific|sblocc|entrare|pagare|confirm|log)"
    ),
    re.compile(rf"(?:arrivato|ricevuto|mandato|inviato)(?: il| un)? codice (?P<n>{_NUMBER}{{3,7}})(?!\d)"),
)
_PASSWORD = re.compile(
    r"(?<![^\W_])(?:password|passwd|pwd|psw|pw)\b(?: ?(?::|=|è\b|is\b) ?[\"'«“]?(?P<n>[^\s\"'»”]{6,40})|"
    r" (?P<m>(?=[^\s\d]*\d)[^\W_][^\s\"'»”]{7,40}))"
)
_ACCOUNT_WORD = (
    r"(?:(?:numero|num\.?|nr\.?|n\.?|n°|no\.?) (?:di |del )?(?:mio )?(?:conto(?: corrente)?|c/c|cc|rapporto|libretto|"
    r"deposito|cliente|utente)|cont[oi](?: correnti?| deposito| titoli| bancario)?|c/c|c\. ?c\.|cc(?= ?n)|"
    r"rapporto|libretto(?: di risparmio)?|deposito titoli|codice (?:cliente|utente|titolare|adesione|conto)|"
    r"id (?:cliente|utente)|user(?: ?id)?|ndg|account(?: number)?|customer (?:number|id)|dossier(?: titoli)?|mutuo)"
)
_ACCOUNT_JOIN = (
    r"(?P<join>(?:\W{0,3}\b(?:è|e|era|sarebbe|is|il|mio|my|the|numero|num|nr|no|n|number|corrente|bancario|cointestato|"
    r"deposito|titoli|che|ho|intestato a me|presso di voi|da voi|con)\b){0,5}[\s:=#°º.,\"'«“()\[\]_\-]{0,4})"
)
_ACCOUNT_NUMBER = r"(?P<n>(?:[a-z]{1,3})?\d(?:[ .\-/_]?\d){4,15})"
_ACCOUNTS = (
    re.compile(
        rf"(?<![^\W_])(?P<word>{_ACCOUNT_WORD})(?![^\W\d_]){_ACCOUNT_JOIN}{_ACCOUNT_NUMBER}(?![^\W_]|,\d|[.]\d){_COUNTS}"
    ),
    re.compile(
        rf"(?<![^\W_]){_ACCOUNT_NUMBER}(?![^\W_])(?P<join>\W{{0,3}}\b(?:è|sarebbe|is)\b(?:\W{{0,2}}\b(?:il|mio|my|the|numero|del)"
        rf"\b){{1,4}} ?(?:di )?)(?P<word>{_ACCOUNT_WORD})(?![^\W_])"
    ),
)
_ANNOUNCED = re.compile(r"n\b|n[.°º]|nr|num|numero|number|id|codice|[:=#]|è|is\b|corrente|c/c|ndg")


def secrets(text: str) -> Iterator[Hit]:
    """PIN, one-time codes, the digits behind a card, passwords: three to eight digits near a word that says so."""
    for pattern in _SECRETS:
        for match in pattern.finditer(text):
            if not _is_date(text, match):
                yield SECRET, *match.span("n"), match.group("n")
    for match in _PASSWORD.finditer(text):
        name = "n" if match.group("n") else "m"
        typed = match.group(name)
        if any(c.isdigit() for c in typed) and any(c.isalpha() for c in typed):
            yield SECRET, *match.span(name), typed


def _is_date(text: str, match: re.Match[str]) -> bool:
    start = match.start("n")
    return bool(_YEAR.fullmatch(match.group("n")) and _DATED.search(text[max(0, start - 12) : start]))


def accounts(text: str) -> Iterator[Hit]:
    """Five to sixteen digits that a word announces as an account, a customer or a deposit."""
    for pattern in _ACCOUNTS:
        for match in pattern.finditer(text):
            if _is_account(match):
                yield ACCOUNT, *match.span("n"), match.group("n")


def _is_account(match: re.Match[str]) -> bool:
    number, announced = match.group("n"), _ANNOUNCED.search(match.group("word") + match.group("join"))
    compact = re.sub(r"\W|_", "", number)
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+", number) and not number.startswith("0"):
        return bool(announced) and " " not in number and len(compact) > 9
    if announced:
        return True
    return number.startswith("0") or len(compact) >= 8
