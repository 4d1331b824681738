"""One idea as every list shows it. The columns are chosen once, so that each list is a single statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import BindParameter, FromClause, Integer, Row, Select, bindparam, exists, func, literal, select
from sqlalchemy.sql.elements import ColumnElement

import workflow
from ideas.board.models import Follow, Idea, Vote
from ideas.board.policy import OFF_BOARD, hides_votes, promise, shown_status, voting_open
from ideas.kernel import clock
from ideas.kernel.i18n import language
from ideas.kernel.ids import practice_number
from ideas.kernel.process import running
from ideas.kernel.text import excerpt
from workflow import Process

case, step, promise_clock = workflow.tables.case, workflow.tables.step, workflow.tables.clock
PROCESS = "idea"
READ_OF_STORY = 600
Viewer = int | BindParameter[int] | None


@dataclass(frozen=True)
class StatusView:
    """A public status in the language of the page. `mark` names glyph and hue; `position` 1..6 on the main path."""

    key: str
    label: str
    mark: str
    position: int | None


@dataclass(frozen=True)
class IdeaCard:
    """`heading` is the title with the words searched for marked; empty where nothing was searched for. `late`: the day
    that the bank had promised has passed."""

    id: int
    slug: str
    number: str
    title: str
    excerpt: str
    status: StatusView
    votes: int
    voted: bool
    own: bool
    voting_open: bool
    votes_hidden: bool
    comments: int
    category: str
    author_name: str
    created_on: date
    promise_label: Any
    promise_on: date | None
    late: bool
    off_board: str = ""
    heading: str = ""


def status_view(process: Process, key: str) -> StatusView:
    status = process.public[key]
    return StatusView(key, status.label.in_(language()), status.mark, status.position)


def category_name(name: str | None) -> str:
    """What is written where an idea has no category."""
    return name or _("Other")


def author(name: str) -> str:
    """What is written where whoever proposed or commented is not named, or has erased their profile."""
    return name or _("A customer of the bank")


def votes_hidden(created_at: datetime, *, open_: bool, voted: bool, own: bool) -> bool:
    """Whether the count is kept from this viewer now (setting HIDE_VOTES_DAYS)."""
    days = current_app.config["HIDE_VOTES_DAYS"]
    return hides_votes(created_at, clock.now(), days, open_=open_, voted=voted, own=own)


def step_due() -> ColumnElement[datetime]:
    """When the work in hand is due, of the case in the statement around."""
    soonest = select(func.min(step.c.due_at)).where(step.c.case_id == case.c.id, step.c.closed_at.is_(None))
    return soonest.correlate(case).scalar_subquery()


def answer_due() -> ColumnElement[datetime]:
    """When the bank's answer is due, of the case in the statement around; nothing once it has been given."""
    running_clock = (
        select(func.max(promise_clock.c.due_at))
        .where(promise_clock.c.case_id == case.c.id, promise_clock.c.stopped_at.is_(None))
        .where(promise_clock.c.name == "answer")
    )
    return running_clock.correlate(case).scalar_subquery()


def voted_by(viewer_id: Viewer) -> ColumnElement[bool]:
    return _has(Vote, viewer_id)


def followed_by(viewer_id: Viewer) -> ColumnElement[bool]:
    return _has(Follow, viewer_id)


def viewer(known: bool) -> Viewer:
    """The viewer in a statement that is built once and remembered: the parameter `viewer`, None for a visitor."""
    return bindparam("viewer", type_=Integer) if known else None


def _has(table: type[Vote] | type[Follow], viewer_id: Viewer) -> ColumnElement[bool]:
    if viewer_id is None:
        return literal(False)
    return exists().where(table.idea_id == Idea.id, table.person_id == viewer_id).correlate(Idea)


def cards_of(chosen: FromClause, viewer_id: Viewer, *more: Any) -> Select[Any]:
    """The cards of the ideas whose `id` and sort `value` are in `chosen`, unordered; `more` columns go along."""
    return (
        select(
            Idea.id, Idea.slug, Idea.title, func.substr(Idea.story, 1, READ_OF_STORY).label("story"), Idea.status,
            Idea.votes, Idea.comments, Idea.author_id, Idea.author_name, Idea.created_at, Idea.moved_at,
            Idea.promised_on, Idea.category_id, Idea.stage, step_due().label("step_due"),
            answer_due().label("answer_due"), voted_by(viewer_id).label("voted"), chosen.c.value, *more,
        )
        .select_from(chosen)
        .join(Idea, Idea.id == chosen.c.id)
        .outerjoin(case, (case.c.subject_id == Idea.id) & (case.c.process_key == PROCESS))
    )  # fmt: skip


def card(process: Process, row: Row[Any], names: Mapping[int, str], viewer_id: int | None) -> IdeaCard:
    own = viewer_id is not None and row.author_id == viewer_id
    status, open_ = shown_status(process, row.status, row.stage), voting_open(process, row.status)
    dated = promise(
        status, step_due=row.step_due, answer_due=row.answer_due, out_on=row.promised_on, moved_at=row.moved_at,
        own=own,
    )  # fmt: skip
    return IdeaCard(
        id=row.id,
        slug=row.slug,
        number=practice_number(row.id, row.created_at),
        title=row.title,
        excerpt=excerpt(row.story),
        status=status_view(process, status),
        votes=row.votes,
        voted=bool(row.voted),
        own=own,
        voting_open=open_,
        votes_hidden=votes_hidden(row.created_at, open_=open_, voted=bool(row.voted), own=own),
        comments=row.comments,
        category=category_name(names.get(row.category_id)),
        author_name=author(row.author_name),
        created_on=clock.local_date(row.created_at),
        promise_label=dated.label if dated else "",
        promise_on=dated.on if dated else None,
        late=dated is not None and dated.is_late(clock.today()),
        off_board=row.status if row.status in OFF_BOARD else "",
    )


def cards(rows: Sequence[Row[Any]], names: Mapping[int, str], viewer_id: int | None) -> list[IdeaCard]:
    process = running()
    return [card(process, row, names, viewer_id) for row in rows]
