"""The draft told over the cases of the past: what would have been late, what would have gone another way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

import workflow
from ideas.admin.queries.ideas import NamedIdea, named_ideas
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from workflow import PastRehearsal, Process

# The newest moves that are told again, with all of what their cases did before: a few seconds at most.
MOVES = 2_000
event = workflow.tables.event


@dataclass(frozen=True)
class LateRow:
    """Pieces of work in one stage that were late, and that would have been."""

    title: str
    then: int
    now: int


@dataclass(frozen=True)
class AnotherWay:
    sentence: str
    cases: int
    ideas: Sequence[NamedIdea]


@dataclass(frozen=True)
class Past:
    """`since` is None when the whole log was told again."""

    since: datetime | None
    told: PastRehearsal
    late: Sequence[LateRow]
    otherwise: Sequence[AnotherWay]


def past(new: Process, at: datetime) -> Past:
    """Reads at most MOVES moves, the newest, and the cases they belong to."""
    lang, since = language(), _since()
    told = workflow.rehearse_past(db.session, new, at=at, since=since)
    late = [
        LateRow(new.stages[stage].title.in_(lang), then, now)
        for stage, (then, now) in told.late_by_stage.items()
        if stage in new.stages and (then or now)
    ]
    ideas = named_ideas({one.subject_id for each in told.divergences for one in each.examples})
    otherwise = [
        AnotherWay(each.sentence.in_(lang), each.cases, [ideas[one.subject_id] for one in each.examples])
        for each in told.divergences
    ]
    return Past(since, told, late, otherwise)


def _since() -> datetime | None:
    return db.session.scalar(select(event.c.at).order_by(event.c.at.desc()).offset(MOVES).limit(1))
