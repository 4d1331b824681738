"""Jinja filters: local time, numbers and texts for people."""

from datetime import date, datetime

from flask import Flask

from ideas.kernel import i18n, text


def iso(value: object) -> str:
    """For <time>, which knows no microseconds."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else ""


FILTERS = {
    "number": i18n.number,
    "date_full": i18n.date_full,
    "date_long": i18n.date_long,
    "date_day": i18n.date_day,
    "date_short": i18n.date_short,
    "date_weekday": i18n.date_weekday,
    "time_short": i18n.time_short,
    "datetime_short": i18n.datetime_short,
    "month": i18n.month,
    "iso": iso,
    "prose": text.prose,
    "plain": text.plain,
    "excerpt": text.excerpt,
    "initials": text.initials,
}


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(FILTERS)
