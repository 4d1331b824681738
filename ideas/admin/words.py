"""What a definition writes for machines, in words."""

import re
from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import ngettext

from ideas.kernel.i18n import language
from workflow import Change, Process

SPAN = re.compile(r"(\d+)(bd|bh)")


def span(process: Process, written: str) -> str:
    """ "5bd" -> "5 working days"; "@review_on" names the field whose day it is; "" for nothing."""
    if written.startswith("@"):
        field = process.fields.get(written[1:])
        return _("on the day of “%(field)s”", field=field.label.in_(language()) if field else written)
    found = SPAN.fullmatch(written)
    if found is None:
        return written
    amount = int(found[1])
    if found[2] == "bd":
        return ngettext("%(num)s working day", "%(num)s working days", amount)
    return ngettext("%(num)s working hour", "%(num)s working hours", amount)


def told(changes: Iterable[Change]) -> list[str]:
    """Each a sentence with its capital letter."""
    sentences = (change.sentence.in_(language()) for change in changes)
    return [f"{sentence[:1].upper()}{sentence[1:]}" for sentence in sentences]
