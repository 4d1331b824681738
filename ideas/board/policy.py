"""Pure rules of the board: what is public, who may vote, which date is promised, how ideas rank."""

import math
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.kernel import clock, guard
from workflow import Process, PublicStatus

TITLE_SHORTEST, TITLE_LONGEST, TITLE_WORDS = 5, 90, 2
STORY_SHORTEST, STORY_LONGEST = 20, 4000
COMMENT_SHORTEST, COMMENT_LONGEST = 2, 2000
DRAFT_LONGEST, MOST_DRAFTS = 10_000, 20
MOST_PICTURES, ALT_LONGEST = 3, 200
# How an author may appear: "Giulia R.", "G. R.", or nobody's name.
NAME, INITIALS, ANONYMOUS = SIGNATURES = ("name", "initials", "anonymous")
# Where a colleague records a vote for a customer.
BRANCH, PHONE = CHANNELS = ("branch", "phone")
# Stands in stored texts, which are the bank's and in Italian, where a name was before its person erased it.
NO_NAME = "Un cliente"
WAITING, MERGED, DONE = "waiting", "merged", "done"
# What moderation keeps off the public board, whatever the stage of the case; no status of the process is called so.
HELD, TAKEN_DOWN = "held", "taken_down"
OFF_BOARD = (HELD, TAKEN_DOWN)
# The states of a comment: in the place of a hidden one a sentence says so, of a removed one nothing is left.
PUBLIC, HIDDEN_COMMENT, REMOVED_COMMENT = "public", "hidden", "removed"
# Lists leave these out until somebody asks for them.
HIDDEN = ("declined", MERGED, "withdrawn")
# The six stages before the bank's answer is given: there the promise is the answer's clock.
ANSWERING = ("evaluation", "analysis")
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_PERIOD = 14 * 24 * 3600


@dataclass(frozen=True)
class Proposal:
    """What somebody typed. `token` is that of the form it was typed in, empty when it came without one."""

    title: str
    story: str
    category_id: int | None
    signature: str = NAME
    token: str = ""

    def covered(self) -> "Proposal":
        """The same with personal data covered."""
        return replace(self, title=guard.mask(self.title), story=guard.mask(self.story))


def public_signature(public_name: str, signature: str) -> str:
    """The words under an idea; none for who does not want to be named."""
    if signature == ANONYMOUS:
        return ""
    if signature == INITIALS:
        return " ".join(f"{word[0].upper()}." for word in public_name.split() if word)
    return public_name


def rank(votes: int, created_at: datetime) -> float:
    """The trending rank: log10(votes) + age in fortnights, as on Reddit.

    Ten times the votes weigh as much as being proposed fourteen days later. It does not change as time passes, so it is
    stored and indexed, and written again only when the votes change.
    """
    return math.log10(max(votes, 1)) + (created_at - _EPOCH).total_seconds() / _PERIOD


def public_statuses(process: Process) -> tuple[PublicStatus, ...]:
    """What everybody may see, main path first and in order, then the others as the definition lists them."""
    beside = [s for s in process.public.values() if s.position is None and not s.private]
    return (*process.main_path, *beside)


def is_private(process: Process, status: str) -> bool:
    return status not in process.public or process.public[status].private


def shown_status(process: Process, status: str, stage: str) -> str:
    """The status of the process that its author reads beside an idea, also while it is off the board."""
    return process.public_of(stage).key if status in OFF_BOARD else status


def comes_out(process: Process, status: str, to: str) -> bool:
    """Whether an idea that is off the board takes the status of its case's new stage.

    One that waits to be read is published by the bank's first decision on it, not by a question and not by being
    withdrawn; one that was taken down only leaves altogether.
    """
    waits = (process.public_of(process.start).key, WAITING, "withdrawn")
    return is_private(process, to) if status == TAKEN_DOWN else to not in waits


def is_final(process: Process, status: str) -> bool:
    """Whether no open stage shows this status."""
    return all(stage.is_end for stage in process.stages.values() if stage.public == status)


def voting_open(process: Process, status: str) -> bool:
    """What the definition says of a status; where it says nothing, votes count until the idea is built or closed."""
    said = process.public[status].votes if status in process.public else False
    if said is not None:
        return said
    return status != process.main_path[-1].key and not is_final(process, status)


def hides_votes(created_at: datetime, at: datetime, days: int, *, open_: bool, voted: bool, own: bool) -> bool:
    """In an idea's first days, whoever has not voted yet does not see how many did: a count sways the next vote."""
    return open_ and not voted and not own and at - created_at < timedelta(days=days)


def comments_open(process: Process, status: str) -> bool:
    """People may go on talking of what was built or refused, not of what moved elsewhere or left the board."""
    return status != MERGED and not is_private(process, status)


def may_edit(
    process: Process, status: str, written_at: datetime, at: datetime, window: timedelta, read_first: bool
) -> bool:
    """Whether an author may still change their words: for a while, and as long as people may talk of them.

    Where the bank reads first, what it has read stays as it was read.
    """
    return at - written_at < window and may_change(process, status, read_first)


def may_change(process: Process, status: str, read_first: bool) -> bool:
    """As `may_edit`, whatever the time."""
    if status == HELD:
        return True
    return not read_first and comments_open(process, status) and not is_final(process, status)


def may_edit_comment(
    process: Process, status: str, state: str, written_at: datetime, at: datetime, window: timedelta, read_first: bool
) -> bool:
    """As for ideas; what moderation took away is not changed any more."""
    if at - written_at >= window or state not in (PUBLIC, HELD):
        return False
    return state == HELD or (not read_first and comments_open(process, status))


@dataclass(frozen=True)
class Promise:
    """A date beside an idea. `kept` dates are facts, `awaited` ones the author's; the others the bank owes."""

    label: Any
    on: date
    kept: bool = False
    awaited: bool = False

    def is_late(self, today: date) -> bool:
        """Whether the bank has let the day pass."""
        return self.on < today and not (self.kept or self.awaited)


_OWED = {
    "received": _l("We read it by"),
    "evaluation": _l("Answer by"),
    "analysis": _l("Decision by"),
    "planned": _l("We start by"),
    "development": _l("In the app by"),
    "not_now": _l("We look at it again by"),
}
_OWED_AT_LENGTH = {
    **_OWED,
    "received": _l("We answer by"),
    "evaluation": _l("We answer by"),
    "analysis": _l("We decide whether and when to do it by"),
    "development": _l("You find it in the app by"),
}
_HAPPENED = {DONE: _l("Available since"), "available": _l("Answered on")}


def promise(
    status: str, *, step_due: datetime | None, answer_due: datetime | None, out_on: date | None, moved_at: datetime,
    own: bool = False, at_length: bool = False,
) -> Promise | None:  # fmt: skip
    """The date that stands beside an idea.

    While the bank owes an answer it is the answer's; afterwards that of the step in hand, or the day on which the bank
    said it comes out; of what is over it is the day it happened. `at_length` is the wording of the idea's own page,
    where a received idea shows the answer's date too.
    """
    if status == WAITING and step_due:
        label = _l("Your answer by") if own else _l("Their answer by")
        return Promise(label, clock.local_date(step_due), awaited=True)
    if status not in _OWED:
        return Promise(_HAPPENED.get(status, _l("Closed on")), clock.local_date(moved_at), kept=True)
    due: date | datetime | None = step_due
    if answer_due and (status in ANSWERING or (at_length and status == "received")):
        due = answer_due
    if status == "development" and out_on:
        due = out_on
    if due is None:
        return None
    labels = _OWED_AT_LENGTH if at_length else _OWED
    return Promise(labels[status], clock.local_date(due) if isinstance(due, datetime) else due)
