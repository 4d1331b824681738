"""The dates a mail promises, read from the case: nobody types them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import lazy_gettext as _l

from ideas.kernel import clock
from workflow import Case

ANSWER_LABELS = {
    "received": _l("We answer you by"),
    "evaluation": _l("We answer you by"),
    "analysis": _l("We decide whether and when by"),
}
STEP_LABELS = {
    "received": _l("We read it by"),
    "planned": _l("We choose when to start by"),
    "not_now": _l("We look at it again on"),
}
ANSWER_BY, OUT_BY = _l("Please answer by"), _l("It is out by")


@dataclass(frozen=True)
class Promise:
    """`days` are working days from today; `moves` says that we write if the date changes."""

    label: str
    on: date
    days: int
    ours: bool = True


def promises_of(case: Case, at: datetime, *, own: bool, out_on: date | None) -> Sequence[Promise]:
    """The dates that stand for a case in its present status, nearest first. `out_on`: the day it comes out."""
    found = [
        (STEP_LABELS.get(case.public), _step_due(case), True),
        (ANSWER_LABELS.get(case.public), _day(case.answer_due_at), True),
        (OUT_BY if case.public == "development" else None, out_on, True),
        (ANSWER_BY if case.public == "waiting" and own else None, _step_due(case), False),
    ]
    today = clock.local_date(at)
    return tuple(
        Promise(str(label), on, _working_days(case, at, on), ours)
        for label, on, ours in found
        if label is not None and on is not None and on >= today
    )


def _day(instant: datetime | None) -> date | None:
    return clock.local_date(instant) if instant is not None else None


def _step_due(case: Case) -> date | None:
    return _day(min((step.due_at for step in case.open_steps), default=None))


def _working_days(case: Case, at: datetime, on: date) -> int:
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=clock.ROME)
    return case.process.calendar.business_days_between(at, noon)
