"""What a reader yields, whatever the format it reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from ideas.kernel import guard
from ideas.kernel.clock import ROME
from ideas.kernel.text import clean, clean_line

LONGEST_TITLE = 120
LONGEST_STORY = 20_000
LONGEST_NAME = 80
LONGEST_ID = 100
MOST_VOTES = 2**31 - 1
NOON = time(12)


class BadRow(Exception):
    """A row that cannot be stored; the message says why, to whoever runs the import."""


class BadFile(Exception):
    """A file that is not of this format at all."""


@dataclass(frozen=True)
class Remark:
    """A comment on the idea whose external id is `idea`."""

    idea: str
    external_id: str
    author: str
    text: str
    created_at: datetime
    official: bool = False


@dataclass(frozen=True)
class Draft:
    """An idea to store; `stage` is None where the process begins, `category` "" when it has none."""

    external_id: str
    title: str
    story: str
    created_at: datetime
    category: str = ""
    author: str = ""
    votes: int = 0
    stage: str | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Refused:
    reason: str


Row = tuple[int, Draft | Refused]
RemarkRow = tuple[int, Remark | Refused]
Rows = Iterator[Row]


def fitted(title: str, story: str) -> tuple[str, str]:
    """Title and story as the board stores them, personal data covered.

    A title longer than 120 characters is cut at a word, and stands whole at the top of the story. Raises BadRow when
    there is no title, or the story is longer than 20,000 characters.
    """
    whole, text = guard.mask(clean_line(title)), guard.mask(clean(story))
    if not whole:
        raise BadRow("the title is empty")
    if len(text) > LONGEST_STORY:
        raise BadRow(f"the story has {len(text):,} characters, at most {LONGEST_STORY:,} are stored")
    if len(whole) <= LONGEST_TITLE:
        return whole, text or whole
    cut = whole[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(",.;:")
    return cut + "…", f"{whole}\n\n{text}".strip()


def identity(value: str) -> str:
    """An external id that fits its column. Raises BadRow."""
    found = clean_line(value)
    if not found:
        raise BadRow("the identifier is empty")
    if len(found) > LONGEST_ID:
        raise BadRow(f"the identifier is longer than {LONGEST_ID} characters")
    return found


def short_name(value: str) -> str:
    return guard.mask(clean_line(value))[:LONGEST_NAME].strip()


def count(value: object, name: str) -> int:
    """A number of votes. Raises BadRow."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadRow(f"{name} is not a whole number: {shown(value)}")
    if not 0 <= value <= MOST_VOTES:
        raise BadRow(f"{name} is out of range: {value}")
    return value


def at_noon(day: date) -> datetime:
    """A day without an hour, at noon on the bank's wall clock."""
    return datetime.combine(day, NOON, tzinfo=ROME)


def past(instant: datetime, now: datetime) -> datetime:
    """Raises BadRow for an instant still to come, or so old that it is a typing mistake."""
    if instant > now:
        raise BadRow(f"the date is in the future: {instant:%d/%m/%Y}")
    if instant.year < 1970:
        raise BadRow(f"the date is before 1970: {instant:%d/%m/%Y}")
    return instant


def shown(value: object) -> str:
    """A value quoted in a reason, short enough for one line."""
    text = clean_line(repr(value))
    return text if len(text) <= 60 else text[:59] + "…"
