"""A customer's own ideas: proposed, voted, followed, still being written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy import case as choose

from ideas.board.models import Draft, Follow, Idea, Update, Vote
from ideas.board.policy import HIDDEN, WAITING, is_final
from ideas.board.queries.cards import IdeaCard, card, cards_of, case, step_due
from ideas.board.queries.dates import time_left
from ideas.board.queries.draft import DraftView, drafts
from ideas.board.queries.facets import areas
from ideas.board.queries.path import Milestone, milestones_at
from ideas.kernel import clock, paging
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.process import running

PAGE = 10
SHOWS = ("proposed", "voted", "followed", "drafts")
MOST_QUESTIONS = 3


@dataclass(frozen=True)
class File:
    """An idea in its folder: the card, its path, or why it stopped (`why`, Markdown), and what is left of the time."""

    card: IdeaCard
    milestones: Sequence[Milestone]
    why: str
    left: str


@dataclass(frozen=True)
class Question:
    """Something the bank asked the author (Markdown)."""

    card: IdeaCard
    text: str


@dataclass(frozen=True)
class MyIdeas:
    show: str
    files: Sequence[File]
    drafts: Sequence[DraftView]
    next: str | None
    counts: dict[str, int]
    questions: Sequence[Question]


def my_ideas(person_id: int, show: str, after: str = "") -> MyIdeas:
    """One page of files in four statements. Raises Invalid for a cursor that was cut."""
    show = show if show in SHOWS else SHOWS[0]
    if show == "drafts":
        return MyIdeas(show, (), drafts(person_id), None, _counts(person_id), ())
    chosen = _chosen(person_id, show, after).subquery()
    said = _last_said().label("said")
    rows = db.session.execute(cards_of(chosen, person_id, said, case.c.back).order_by(chosen.c.id.desc())).all()
    names = {area.id: area.label for area in areas()}
    files = [_file(row, names, person_id) for row in rows[:PAGE]]
    more = paging.encode((rows[PAGE - 1].id,)) if len(rows) > PAGE else None
    return MyIdeas(show, files, (), more, _counts(person_id), _questions(person_id, names))


def _chosen(person_id: int, show: str, after: str) -> Select[Any]:
    tables: dict[str, Any] = {"voted": (Vote.idea_id, Vote.person_id), "followed": (Follow.idea_id, Follow.person_id)}
    idea_id, owner = tables.get(show, (Idea.id, Idea.author_id))
    chosen = select(idea_id.label("id"), idea_id.label("value")).where(owner == person_id)
    if after:
        (last_shown,) = paging.decode(after, (int,))
        chosen = chosen.where(idea_id < last_shown)
    return chosen.order_by(idea_id.desc()).limit(PAGE + 1)


def _last_said() -> Any:
    text = choose((Update.text_en != "", Update.text_en), else_=Update.text) if language() == "en" else Update.text
    last = select(text).where(Update.idea_id == Idea.id).order_by(Update.seq.desc()).limit(1)
    return last.correlate(Idea).scalar_subquery()


def _file(row: Row[Any], names: dict[int, str], person_id: int) -> File:
    process = running()
    shown = card(process, row, names, person_id)
    status = process.public[shown.status.key]
    stopped = status.key in HIDDEN or (status.position is None and is_final(process, status.key))
    aside = process.public_of(row.back) if row.back and status.position is None else status
    path = () if stopped or aside.position is None else milestones_at(process, aside.position, status.mark)
    owed = shown.promise_on if not stopped and aside.position != len(process.main_path) else None
    return File(
        card=shown,
        milestones=path,
        why="" if path else row.said or status.say.in_(language()),
        left=time_left(process.calendar, clock.now(), owed) if owed else "",
    )


def _counts(person_id: int) -> dict[str, int]:
    """The numbers beside the tabs, from the person's own index entries, one statement."""
    counted = {
        "proposed": select(func.count()).select_from(Idea).where(Idea.author_id == person_id),
        "voted": select(func.count()).select_from(Vote).where(Vote.person_id == person_id),
        "followed": select(func.count()).select_from(Follow).where(Follow.person_id == person_id),
        "drafts": select(func.count()).select_from(Draft).where(Draft.person_id == person_id),
    }
    found = db.session.execute(select(*(q.scalar_subquery().label(name) for name, q in counted.items()))).one()
    return {name: int(n) for name, n in found._asdict().items()}


def _questions(person_id: int, names: dict[int, str]) -> list[Question]:
    """What waits for this author's answer, most urgent first."""
    chosen = (
        select(Idea.id, Idea.id.label("value"))
        .where(Idea.author_id == person_id, Idea.status == WAITING)
        .order_by(Idea.id.desc())
        .limit(MOST_QUESTIONS)
        .subquery()
    )
    rows = db.session.execute(cards_of(chosen, person_id, _last_said().label("said")).order_by(step_due())).all()
    return [Question(card(running(), row, names, person_id), row.said or "") for row in rows]
