"""The dates of an idea that is about to be sent, and the receipt of one that was."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from ideas.board.commands.lock import LARGEST_ID
from ideas.board.errors import IdeaMissing
from ideas.board.models import Category, Idea
from ideas.board.policy import HELD, shown_status
from ideas.board.queries.cards import PROCESS, StatusView, answer_due, case, status_view, step_due
from ideas.board.queries.dates import holidays_between
from ideas.board.queries.guide import ANSWER, promise_days
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.ids import practice_number
from ideas.kernel.process import running


@dataclass(frozen=True)
class Dates:
    """`days`: the working days of the answer; `holidays`: which ones in between do not count, in words."""

    read_on: date
    answer_on: date
    days: int
    holidays: str


@dataclass(frozen=True)
class Receipt:
    idea_id: int
    slug: str
    number: str
    title: str
    status: StatusView
    received_at: datetime
    read_on: date | None
    answer_on: date | None
    desk: str
    held: bool


def sent_today(at: datetime) -> Dates:
    """What is promised for an idea sent now, by the process calendar."""
    process = running()
    due = process.calendar.due
    read = clock.local_date(due(at, process.stages[process.start].due))
    answer = clock.local_date(due(at, process.clocks[ANSWER].due))
    return Dates(read, answer, promise_days(), holidays_between(process.calendar, clock.local_date(at), answer))


def receipt(idea_id: int, author_id: int) -> Receipt:
    """One statement. Raises IdeaMissing for everybody but the author."""
    query = (
        select(
            Idea.id, Idea.slug, Idea.title, Idea.created_at, Idea.stage, Idea.status, step_due().label("step_due"),
            answer_due().label("answer_due"), Category.team,
        )
        .outerjoin(Category, Category.id == Idea.category_id)
        .outerjoin(case, (case.c.subject_id == Idea.id) & (case.c.process_key == PROCESS))
        .where(Idea.id == idea_id, Idea.author_id == author_id)
    )  # fmt: skip
    row = db.session.execute(query).first() if 0 < idea_id <= LARGEST_ID else None
    if row is None:
        raise IdeaMissing
    process = running()
    stage = process.stages[row.stage]
    first = row.stage == process.start
    return Receipt(
        idea_id=row.id,
        slug=row.slug,
        number=practice_number(row.id, row.created_at),
        title=row.title,
        status=status_view(process, shown_status(process, row.status, row.stage)),
        held=row.status == HELD,
        received_at=row.created_at,
        read_on=clock.local_date(row.step_due) if row.step_due and first else None,
        answer_on=clock.local_date(row.answer_due) if row.answer_due else None,
        desk=row.team or (process.roles[stage.role].title.in_(language()) if stage.role in process.roles else ""),
    )
