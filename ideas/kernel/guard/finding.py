"""What is found, and how it looks once covered."""

from collections.abc import Callable
from dataclasses import dataclass

IBAN, CARD, TAX_CODE, PHONE = "iban", "card", "codice_fiscale", "phone"
EMAIL, SECRET, ACCOUNT = "email", "pin_otp", "account_number"
KINDS = (IBAN, CARD, TAX_CODE, EMAIL, SECRET, ACCOUNT, PHONE)
DOTS = "····"


@dataclass(frozen=True)
class Finding:
    """`start` and `end` count Unicode code points of the text as it was given, end exclusive. `masked` stands in its
    place: it is no longer than the original, says less, and is never found again."""

    kind: str
    start: int
    end: int
    masked: str


_MASKS: dict[str, Callable[[str], str]] = {
    IBAN: lambda compact: f"{compact[:4].upper()} {DOTS} {compact[-3:].upper()}",
    CARD: lambda compact: f"{DOTS} {compact[-4:]}",
    PHONE: lambda compact: f"{DOTS}{compact[-2:]}",
    EMAIL: lambda compact: f"{compact[:1]}{DOTS[:2]}@{DOTS[:2]}",
    SECRET: lambda _compact: DOTS[:3],
}


def masked(kind: str, compact: str) -> str:
    """What is shown instead of `compact`, the letters and digits that were found."""
    return _MASKS.get(kind, lambda _compact: DOTS)(compact)
