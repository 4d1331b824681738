"""What a name, an address and a password must be like. Pure: no database, no request."""

import re
import unicodedata
from pathlib import Path

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l

from ideas.accounts.errors import BadField
from ideas.kernel import guard
from ideas.kernel.text import clean_line, unaccented

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 128
LONGEST_NAME = 80

# What most stolen-password lists begin with, in English and Italian, without the digits added at the end.
COMMON = frozenset((Path(__file__).parent / "common_passwords.txt").read_text().split())
_LEET = str.maketrans("013457@$!", "oieastasi")
_RUNS = ("0123456789012345", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv")


def clean_name(typed: str) -> str:
    """A person's name on one line.

    Raises BadField when it is too short or too long, or holds an address: names go into mails, and a link
    there would make us send somebody else's advertising.
    """
    name = clean_line(typed)
    if len(name) < 2 or not any(letter.isalpha() for letter in name):
        raise BadField("name", _l("Write your name and surname. For example: Giulia Rossi."))
    if len(name) > LONGEST_NAME:
        raise BadField("name", _l("This name is too long: 80 characters at most."))
    if re.search(r"[@/<>\\]|www\.|https?:", name, re.IGNORECASE):
        raise BadField("name", _l("Write the name only, without addresses or links."))
    if guard.find(name):
        raise BadField("name", _l("Write the name only, without numbers that are yours alone."))
    return name


def clean_email(typed: str) -> str:
    """An address in the one spelling that is stored: lower case, ASCII before the at sign.

    Raises BadField when it cannot be an address. Nothing is asked of the network.
    """
    try:
        found = validate_email(clean_line(typed), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as problem:
        raise BadField("email", _l("Write a whole address. For example: giulia@example.it.")) from problem
    return found.normalized.lower()


def check_new_password(password: str, *, email: str, name: str) -> None:
    """Raises BadField with the one thing to change."""
    if len(password) < SHORTEST_PASSWORD:
        sentence = _l("At least 10 characters. Three words that have nothing in common work well.")
    elif len(password) > LONGEST_PASSWORD:
        sentence = _l("At most 128 characters.")
    elif _holds_the_person(password, email, name):
        sentence = _l("Leave your name and your address out of the password: they are tried first.")
    elif _is_common(password):
        sentence = _l("This password is among the first that thieves try. Choose a less common one.")
    else:
        return
    raise BadField("password", sentence)


def _holds_the_person(password: str, email: str, name: str) -> bool:
    folded = unaccented(password)
    parts = [*unaccented(name).split(), *re.split(r"[@.+_-]", email.partition("@")[0])]
    return any(len(part) >= 4 and part in folded for part in parts)


def _is_common(password: str) -> bool:
    folded = unaccented(password)
    if len(set(folded)) < 5 or any(_in_a_run(folded, run) for run in _RUNS):
        return True
    if re.fullmatch(r"(.{1,5})\1+.{0,4}", folded):
        return True
    bare = folded.rstrip("0123456789!?.")
    return any(_is_common_word(re.sub(r"[^a-z]", "", word)) for word in (folded, bare.translate(_LEET)))


def _is_common_word(word: str) -> bool:
    half = word[: len(word) // 2]
    return word in COMMON or (half * 2 == word and half in COMMON)


def _in_a_run(folded: str, run: str) -> bool:
    """Mostly neighbours on the keyboard or in the alphabet, in either direction."""
    short = folded[:8]
    return short in run or short in run[::-1]


def one_spelling(password: str) -> str:
    """The same password typed on two devices is the same characters."""
    return unicodedata.normalize("NFKC", password)
