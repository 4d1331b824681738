"""The due dates that a draft moves, idea by idea."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import workflow
from ideas.admin.queries.ideas import NamedIdea, named_ideas
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from workflow import MovedDate, Process

LOOKED_AT, LISTED = 500, 12


@dataclass(frozen=True)
class MovedRow:
    """`what` is the stage or the office whose date it is."""

    idea: NamedIdea
    what: str
    due_at: datetime
    new_due_at: datetime


@dataclass(frozen=True)
class MovedDates:
    """Among the first LOOKED_AT running dates `later` and `earlier` move; `rows` are the first of them, and `full`
    when there may be more than were looked at."""

    later: int
    earlier: int
    rows: Sequence[MovedRow]
    full: bool

    @property
    def more(self) -> int:
        return self.later + self.earlier - len(self.rows)


def moved_by_draft(new: Process, at: datetime) -> MovedDates:
    """Dates that the publication moves, because the time of their stage is another."""
    return _told(workflow.moving_dates(db.session, new, at=at, limit=LOOKED_AT), new)


def moved_by_calendar(old: Process, new: Process) -> MovedDates | None:
    """Dates that would fall on another day if they were counted with the draft's calendar; None when it is the same.
    A publication leaves them where they were promised."""
    if old.calendar == new.calendar:
        return None
    page = workflow.calendar_preview(db.session, new.calendar, limit=LOOKED_AT)
    return _told(page.moved, new, seen=page.seen)


def _told(moved: Sequence[MovedDate], new: Process, seen: int = 0) -> MovedDates:
    later = sum(one.new_due_at > one.due_at for one in moved)
    ideas = named_ideas([one.subject_id for one in moved[:LISTED]])
    rows = [
        MovedRow(ideas[one.subject_id], _what(new, one), one.due_at, one.new_due_at)
        for one in moved[:LISTED]
        if one.subject_id in ideas
    ]
    return MovedDates(later, len(moved) - later, rows, max(seen, len(moved)) >= LOOKED_AT)


def _what(new: Process, one: MovedDate) -> str:
    lang = language()
    stage = new.stages.get(new.renamed("stage", one.name))
    office = new.roles.get(new.renamed("role", one.slot)) if one.slot else None
    title = stage.title.in_(lang) if stage else one.name
    return f"{title}: {office.title.in_(lang)}" if office else title
