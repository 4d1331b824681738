"""Languages: Italian first, English complete."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal
from flask_babel import get_locale

from ideas.kernel import clock

LANGUAGES = ("it", "en")
LANGUAGE_NAMES = {"it": "Italiano", "en": "English"}


def language() -> str:
    """The language of the page or message being written, "it" where nobody has chosen."""
    found = get_locale()
    return found.language if found is not None and found.language in LANGUAGES else "it"


def _day(value: date | datetime) -> date:
    return clock.local_date(value) if isinstance(value, datetime) else value


def _write(value: date | datetime, italian: str, english: str) -> str:
    lang, day = language(), _day(value)
    text = _formatted(day, italian if lang == "it" else english, lang)
    return text.replace("1 ", "1º ", 1) if lang == "it" and day.day == 1 else text


@lru_cache(maxsize=4096)
def _formatted(day: date, pattern: str, lang: str) -> str:
    # Remembered, like `_decimal`: Babel reads its pattern anew each time, and a page writes the same few dates often.
    return format_date(day, pattern, locale=lang)


def date_full(value: date | datetime) -> str:
    """mercoledì 16 dicembre (the year only when it is not the present one)."""
    year = " y" if _day(value).year != clock.today().year else ""
    text = _write(value, "d MMMM" + year, "d MMMM" + year)
    return f"{_formatted(_day(value), 'EEEE', language())} {text}"


def date_long(value: date | datetime) -> str:
    """12 ottobre 2026"""
    return _write(value, "d MMMM y", "d MMMM y")


def date_day(value: date | datetime) -> str:
    """12 ottobre"""
    return _write(value, "d MMMM", "d MMMM")


def date_short(value: date | datetime) -> str:
    """16 dic, for tables"""
    return _formatted(_day(value), "d MMM", language())


def date_weekday(value: date | datetime) -> str:
    """ven 4 dic, for deadlines in tables"""
    return _formatted(_day(value), "EEE d MMM", language())


def time_short(value: datetime) -> str:
    """10.42 in Italian, 10:42 in English"""
    lang = language()
    return format_time(clock.local(value).time(), "H.mm" if lang == "it" else "HH:mm", locale=lang)


def datetime_short(value: datetime) -> str:
    """20 nov, 16.40"""
    return f"{date_short(value)}, {time_short(value)}"


def month(value: date) -> str:
    """dicembre 2026"""
    return format_datetime(datetime(value.year, value.month, value.day, tzinfo=clock.ROME), "MMMM y", locale=language())


def number(value: int | float) -> str:
    """1.204 in Italian, 1,204 in English"""
    return _decimal(value, language())


@lru_cache(maxsize=4096)
def _decimal(value: int | float, lang: str) -> str:
    return format_decimal(value, locale=lang)
