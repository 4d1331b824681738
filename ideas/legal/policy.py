"""What may be reported, and by when we answer."""

from datetime import date, datetime, timedelta

from ideas.kernel import clock

SHORTEST, LONGEST, PAGE_LONGEST = 10, 2000, 200
ANSWER = timedelta(days=30)  # AgID's guidelines on the accessibility of digital services


def answer_by(at: datetime) -> date:
    return clock.local_date(at + ANSWER)
