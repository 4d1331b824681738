"""Before a draft comes into force: what it changes, what that does to the ideas under way, and why it may not yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

import workflow
from ideas.accounts import queries as people
from ideas.accounts.queries import Signature
from ideas.admin.errors import NoDraft
from ideas.admin.queries.dates import MovedDates, moved_by_calendar, moved_by_draft
from ideas.admin.queries.ideas import NamedIdea
from ideas.admin.queries.process import Coverage, coverage
from ideas.admin.words import told
from ideas.board.models import Idea
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.ids import practice_number
from ideas.kernel.process import running
from workflow import Draft, Finding, Process, Rehearsal

LISTED = 20


@dataclass(frozen=True)
class Decision:
    """A stage that is gone, the first ideas that stand in it (`more` in all the others), and where they may go."""

    stage: str
    title: str
    cases: int
    ideas: Sequence[NamedIdea]
    homes: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Review:
    """`why_not` says why it cannot be published by this person now, whatever is decided; "" when it can. What needs a
    draft without faults is None or empty with them."""

    draft: Draft
    by: Signature | None
    faults: Sequence[Finding]
    changes: Sequence[str]
    rehearsal: Rehearsal | None
    decisions: Sequence[Decision]
    moved: MovedDates | None
    by_calendar: MovedDates | None
    coverage: Coverage | None
    why_not: str


def saved_draft() -> Draft | None:
    return workflow.draft(db.session)


def review(person_id: int, at: datetime) -> Review:
    """The draft as it was saved last. Raises NoDraft."""
    draft = saved_draft()
    if draft is None:
        raise NoDraft
    by = people.signatures([draft.drafted_by]).get(draft.drafted_by or 0)
    faults = workflow.findings(db.session, draft.text, staffing=people.staffing(), at=at)
    if faults:
        return Review(draft, by, faults, (), None, (), None, None, None, _("Some checks do not pass yet."))
    new = workflow.read(draft.text)
    rehearsal = workflow.rehearse(db.session, new)
    return Review(
        draft, by, (),
        told(workflow.changes(db.session, draft.text)),
        rehearsal,
        [_decision(new, effect) for effect in rehearsal.blocking if effect.code == "needs_decision"],
        moved_by_draft(new, at), moved_by_calendar(running(), new), coverage(new),
        _why_not(draft, new, rehearsal, person_id),
    )  # fmt: skip


def _why_not(draft: Draft, new: Process, rehearsal: Rehearsal, person_id: int) -> str:
    base_id, present = workflow.running(db.session)
    roles = [effect for effect in rehearsal.blocking if effect.code != "needs_decision"]
    if new.hash == present.hash:
        return _("The draft says the same as the running version.")
    if draft.base_id != base_id:
        return _("Another version came into force after this draft: look at the differences and save it again.")
    if roles:
        return " ".join(effect.sentence.in_(language()) for effect in roles)
    if person_id in draft.writers:
        return _("You wrote it: another person approves it.")
    return ""


def _decision(new: Process, effect: workflow.Effect) -> Decision:
    lang, old = language(), running()
    known = old.stages.get(effect.stage)
    ends = bool(known and known.is_end)
    case = workflow.tables.case
    waiting = (
        select(Idea.id, Idea.title, Idea.created_at)
        .join(case, case.c.subject_id == Idea.id)
        .where(case.c.stage == effect.stage)
        .order_by(case.c.entered_at, case.c.id)
        .limit(LISTED)
    )
    rows = db.session.execute(waiting)
    ideas = [NamedIdea(row.id, practice_number(row.id, row.created_at), row.title) for row in rows]
    homes = [(stage.id, stage.title.in_(lang)) for stage in new.stages.values() if stage.is_end == ends]
    title = known.title.in_(lang) if known else effect.stage
    return Decision(effect.stage, title, effect.cases, ideas, homes)
