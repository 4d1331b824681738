"""Conditions that the offices set and that nobody has met yet: the work that holds up a release."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

import workflow
from ideas.board.models import Idea
from ideas.kernel import paging
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.ids import practice_number
from ideas.kernel.process import running

PAGE = 25
step, cases, obligation = workflow.tables.step, workflow.tables.case, workflow.tables.obligation


@dataclass(frozen=True)
class Condition:
    """One condition, with the idea and the stage in which it waits."""

    id: int
    idea_id: int
    number: str
    title: str
    office: str
    text: str
    stage: str
    opened_at: datetime


def open_conditions(roles: Collection[str], after: str | None) -> tuple[Sequence[Condition], str | None]:
    """A page of the conditions set by those offices, the oldest first, and where the next begins.

    Raises Invalid for a cursor that was cut.
    """
    query = (
        _open(roles, obligation.c.id, obligation.c.text, obligation.c.opened_at, step.c.slot, cases.c.stage)
        .add_columns(Idea.id.label("idea_id"), Idea.title, Idea.created_at)
        .join(Idea, Idea.id == cases.c.subject_id)
        .order_by(obligation.c.id)
        .limit(PAGE + 1)
    )
    if after:
        query = query.where(obligation.c.id > paging.decode(after, (int,))[0])
    found = db.session.execute(query).all()
    process, lang = running(), language()
    rows = [
        Condition(
            row.id, row.idea_id, practice_number(row.idea_id, row.created_at), row.title,
            process.roles[row.slot].title.in_(lang), row.text or "", process.stages[row.stage].title.in_(lang),
            row.opened_at,
        )
        for row in found[:PAGE]
    ]  # fmt: skip
    return rows, paging.encode((rows[-1].id,)) if len(found) > PAGE else None


def counted(roles: Collection[str], most: int) -> ColumnElement[Any]:
    """How many there are, at most `most`, inside another statement."""
    some = _open(roles, obligation.c.id).limit(most).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _open(roles: Collection[str], *columns: ColumnElement[Any]) -> Select[Any]:
    return (
        select(*columns)
        .select_from(obligation)
        .join(step, step.c.id == obligation.c.step_id)
        .join(cases, cases.c.id == obligation.c.case_id)
        .where(obligation.c.closed_at.is_(None), cases.c.closed_at.is_(None), step.c.slot.in_(roles))
    )
