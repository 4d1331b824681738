"""What one person has been told, newest first, grouped by idea."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select

import workflow
from ideas.accounts import queries as people
from ideas.accounts.queries import Signature
from ideas.board.models import Comment, Idea, Update
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.ids import practice_number
from ideas.kernel.paging import Page, decode, encode
from ideas.kernel.process import running
from ideas.kernel.text import excerpt
from ideas.notifications.models import OF_COMMENTS, UPDATE, Notification
from ideas.notifications.queries import wording
from ideas.notifications.queries.ruling import ruling_line, ruling_path

AUTHOR, PAGE = "author", 30
step = workflow.tables.step


@dataclass(frozen=True)
class Item:
    """One thing that was told. `text` is the beginning of what was said; `work` leads to the desk."""

    id: int
    at: datetime
    new: bool
    headline: str
    text: str
    by: Signature | None
    work: bool = False
    url: str = ""


@dataclass(frozen=True)
class Group:
    """News of one idea that stand next to each other."""

    idea_id: int
    slug: str
    title: str
    number: str
    items: Sequence[Item]


@dataclass(frozen=True)
class Inbox:
    """A page of groups. `newest` is the number up to which a person has seen everything, once they say so."""

    page: Page[Group]
    newest: int


def inbox(person_id: int, cursor: str | None) -> Inbox:
    """Three statements whatever the page holds. Raises Invalid for a cursor that is none."""
    query = (
        select(Notification, Idea, Update, Comment, step.c.stage, step.c.role, step.c.due_at)
        .join(Idea, Idea.id == Notification.idea_id)
        .outerjoin(Update, Update.id == Notification.update_id)
        .outerjoin(Comment, Comment.id == Notification.comment_id)
        .outerjoin(step, step.c.id == Notification.step_id)
        .where(Notification.person_id == person_id)
        .order_by(Notification.id.desc())
        .limit(PAGE + 1)
    )
    if cursor:
        query = query.where(Notification.id < decode(cursor, (int,))[0])
    rows = db.session.execute(query).all()
    shown = rows[:PAGE]
    signatures = people.signatures(_speaker(row) for row in shown)
    groups = [
        _group([_item(row, person_id, signatures) for row in of_idea], idea)
        for idea, of_idea in ((idea, list(rows)) for idea, rows in groupby(shown, key=lambda row: row.Idea))
    ]
    after = encode((shown[-1].Notification.id,)) if len(rows) > PAGE else None
    return Inbox(Page(groups, after), shown[0].Notification.id if shown else 0)


def _speaker(row: Any) -> int | None:
    if row.Update is not None:
        return int(row.Update.by_id) if row.Update.by_id is not None else None
    return row.Comment.person_id if row.Comment is not None else None


def _group(items: Sequence[Item], idea: Idea) -> Group:
    return Group(idea.id, idea.slug, idea.title, practice_number(idea.id, idea.created_at), items)


def _item(row: Any, person_id: int, signatures: dict[int, Signature]) -> Item:
    told, by = row.Notification, signatures.get(_speaker(row) or 0)
    if told.step_id is not None:
        work = wording.Work(told.kind, row.stage, row.role, row.due_at)
        own = row.role == AUTHOR
        return Item(told.id, told.at, told.read_at is None, wording.work_line(running(), work), "", None, not own)
    if told.decision_id is not None or told.complaint_id is not None:
        url = ruling_path(told.kind, told.decision_id, told.complaint_id)
        return Item(told.id, told.at, told.read_at is None, ruling_line(told.kind), "", None, url=url)
    if told.kind == UPDATE:
        headline, text = _update(row.Update, row.Idea, own=row.Idea.author_id == person_id)
    else:
        spoken = told.kind in OF_COMMENTS
        name = by.name if by else (row.Comment.author_name if spoken else "")
        official = spoken and row.Comment.official
        headline = wording.other_line(told.kind, official=official, name=name)
        text = row.Comment.text if spoken else ""
    return Item(told.id, told.at, told.read_at is None, headline, excerpt(text), by if by and by.is_staff else None)


def _update(said: Update, idea: Idea, *, own: bool) -> tuple[str, str]:
    process = running()
    headline = wording.headline(process, action=said.action, status=said.status_to, title=idea.title, own=own)
    return headline, said.text_in(language())
