"""True-looking numbers and addresses, made from the rules of whoever issues them; nothing here is shared with the
detectors, check digits included."""

import random
import string

# Country, then the national part: n digits, a letters, c either. From the public registry of IBAN formats.
IBAN_FORMATS = {
    "AD": "n4n4c12", "AE": "n3n16", "AL": "n8c16", "AT": "n5n11", "AZ": "a4c20", "BA": "n3n3n8n2", "BE": "n3n7n2",
    "BG": "a4n4n2c8", "BH": "a4c14", "BR": "n8n5n10a1c1", "BY": "c4n4c16", "CH": "n5c12", "CR": "n4n14",
    "CY": "n3n5c16", "CZ": "n4n6n10", "DE": "n8n10", "DK": "n4n9n1", "DO": "c4n20", "EE": "n2n2n11n1",
    "EG": "n4n4n17", "ES": "n4n4n1n1n10", "FI": "n3n11", "FO": "n4n9n1", "FR": "n5n5c11n2", "GB": "a4n6n8",
    "GE": "a2n16", "GI": "a4c15", "GL": "n4n9n1", "GR": "n3n4c16", "GT": "c4c20", "HR": "n7n10",
    "HU": "n3n4n1n15n1", "IE": "a4n6n8", "IL": "n3n3n13", "IQ": "a4n3n12", "IS": "n4n2n6n10", "IT": "a1n5n5c12",
    "JO": "a4n4c18", "KW": "a4c22", "KZ": "n3c13", "LB": "n4c20", "LC": "a4c24", "LI": "n5c12", "LT": "n5n11",
    "LU": "n3c13", "LV": "a4c13", "LY": "n3n3n15", "MC": "n5n5c11n2", "MD": "c2c18", "ME": "n3n13n2",
    "MK": "n3c10n2", "MR": "n5n5n11n2", "MT": "a4n5c18", "MU": "a4n2n2n12n3a3", "NL": "a4n10", "NO": "n4n6n1",
    "PK": "a4c16", "PL": "n8n16", "PS": "a4c21", "PT": "n4n4n11n2", "QA": "a4c21", "RO": "a4c16", "RS": "n3n13n2",
    "SA": "n2c18", "SC": "a4n2n2n16a3", "SD": "n2n12", "SE": "n3n16n1", "SI": "n5n8n2", "SK": "n4n6n10",
    "SM": "a1n5n5c12", "ST": "n4n4n11n2", "SV": "a4n20", "TL": "n3n14n2", "TN": "n2n3n13n2", "TR": "n5n1c16",
    "UA": "n6c19", "VA": "n3n15", "VG": "a4n16", "XK": "n4n10n2",
}  # fmt: skip
ALPHABET = {"n": string.digits, "a": string.ascii_uppercase, "c": string.digits + string.ascii_uppercase}


def national(dice: random.Random, form: str) -> str:
    made, at = "", 0
    while at < len(form):
        end = at + 1
        while end < len(form) and form[end].isdigit():
            end += 1
        made += "".join(dice.choice(ALPHABET[form[at]]) for _ in range(int(form[at + 1 : end])))
        at = end
    return made


def iban(dice: random.Random, country: str | None = None) -> str:
    country = country or dice.choice(["IT"] * 30 + list(IBAN_FORMATS))
    bban = national(dice, IBAN_FORMATS[country])
    figures = "".join(str(int(c, 36)) for c in bban + country + "00")
    return f"{country}{98 - int(figures) % 97:02d}{bban}"


def luhn_digit(body: str) -> str:
    total = 0
    for place, figure in enumerate(reversed(body)):
        doubled = int(figure) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


# First digits and whole length, as the schemes publish them; what Italian banks issue comes more often.
CARDS = [
    ("4", 16), ("4", 16), ("4", 16), ("51", 16), ("53", 16), ("55", 16), ("2221", 16), ("2720", 16), ("2550", 16),
    ("34", 15), ("37", 15), ("300", 14), ("36", 14), ("38", 14), ("6011", 16), ("644", 16), ("65", 16), ("3528", 16),
    ("3589", 16), ("6212", 16), ("6288", 19), ("5018", 16), ("6304", 16), ("6759", 18), ("6761", 12), ("4", 19),
]  # fmt: skip


def card(dice: random.Random) -> str:
    first, length = dice.choice(CARDS)
    body = first + "".join(dice.choice(string.digits) for _ in range(length - len(first) - 1))
    return body + luhn_digit(body)


SURNAMES = (
    "Rossi Bianchi Ferrari Esposito Romano Colombo Ricci Marino Greco Bruno Gallo Conti Fo Orsi Aiello Zanò".split()
)
NAMES = "Giulia Marco Anna Luca Sara Paolo Chiara Matteo Elena Davide Ugo Ada Gianfranco Maria Leo Noemi".split()
ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]


def three_letters(word: str, *, first_name: bool = False) -> str:
    plain = [c for c in word.upper().replace("Ò", "O") if c.isalpha()]
    consonants = [c for c in plain if c not in "AEIOU"]
    if first_name and len(consonants) > 3:
        consonants = [consonants[0], consonants[2], consonants[3]]
    return "".join([*consonants, *[c for c in plain if c in "AEIOU"], "X", "X"][:3])


def tax_code(dice: random.Random) -> str:
    """One in three with letters in place of some digits, as when two people would have the same."""
    day = dice.randint(1, 28) + dice.choice((0, 40))
    code = three_letters(dice.choice(SURNAMES)) + three_letters(dice.choice(NAMES), first_name=True)
    code += f"{dice.randint(0, 99):02d}{dice.choice('ABCDEHLMPRST')}{day:02d}"
    code += f"{dice.choice('ABCDEFGHILMZ')}{dice.randint(1, 999):03d}"
    if dice.random() < 0.33:
        for place in dice.sample((6, 7, 9, 10, 12, 13, 14), dice.randint(1, 7)):
            code = code[:place] + "LMNPQRSTUV"[int(code[place])] + code[place + 1 :]
    total = 0
    for place, c in enumerate(code, start=1):
        value = int(c) if c.isdigit() else ord(c) - 65
        total += ODD[value] if place % 2 else value
    return code + chr(65 + total % 26)


MOBILE = "320 324 327 328 329 330 333 334 335 338 339 340 342 345 346 347 348 349 351 366 370 371 377 380 388 389 391 392".split()
AREAS = "02 06 010 011 030 041 045 049 050 051 055 059 070 080 081 085 089 090 091 095 0522 0532 0541 0721 0861 0974 0331".split()
ABROAD = {
    "44": ("20", 8), "33": ("6", 8), "49": ("30", 8), "34": ("6", 8), "41": ("79", 7), "1": ("202", 7), "43": ("1", 8),
    "351": ("91", 7), "40": ("7", 8), "355": ("69", 7), "380": ("50", 7), "212": ("6", 8), "86": ("138", 8), "91": ("98", 8),
}  # fmt: skip


def digits(dice: random.Random, count: int) -> str:
    return "".join(dice.choice(string.digits) for _ in range(count))


def grouped(dice: random.Random, number: str, *sizes: int, by: str | None = None) -> str:
    """Cut into groups of these sizes, the last one taking the rest."""
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    parts.append(number[at:])
    separator = dice.choice((" ", " ", ".", "-", "/", " - ")) if by is None else by
    return separator.join(part for part in parts if part)


SAID = "zero uno due tre quattro cinque sei sette otto nove".split()


def spoken(dice: random.Random, number: str) -> str:
    return dice.choice((" ", ", ", "-")).join(SAID[int(figure)] for figure in number)


def full_width(number: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c in string.digits else c for c in number)


def mobile(dice: random.Random) -> str:
    number = dice.choice(MOBILE) + digits(dice, 7)
    shape = dice.choice(((), (3,), (3, 3), (3, 3, 2), (3, 2, 2, 1), (3, 4), (3, 2, 2), (2, 2, 2, 2), (4, 3), (1,) * 9))
    written = grouped(dice, number, *shape)
    prefix = dice.choice(("", "", "", "+39", "+39 ", "0039 ", "(+39) ", "39 ", "+39-", "0039", "+39."))
    if dice.random() < 0.04:
        return spoken(dice, number)
    return full_width(written) if dice.random() < 0.02 else prefix + written


def landline(dice: random.Random) -> str:
    area = dice.choice(AREAS)
    rest = digits(dice, dice.choice((6, 7)) if len(area) < 4 else 6)
    written = grouped(dice, rest, *dice.choice(((), (), (3,), (2, 2), (3, 2))))
    joined = dice.choice(
        (f"{area} {written}", f"{area}/{written}", f"{area}-{written}", f"({area}) {written}", area + rest)
    )
    return dice.choice(("", "", "+39 ", "0039 ")) + joined


def foreign(dice: random.Random) -> str:
    code, (first, more) = dice.choice(list(ABROAD.items()))
    number = first + digits(dice, more)
    written = grouped(dice, number, *dice.choice(((), (len(first),), (3, 3), (2, 2, 2), (len(first), 4))), by=" ")
    return dice.choice(
        (f"+{code} {written}", f"+{code}{number}", f"+{code}-{written}", f"(+{code}) {written}", f"+ {code} {written}")
    )


def phone(dice: random.Random) -> str:
    return dice.choice((mobile, mobile, mobile, landline, landline, foreign))(dice)


DOMAINS = (
    "gmail.com libero.it posta.it hotmail.it yahoo.com studio-rossi.eu pec.avvocati.it banca.example icloud.com".split()
)


def email(dice: random.Random) -> str:
    local = dice.choice((
        f"{dice.choice(NAMES)}.{dice.choice(SURNAMES)}", f"{dice.choice(NAMES)[0]}{dice.choice(SURNAMES)}",
        f"{dice.choice(NAMES)}{dice.randint(1, 99)}", f"{dice.choice(NAMES)}_{dice.choice(SURNAMES)}",
    )).lower().replace("ò", "o")  # fmt: skip
    domain = dice.choice(DOMAINS)
    if dice.random() < 0.6:
        return dice.choice(
            (f"{local}@{domain}", f"{local}@{domain}", f"{local.title()}@{domain}", f"{local} @ {domain}")
        )
    at = dice.choice(
        (" chiocciola ", "(at)", " (at) ", "[at]", " chiocciolina ", "(chiocciola)", " [chiocciola] ", "_at_", "＠")
    )
    dot = dice.choice((".", " punto ", "[dot]", "(punto)", " dot ", " [punto] "))
    return f"{local}{at}{domain.replace('.', dot)}"
