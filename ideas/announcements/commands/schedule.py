"""When an announcement comes out, and its coming out."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from ideas.announcements.commands.change import change
from ideas.announcements.errors import BadMoment
from ideas.announcements.events import AnnouncementPublished
from ideas.announcements.models import APPROVED, OUT, PUBLISHED, SCHEDULED, TIMED, UNTIMED
from ideas.announcements.policy import check_future
from ideas.announcements.queries.held import held
from ideas.evaluation import commands as evaluation
from ideas.kernel.events import publish


def schedule(
    announcement_id: int, *, publish_at: datetime | None, person_id: int, expected_version: int | None, at: datetime
) -> None:
    """Choose, or move, the moment of an approved announcement. Raises BadMoment, Changed, NotInThisState."""
    if publish_at is None:
        raise BadMoment(_l("Choose day and time."))
    check_future(publish_at, at)
    change(
        held(announcement_id), states=(APPROVED, SCHEDULED), expected_version=expected_version, what=TIMED,
        by_id=person_id, at=at, state=SCHEDULED, publish_at=publish_at,
    )  # fmt: skip


def withdraw_schedule(announcement_id: int, *, person_id: int, expected_version: int | None, at: datetime) -> None:
    """Take it off the calendar: it stays approved, without a date. Raises Changed, NotInThisState."""
    change(
        held(announcement_id), states=(SCHEDULED,), expected_version=expected_version, what=UNTIMED,
        by_id=person_id, at=at, state=APPROVED, publish_at=None,
    )  # fmt: skip


def publish_announcement(announcement_id: int, at: datetime) -> None:
    """What was approved comes out: the idea's path ends, and whoever cared for it is told.

    Raises NotInThisState unless it is scheduled, and what the process refuses.
    """
    found = held(announcement_id)
    idea_id, text, approver_id = found.idea_id, found.text, found.approved_by_id
    change(
        found, states=(SCHEDULED,), expected_version=None, what=OUT, by_id=None, at=at,
        state=PUBLISHED, published_at=at,
    )  # fmt: skip
    if approver_id is None:
        raise LookupError(f"announcement {announcement_id} has no approver")
    evaluation.announce(idea_id, approver_id, text, at)
    publish(AnnouncementPublished(announcement_id, idea_id))
