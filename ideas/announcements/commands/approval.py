"""Four eyes: one person asks for approval, another gives it or sends the text back."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from ideas.announcements.commands.change import change
from ideas.announcements.commands.draft import save
from ideas.announcements.models import (
    APPROVAL,
    APPROVED,
    DRAFT,
    IN_APPROVAL,
    RETURNED,
    SCHEDULED,
    SUBMITTED,
)
from ideas.announcements.policy import check_four_eyes, check_future
from ideas.announcements.queries.held import held
from ideas.kernel.errors import Invalid


def submit(
    announcement_id: int, *, title: str, text: str, publish_at: datetime | None, person_id: int,
    expected_version: int | None, at: datetime,
) -> None:  # fmt: skip
    """Save the words and ask for their approval. Raises what `save` raises."""
    save(
        announcement_id, title=title, text=text, publish_at=publish_at, person_id=person_id,
        expected_version=expected_version, at=at,
    )  # fmt: skip
    change(
        held(announcement_id), states=(DRAFT,), expected_version=None, what=SUBMITTED, by_id=person_id, at=at,
        state=IN_APPROVAL, submitted_by_id=person_id,
    )  # fmt: skip


def approve(
    announcement_id: int, *, person_id: int, publish_at: datetime | None, expected_version: int | None, at: datetime
) -> None:
    """Let the words come out at `publish_at`, else at the moment the writer proposed, else when one is chosen.

    Raises FourEyes, BadMoment, Changed, NotInThisState.
    """
    found = held(announcement_id)
    check_four_eyes(person_id, found.written_by_id)
    if publish_at is not None:
        check_future(publish_at, at)
    proposed = found.publish_at if found.publish_at is not None and found.publish_at > at else None
    when = publish_at or proposed
    change(
        found, states=(IN_APPROVAL,), expected_version=expected_version, what=APPROVAL, by_id=person_id, at=at,
        state=SCHEDULED if when else APPROVED, approved_by_id=person_id, publish_at=when,
    )  # fmt: skip


def send_back(announcement_id: int, *, note: str, person_id: int, expected_version: int | None, at: datetime) -> None:
    """Make it a draft again, with the reason; whoever asked for approval may take it back without one.

    Raises Invalid without a reason, Changed, NotInThisState.
    """
    found = held(announcement_id)
    if not note and person_id != found.submitted_by_id:
        sentence = _l("Write what to change: whoever wrote it starts from there.")
        raise Invalid(sentence, fields={"note": sentence})
    change(
        found, states=(IN_APPROVAL, APPROVED), expected_version=expected_version, what=RETURNED, by_id=person_id,
        at=at, note=note, state=DRAFT, submitted_by_id=None, approved_by_id=None,
    )  # fmt: skip
