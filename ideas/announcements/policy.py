"""What an announcement must be like, who may approve it, when it may come out. Pure."""

from datetime import UTC, date, datetime, time

from flask_babel import lazy_gettext as _l

from ideas.announcements.errors import BadMoment, FourEyes
from ideas.kernel import clock
from ideas.kernel.errors import Invalid

SHORTEST_TITLE, LONGEST_TITLE = 5, 120
SHORTEST_TEXT, LONGEST_TEXT = 40, 6000


def check_words(title: str, text: str) -> None:
    """Raises Invalid with a sentence for each field that does not do."""
    faults = {}
    if len(title) < SHORTEST_TITLE:
        faults["title"] = _l("Write a title. For example: “You can block your card for an hour”.")
    elif len(title) > LONGEST_TITLE:
        faults["title"] = _l("The title is too long: 120 characters at most.")
    if len(text) < SHORTEST_TEXT:
        faults["text"] = _l("It is a bit short: say at least what is new and where to find it.")
    elif len(text) > LONGEST_TEXT:
        faults["text"] = _l("The text is too long: 6,000 characters at most.")
    if faults:
        raise Invalid(next(iter(faults.values())), fields=faults)


def is_second_person(person_id: int, written_by_id: int | None) -> bool:
    """Whether somebody else wrote the words as they stand."""
    return person_id != written_by_id


def check_four_eyes(person_id: int, written_by_id: int | None) -> None:
    """Raises FourEyes for whoever wrote the words as they stand."""
    if not is_second_person(person_id, written_by_id):
        raise FourEyes


def moment(day: date | None, hour: time | None) -> datetime | None:
    """A day and an hour on the bank's wall clock as an instant; None when neither was chosen.

    Raises BadMoment when one of the two is missing, or when the clocks skip that hour.
    """
    if day is None and hour is None:
        return None
    if day is None:
        raise BadMoment(_l("Choose the day too."))
    if hour is None:
        raise BadMoment(_l("Choose the time too."), "publish_time")
    local = datetime.combine(day, hour, tzinfo=clock.ROME)
    instant = local.astimezone(UTC)
    if clock.local(instant).time() != hour:
        raise BadMoment(_l("On that night the clocks go forward and this hour does not exist."), "publish_time")
    return instant


def check_future(publish_at: datetime, at: datetime) -> None:
    """Raises BadMoment for a moment that has gone by."""
    if publish_at <= at:
        raise BadMoment(_l("This moment has already gone by. Choose one from now on."))
