"""Dates in the words of a person: how many working days are left, and which holidays do not count."""

from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from ideas.kernel.i18n import date_day
from workflow import Calendar

MOST_NAMED = 3


def time_left(calendar: Calendar, at: datetime, due: date) -> str:
    """ "In 9 working days. A holiday in between does not count: 8 December (…)." Late: by how much, and sorry."""
    today = calendar.local_date(at)
    if due == today:
        return _("It is today.")
    days = calendar.business_days_between(_noon(calendar, today), _noon(calendar, due))
    if due < today:
        late = ngettext("%(num)s working day late.", "%(num)s working days late.", max(1, -days))
        return late + " " + _("We are sorry: we are working on it.")
    left = ngettext("In %(num)s working day.", "In %(num)s working days.", max(1, days))
    named = holidays_between(calendar, today, due)
    return f"{left} {named}" if named else left


def holidays_between(calendar: Calendar, first: date, last: date) -> str:
    """The holidays after `first` and before `last` that would have been working days, named while they are few."""
    found = []
    for n in range(1, (last - first).days):
        day = first + timedelta(days=n)
        name = calendar.holiday_name(day)
        if name is not None and day.weekday() in calendar.week:
            found.append(f"{date_day(day)} ({name})" if name else date_day(day))
    if not found:
        return ""
    if len(found) > MOST_NAMED:
        return _("%(num)s holidays in between do not count.", num=len(found))
    return ngettext(
        "A holiday in between does not count: %(days)s.", "Holidays in between do not count: %(days)s.", len(found),
        days=", ".join(found),
    )  # fmt: skip


def _noon(calendar: Calendar, day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=calendar.zone)
