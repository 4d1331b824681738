"""The one way an announcement changes: compare and set on its state and version, and one row of history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from ideas.accounts import queries as people
from ideas.announcements.errors import Changed, NotInThisState
from ideas.announcements.models import (
    APPROVED,
    DRAFT,
    IN_APPROVAL,
    PUBLISHED,
    SCHEDULED,
    Announcement,
    AnnouncementChange,
)
from ideas.kernel.db import changed, db
from ideas.kernel.i18n import datetime_short

IS_NOW = {
    DRAFT: _l("It is a draft again: first it is submitted for approval."),
    IN_APPROVAL: _l("It is waiting for approval: to change it, take it back first."),
    APPROVED: _l("It has already been approved: it only needs a date."),
    SCHEDULED: _l("It is already scheduled: to change it, take it out of the schedule first."),
    PUBLISHED: _l("It has already been published: what people have read does not change any more."),
}


def change(
    of: Announcement, *, states: Sequence[str], expected_version: int | None, what: str, by_id: int | None,
    at: datetime, note: str = "", **values: Any,
) -> None:  # fmt: skip
    """Set `values`, provided that the state is among `states` and the version the one that the person read.

    Raises Changed naming who was first, NotInThisState. `expected_version` None: the version held.
    """
    version = of.row_version if expected_version is None else expected_version
    if of.row_version != version:
        raise _changed(of.id)
    if of.state not in states:
        raise NotInThisState(IS_NOW[of.state])
    statement = (
        update(Announcement)
        .where(Announcement.id == of.id, Announcement.row_version == version)
        .values(row_version=version + 1, **values)
        .execution_options(synchronize_session=False)
    )
    if changed(statement) != 1:
        raise _changed(of.id)
    db.session.add(AnnouncementChange(announcement_id=of.id, at=at, by_id=by_id, what=what, note=note))
    db.session.flush()
    db.session.expire(of)


def _changed(announcement_id: int) -> Changed:
    last = db.session.execute(
        select(AnnouncementChange.by_id, AnnouncementChange.at)
        .where(AnnouncementChange.announcement_id == announcement_id)
        .order_by(AnnouncementChange.id.desc())
        .limit(1)
    ).one()
    signature = people.signatures([last.by_id]).get(last.by_id or 0)
    return Changed(
        _l(
            "%(name)s changed it in the meantime (%(when)s). Your text is still here: compare, then save again.",
            name=signature.name if signature else _l("The clock"),
            when=datetime_short(last.at),
        )
    )
