"""Sentences full of numbers that identify nobody: what a guard that is too eager would cover."""

import random
import string

from tests.ideas.privacy.numbers_of_people import IBAN_FORMATS, card, digits, iban, luhn_digit, tax_code

STREETS = ("via Emilia 123", "piazza Garibaldi 4", "viale Monza 215")


def thousands(dice: random.Random, number: int) -> str:
    return f"{number:,}".replace(",", dice.choice((".", ".", ".", " ")))


def amount(dice: random.Random) -> str:
    value = thousands(dice, dice.randint(1, 10 ** dice.randint(2, 12)))
    cents = dice.choice(("", "", f",{dice.randint(0, 99):02d}"))
    written = dice.choice(
        (f"{value}{cents} euro", f"€ {value}{cents}", f"{value}{cents} €", f"EUR {value}{cents}", f"{value}{cents}€")
    )
    return dice.choice((
        "Ho bonificato {} a mia sorella.", "Il conto costa {} al mese.", "Sul conto avevo {} e basta.", "Totale: {}",
        "Prelievo di {} con la carta.", "La carta ha un limite di {}.", "Il bonifico da {} è arrivato dopo due giorni.",
        "Il mio conto ha {} di saldo.", "Con il PIN si paga oltre {}.",
    )).format(written)  # fmt: skip


def date(dice: random.Random) -> str:
    day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(1950, 2030)
    shape = dice.choice(("{:02d}/{:02d}/{}", "{}.{}.{}", "{:02d}-{:02d}-{}", "{} {:02d} {}")).format(day, month, year)
    iso = f"{year}-{month:02d}-{day:02d}"
    return dice.choice((
        "Sono cliente dal {}.", "Il {} l’app non andava.", "Scade il {} alle 18.30", "dal {} al 31/12/2026", "Nato il {}.",
        "Dal {} il PIN si cambia dall’app.", "estratto conto del {}", "Aperto il conto il {}",
    )).format(dice.choice((shape, iso)))  # fmt: skip


def hours(dice: random.Random) -> str:
    first, then = dice.randint(7, 10), dice.randint(12, 13)
    dot = dice.choice((".", ":"))
    morning = f"{first:02d}{dot}{dice.choice(('00', '15', '30'))}{dice.choice((' - ', '-', '–', ' / '))}{then}{dot}30"
    return dice.choice((
        "La filiale apre {}", "Orario: {} e 14.45-16.15", "aperti {} dal lunedì al venerdì", "Sportello {} sabato chiuso",
        "Telefonate {}: dopo non risponde nessuno.", "assistenza telefonica {}",
    )).format(morning)  # fmt: skip


def law(dice: random.Random) -> str:
    return dice.choice((
        f"Lo dice l’art. {dice.randint(1, 200)} comma {dice.randint(1, 9)} del D.Lgs. {dice.randint(1, 400)}/{dice.randint(1985, 2026)}.",
        f"Regolamento (UE) {dice.randint(2014, 2026)}/{dice.randint(100, 2600)}, considerando {dice.randint(1, 99)}",
        f"legge {dice.randint(1, 300)} del {dice.randint(1980, 2026)}", f"Cass. {dice.randint(1000, 39999)}/{dice.randint(2001, 2026)}",
        f"D.M. {dice.randint(1, 28):02d}.{dice.randint(1, 12):02d}.{dice.randint(1990, 2026)} n. {dice.randint(1, 600)}",
        "Direttiva 2015/2366, articoli 97 e 98; norma ISO 20022", f"circolare 285/2013, {dice.randint(1, 40)}º aggiornamento",
    ))  # fmt: skip


def product(dice: random.Random) -> str:
    letters = "".join(dice.choice(string.ascii_uppercase) for _ in range(3))
    return dice.choice((
        f"lettore modello {letters}-{digits(dice, 4)}-{digits(dice, 5)}", f"codice prodotto {digits(dice, 10)}",
        f"Ordine n. {digits(dice, 10)} mai arrivato", f"ticket #{digits(dice, 6)}", f"pratica {dice.randint(1, 2000):04d}/26",
        f"fattura n. {dice.randint(2020, 2026)}/{digits(dice, 6)}", f"seriale {letters}{digits(dice, 9)}",
        f"Il protocollo {digits(dice, 9)} del 2026", f"spedizione {digits(dice, 12)}", f"articolo {digits(dice, 8)}",
        f"codice articolo: {digits(dice, 13)}", f"polizza {digits(dice, 9)} da rinnovare",
    ))  # fmt: skip


def barcode(dice: random.Random) -> str:
    body = dice.choice(("80", "40", "50", "97", "00")) + digits(dice, 10)
    check = -sum(int(figure) * (3 if place % 2 else 1) for place, figure in enumerate(body)) % 10
    return dice.choice(("EAN {}", "codice a barre {}", "ISBN {}", "Il prodotto {} non c’è")).format(f"{body}{check}")


def wrong(last: str) -> str:
    return str((int(last) + 3) % 10) if last.isdigit() else string.ascii_uppercase[(ord(last) - 64) % 26]


def failing(dice: random.Random) -> str:
    """A card, an IBAN or a tax code with one character that is not right, in the middle of plain words."""
    number = card(dice)
    body = number[:-1] + wrong(number[-1])
    account = iban(dice, dice.choice(list(IBAN_FORMATS)))
    account = account[:2] + f"{(int(account[2:4]) + 11) % 97:02d}" + account[4:]
    code = tax_code(dice)
    code = code[:-1] + wrong(code[-1])
    spaced = " ".join(body[at : at + 4] for at in range(0, len(body), 4))
    return dice.choice((
        f"Il lettore mostra {body} e si spegne.", f"sequenza {spaced} sul display", f"vedo {account} che non esiste",
        f"sigla {code} di prova", f"il numero {digits(dice, 20)} in fondo al modulo", f"riferimento {digits(dice, 14)}",
    ))  # fmt: skip


def words_like_ibans(dice: random.Random) -> str:
    return dice.choice((
        "IT security, IT60 minuti di attesa", f"Il modulo IT{digits(dice, 2)} della pagina {dice.randint(1, 99)}",
        f"DE{digits(dice, 2)} e FR{digits(dice, 2)} sono sigle di tessere", "AL 10 GENNAIO 2026 NON ERA ANCORA ARRIVATO NIENTE",
        "SE 20 PERSONE VOTANO QUESTA IDEA LA FATE DAVVERO", "ES 12 mesi senza canone, poi si vede cosa succede",
        "NO 15 euro al mese non li pago per una carta che uso poco", "Il volo AZ1234 e il treno FR9512",
        "CH 41 e DK 20 sono targhe", "BE 68 anni li ho e l’app la uso lo stesso tutti i giorni", "LT 5 di latte e MT 100 a piedi",
    ))  # fmt: skip


def years(dice: random.Random) -> str:
    year = dice.randint(1990, 2030)
    return dice.choice((
        f"Dal {year} il PIN si cambia allo sportello.", f"Ho cambiato il pin nel {year}", f"Nel {year} avevo un conto corrente altrove",
        f"il conto del {year}", f"conto corrente {year}", f"il cvv dal {year} è dinamico", f"bilancio {year - 1}-{year}",
        f"tra il {year - 5} e il {year}", f"Carta {year}: le novità", f"l’otp del {year} era un’altra cosa",
    ))  # fmt: skip


def rates(dice: random.Random) -> str:
    rate = f"{dice.randint(0, 9)},{dice.randint(0, 99):02d}%"
    return dice.choice((
        f"tasso fisso {rate} per {dice.randint(5, 30)} anni", f"TAN {rate} TAEG {rate}", f"il {dice.randint(1, 100)}% dei clienti",
        f"+{dice.randint(1, 50)}% in un anno", f"spread 1,25 punti, euribor {rate}", "mutuo al 100% fino a 250.000 euro",
        f"mutuo {dice.randint(100, 300)}.000 euro a {dice.randint(10, 30)} anni",
    ))  # fmt: skip


def versions(dice: random.Random) -> str:
    number = ".".join(str(dice.randint(0, 30)) for _ in range(dice.randint(2, 4)))
    return dice.choice((
        f"Versione {number} dell’app", f"app {number} su Android {dice.randint(9, 16)}", f"iOS {number}", f"v{number}-beta",
        f"build {digits(dice, 7)}", f"indirizzo 192.168.{dice.randint(0, 255)}.{dice.randint(1, 254)}", "HTTP 404, poi 500",
    ))  # fmt: skip


def secrets_without_digits(dice: random.Random) -> str:
    return dice.choice((
        "Il PIN di 5 cifre è scomodo.", "PIN a 4 cifre o a 6 cifre?", "L’OTP dura 30 secondi, pochi.", "otp valido 120 secondi",
        "Ho sbagliato il PIN 3 volte.", "Il pin scade dopo 90 giorni", "chiave a 2048 bit, pin di 8 caratteri",
        "cambiare il PIN entro le 18.30", "Il CVV ha 3 cifre", "un codice di sicurezza di 6 numeri", "OTP: 100 euro di soglia",
        "password: almeno 8 caratteri", "La password di 12 caratteri è troppo", "il pin costa 5 euro", "dopo 3 PIN sbagliati si blocca",
        "PIN, OTP, CVV: troppi codici!", "il token USB 128 GB", "Il pin lo cambierei ogni 365 giorni",
        "vorrei un PIN diverso da 1000 euro in su", "Per 1500 clienti il PIN non arriva",
    ))  # fmt: skip


def accounts_without_numbers(dice: random.Random) -> str:
    return dice.choice((
        f"conto {thousands(dice, dice.randint(10_000, 900_000))} euro", "il conto alla rovescia 10 9 8 7 6 5 4 3 2 1",
        f"Il conto costa {dice.randint(1, 9)} euro dal 01/01/2026", f"conto deposito a {dice.randint(3, 60)} mesi",
        f"Sul conto ho {thousands(dice, dice.randint(1000, 90_000))},00 euro", "conto corrente a zero spese per gli under 30",
        f"mutuo a {dice.randint(10, 30)} anni", f"In media {dice.randint(100_000, 999_999)} clienti aprono un conto",
        f"deposito titoli con {dice.randint(100, 9999)} azioni", "rapporto 3 a 1, anzi 10 a 1", "account 2.0",
        f"conto {dice.randint(10, 99)} giorni di attesa", "codice cliente di 8 cifre", "il libretto postale del 1985",
    ))  # fmt: skip


def services(dice: random.Random) -> str:
    return dice.choice((
        "Numero verde 800 12 34 56", "chiamate l’800.123456", "tel. 800-902010 sempre occupato", "Il 112 e il 118",
        "numero verde 800123456", "chiamo l’848 800 800 e aspetto", "199.151.121 costa troppo", "Il 1522 è gratuito",
        f"CAP {dice.randint(10000, 98000):05d} Modena", f"{dice.choice(STREETS)}, 41121 Modena", "ABI 05428 CAB 11101",
        "prefisso 059 o 0522?", "+39 è il prefisso", f"P.IVA {digits(dice, 11)}", f"partita iva {digits(dice, 11)}",
        f"IMEI 35{digits(dice, 13)}", "chiamate da 3 minuti, 20 volte",
    ))  # fmt: skip


def words_like_mail(dice: random.Random) -> str:
    return dice.choice((
        "La chiocciola nel giardino. It is slow", "@labanca su tutti i social", "Come si scrive la chiocciola?",
        "meet me at the branch.It was closed", "Pago 5 @ 3 euro l’uno", "look at bank.Then decide", "un punto it non basta",
        "www.banca.it/mutui?rata=350", "il simbolo @ sulla tastiera", "e-mail: non arriva mai", "arrivo at home.com era uno slogan",
        "punto per punto, riga per riga", "@giulia ha ragione", "Scrivetemi una mail! Grazie.",
    ))  # fmt: skip


def lists(dice: random.Random) -> str:
    return dice.choice((
        "1. accedo 2. premo 3. aspetto 4. esco", "linee 1 2 3 4 5 6 7 8", "1 2 3 prova", f"risultato {dice.randint(0, 5)}-{dice.randint(0, 5)}",
        "10 20 30 40 50 euro, tagli da scegliere", f"{dice.randint(100, 999)} {dice.randint(100, 999)} {dice.randint(100, 999)} clienti",
        f"{thousands(dice, dice.randint(10**8, 10**11))} di operazioni l’anno", "uno due tre, via!", "venti trenta quaranta euro al mese",
        "sei una banca, sei tu, sei grande", "formato 1920 x 1080, schermo 6.1", f"km {dice.randint(1, 900)}+{dice.randint(100, 900)}",
        "5-10-15-20 anni di mutuo", f"posto {dice.randint(1, 99)}, fila {dice.randint(1, 40)}", "0,50 + 0,50 = 1",
        f"coordinate {dice.randint(36, 46)}.{digits(dice, 6)}, {dice.randint(7, 18)}.{digits(dice, 6)}", "rate da 3 6 9 12 18 24 mesi",
    ))  # fmt: skip


def a_long_code(dice: random.Random) -> str:
    """The right check digit, but no scheme begins like that."""
    body = dice.choice(("9", "1", "7", "8")) + digits(dice, 14)
    return dice.choice(("Il codice è {}", "sequenza {}", "vedo {} sullo schermo")).format(body + luhn_digit(body))


KINDS = (
    amount, date, hours, law, product, barcode, failing, words_like_ibans, years, rates, versions, secrets_without_digits,
    accounts_without_numbers, services, words_like_mail, lists, a_long_code,
)  # fmt: skip
