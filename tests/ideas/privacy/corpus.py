"""Sentences with one planted secret each, and sentences whose numbers are nobody's; the same seed gives the same."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.ideas.privacy import harmless
from tests.ideas.privacy.numbers_of_people import (
    card,
    digits,
    email,
    full_width,
    grouped,
    iban,
    phone,
    spoken,
    tax_code,
)


@dataclass(frozen=True)
class Sample:
    """`secret` stands in `text` as it is; `kind` is empty for a sentence that holds nothing of anybody."""

    text: str
    kind: str = ""
    secret: str = ""


BARE = (
    "{}", "Ecco: {}", "({})", "«{}»", "Vi lascio {} così mi trovate.", "Ho scritto {} nel modulo e non lo prende.",
    "Quando copio {} l’app aggiunge uno spazio.", "Il 12/10/2026 ho usato {} alle 18:30.", "{}, grazie!",
    "Vorrei salvare {} tra i preferiti, senza riscriverlo ogni volta.", "prima riga\n{}\nultima riga", "- {}\n- niente altro",
    "I don't want to type {} every time.", "**{}**", "Spesi 1.250,00 euro con {} nel 2025.", "vedi {}; poi dimmi", "[{}]",
    "estratto_{}.pdf", "{}.jpg", "Mi chiamo Anna ({}) e ho un’idea.", "\t{}\t", "È {}?", "…{}…",
)  # fmt: skip
TEMPLATES: dict[str, tuple[str, ...]] = {
    "iban": (
        *BARE, "Il mio IBAN è {}", "IBAN: {}", "iban {} intestato a me", "Bonifico su {} da 8.000 euro", "IBAN{}", "c/c {}",
        "I soldi sono tornati sul conto {} e me ne sono accorta dopo un mese.", "accredito pensione:{}",
    ),
    "card": (
        *BARE, "La mia carta è {}", "carta n. {} scad. 09/28", "Visa {} bloccata", "numero carta: {} cvv dietro", "PAN={}",
        "ho pagato con la {} e mi hanno addebitato due volte", "Mastercard {}.",
    ),
    "codice_fiscale": (
        *BARE, "C.F. {}", "codice fiscale: {}", "cf {}", "CF:{}", "Il codice fiscale di mia madre è {}, nata a Modena.",
    ),
    "email": (
        *BARE, "Scrivetemi a {}", "la mia mail è {}", "e-mail: {}", "mail {} o pec", "contact me: {}", "Rispondete su {}.",
    ),
    "phone": (
        *BARE, "Chiamatemi al {}", "Tel. {}", "tel:{}", "cell {}", "il mio numero è {}", "WhatsApp {}", "telefono {} (sera)",
        "richiamatemi al {} dopo le 18", "Cellulare: {}, ore pasti", "my mobile is {}", "Numero di casa {}",
    ),
    "pin_otp": (
        "il mio pin è {}", "PIN: {}", "PIN {}", "Pin={}", "il PIN del bancomat è {}", "uso il pin {} per tutto", "otp {}",
        "Il codice OTP ricevuto via sms è {}", "cvv {}", "CVV: {}", "cvc2 {}", "CVV2={}", "codice di sicurezza {}",
        "codice di sicurezza: {}", "Il codice dispositivo {} non funziona", "{} è il mio pin", "{} come pin",
        "ho ricevuto il codice di verifica {}", "pin della carta {}", "il nuovo pin è {} e non va", "il codice segreto è {}",
        "my pin is {}", "the OTP is {}", "codice usa e getta: {}", "pin (quello vecchio): {}", "pin bancomat {}",
        "PIN-{}", "le tre cifre dietro la carta: {}", "pin: «{}»", "Il PIN? {}", "PUK {}", "codice di accesso = {}",
    ),
    "account_number": (
        "conto n. {}", "numero di conto {}", "c/c {}", "c/c n. {}", "conto corrente {}", "il mio conto è {}",
        "Conto corrente n° {}", "numero conto: {}", "conto corrente numero {}", "codice cliente {}", "codice utente: {}",
        "NDG {}", "rapporto n. {}", "libretto n. {}", "il numero del mio conto è {}", "account number {}", "user id {}",
        "deposito titoli n. {}", "{} è il mio numero di conto", "id cliente={}", "Il codice titolare è {}", "conto: {}",
    ),
}  # fmt: skip


def planted(seed: int, count: int) -> Iterator[Sample]:
    dice = random.Random(seed)  # noqa: S311 (a corpus, not a secret)
    kinds = list(TEMPLATES)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        secret = SECRETS[kind](dice)
        yield Sample(dice.choice(TEMPLATES[kind]).format(secret), kind, secret)


def innocent(seed: int, count: int) -> Iterator[Sample]:
    dice = random.Random(seed)  # noqa: S311 (a corpus, not a secret)
    for number in range(count):
        yield Sample(harmless.KINDS[number % len(harmless.KINDS)](dice))


def _iban(dice: random.Random) -> str:
    return _disguised(dice, iban(dice), (4,) * 8)


def _card(dice: random.Random) -> str:
    number = card(dice)
    usual = {14: (4, 6), 15: (4, 6), 12: (4, 4), 18: (4, 4, 4), 19: (4, 4, 4, 4)}.get(len(number), (4, 4, 4))
    return _disguised(dice, number, usual)


def _tax_code(dice: random.Random) -> str:
    return _disguised(dice, tax_code(dice), dice.choice(((3, 3, 5), (6, 5), (3, 3, 2, 3), (4, 4, 4))))


def _disguised(dice: random.Random, compact: str, sizes: tuple[int, ...]) -> str:
    """As it is, in groups, lower case, letter by letter, full width, with invisible characters."""
    way = dice.random()
    if way < 0.35:
        return compact
    if way < 0.65:
        return grouped(
            dice, compact, *sizes, by=dice.choice((" ", " ", "-", ".", "\u00a0", "  ", " - ", "_", "\u2009"))
        )
    if way < 0.75:
        return compact.lower()
    if way < 0.82:
        return dice.choice((" ", ".", "-")).join(compact)
    if way < 0.88:
        return full_width(compact)
    if way < 0.94:
        place = dice.randint(2, len(compact) - 2)
        return compact[:place] + dice.choice(("\u200b", "\u00ad", "\ufeff", "\u2060")) + compact[place:]
    return grouped(dice, compact, *sizes, by="\n" if dice.random() < 0.3 else " – ")


def _pin(dice: random.Random) -> str:
    number = digits(dice, dice.choice((3, 4, 5, 5, 6, 6, 8)))
    way = dice.random()
    if way < 0.12:
        return dice.choice((" ", "-", ".")).join(number)
    return spoken(dice, number) if way < 0.18 else number


def _account(dice: random.Random) -> str:
    number = digits(dice, dice.choice((6, 8, 9, 10, 12, 12)))
    way = dice.random()
    if way < 0.15:
        return f"{digits(dice, 4)}/{digits(dice, 8)}"
    if way < 0.25:
        return "CC" + digits(dice, 10)
    return f"000{number[3:]}" if way < 0.5 else number


SECRETS = {
    "iban": _iban, "card": _card, "codice_fiscale": _tax_code, "email": email, "phone": phone, "pin_otp": _pin,
    "account_number": _account,
}  # fmt: skip
