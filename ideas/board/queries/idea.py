"""One idea's page, in seven statements whatever is said on it (the viewer is an eighth, pictures a ninth)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

import workflow
from ideas.accounts import queries as people
from ideas.accounts.queries import Signature
from ideas.board.commands.lock import LARGEST_ID
from ideas.board.commands.reading import read_first
from ideas.board.errors import IdeaMissing, IdeaTakenDown
from ideas.board.models import Category, Idea
from ideas.board.policy import (
    OFF_BOARD,
    TAKEN_DOWN,
    WAITING,
    comments_open,
    is_private,
    may_change,
    promise,
    shown_status,
    voting_open,
)
from ideas.board.queries.cards import (
    PROCESS,
    StatusView,
    author,
    category_name,
    followed_by,
    status_view,
    viewer,
    voted_by,
    votes_hidden,
)
from ideas.board.queries.dates import time_left
from ideas.board.queries.draft import PictureView, pictures_of
from ideas.board.queries.facets import localized
from ideas.board.queries.path import Milestone, Sign, milestones, signs
from ideas.board.queries.similar import SimilarIdea, similar
from ideas.board.queries.talk import CommentView, UpdateView, comments, update_view, updates
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.ids import practice_number
from ideas.kernel.paging import Page
from ideas.kernel.process import running
from workflow import Actor, Case, Process

SIMILAR = 3


@dataclass(frozen=True)
class Owner:
    """Who is in charge now: a person with their role, or the desk that takes it next."""

    name: str
    initials: str
    role: str = ""


@dataclass(frozen=True)
class AuthorAction:
    """A step of the process that the author may take now."""

    action: str
    label: str
    tone: str


@dataclass(frozen=True)
class PromiseView:
    """A date with what is said around it; `kept` when it is a fact and nobody owes anything."""

    label: Any
    on: date
    kept: bool
    note: str


@dataclass(frozen=True)
class IdeaPage:
    id: int
    slug: str
    number: str
    title: str
    story: str
    category: str
    category_slug: str
    author_id: int | None
    author_name: str
    created_at: datetime
    status: StatusView
    off_board: str
    say: str
    votes: int
    imported_votes: int
    proxy_votes: int
    votes_hidden: bool
    voted: bool
    following: bool
    own: bool
    voting_open: bool
    comments_open: bool
    comment_count: int
    comments: Page[CommentView]
    merged_into: tuple[int, str, str] | None
    answer: UpdateView | None
    answered_in: int | None
    question: UpdateView | None
    updates: Sequence[UpdateView]
    edited_at: datetime | None
    changeable: bool
    pictures: Sequence[PictureView]
    milestones: Sequence[Milestone]
    signs: Sequence[Sign]
    promise: PromiseView | None
    owner: Owner | None
    actions: Sequence[AuthorAction]
    similar: Sequence[SimilarIdea]


def slug_of(idea_id: int, viewer_id: int | None) -> str:
    """The address part of an idea that this person may see. Raises IdeaMissing."""
    return str(visible(idea_id, viewer_id).slug)


def visible(idea_id: int, viewer_id: int | None) -> Any:
    """The row of an idea that this person may see. Raises IdeaMissing."""
    found = _row(idea_id, viewer_id)
    _check_visible(running(), found, viewer_id)
    return found


def idea_page(
    idea_id: int, viewer_id: int | None, at: datetime, comments_after: str = "", comments_order: str = ""
) -> IdeaPage:
    """Everything on an idea's page for this viewer, in the language of the page.

    Raises IdeaMissing when there is none, or it is private and the viewer is not its author.
    """
    found = _row(idea_id, viewer_id)
    case = workflow.case_for(db.session, idea_id, PROCESS)
    process = case.process if case else running()
    _check_visible(process, found, viewer_id)
    said = updates(idea_id)
    names = people.signatures([u.by_id for u in said if u.written] + [s.assignee_id for s in _open(case)])
    shown = [update_view(u, process, names) for u in said]
    answer = next((u for u in shown if u.written), None)
    return IdeaPage(
        **_proposal(process, found, viewer_id),
        **_path(process, found, case, names, at, viewer_id),
        comments=comments(idea_id, comments_after, viewer_id, comments_order),
        answer=answer,
        answered_in=process.calendar.business_days_between(found.created_at, answer.at) if answer else None,
        question=answer
        if shown_status(process, found.status, found.stage) == WAITING and answer is not None and answer is shown[0]
        else None,
        updates=shown,
        pictures=pictures_of(idea_id) if found.pictures else (),
        similar=similar(
            found.title, found.story, SIMILAR, without=idea_id, viewer_id=viewer_id, process=process, spelt=False
        ),
    )


def _proposal(process: Process, found: Any, viewer_id: int | None) -> dict[str, Any]:
    """What the idea's own row says, and what this viewer may do with it."""
    status = shown_status(process, found.status, found.stage)
    return {
        "id": found.id,
        "slug": found.slug,
        "number": practice_number(found.id, found.created_at),
        "title": found.title,
        "story": found.story,
        "category": category_name(localized(found.name or "", found.name_en or "")),
        "category_slug": found.category_slug or "",
        "author_id": found.author_id,
        "author_name": author(found.author_name),
        "created_at": found.created_at,
        "edited_at": found.edited_at,
        "changeable": may_change(process, found.status, read_first()),
        "status": status_view(process, status),
        "off_board": found.status if found.status in OFF_BOARD else "",
        "say": process.public[status].say.in_(language()),
        "votes": found.votes,
        "imported_votes": found.imported_votes,
        "proxy_votes": found.proxy_votes,
        "votes_hidden": votes_hidden(
            found.created_at,
            open_=voting_open(process, found.status),
            voted=bool(found.voted),
            own=viewer_id is not None and found.author_id == viewer_id,
        ),
        "voted": bool(found.voted),
        "following": bool(found.following),
        "own": viewer_id is not None and found.author_id == viewer_id,
        "voting_open": voting_open(process, found.status),
        "comments_open": comments_open(process, found.status),
        "comment_count": found.comments,
        "merged_into": (found.into_id, found.into_slug, found.into_title) if found.into_id else None,
    }


def _path(
    process: Process, found: Any, case: Case | None, names: dict[int, Signature], at: datetime, viewer_id: int | None
) -> dict[str, Any]:
    """Where the case is, by when something happens, who is in charge, what the author may do."""
    own = viewer_id is not None and found.author_id == viewer_id
    dated = _promise(process, found, case, at, own)
    return {
        "milestones": milestones(case) if case else (),
        "signs": signs(case) if case else (),
        "promise": dated,
        "owner": None if dated is not None and dated.kept else _owner(process, case, names),
        "actions": _author_actions(case, viewer_id) if case and own else (),
    }


def _row(idea_id: int, viewer_id: int | None) -> Any:
    values = {"idea": idea_id, "viewer": viewer_id}
    found = db.session.execute(_one(viewer_id is not None), values).first() if 0 < idea_id <= LARGEST_ID else None
    if found is None:
        raise IdeaMissing
    return found


@cache
def _one(known: bool) -> Any:
    """Built once: putting it together takes longer than running it."""
    into = aliased(Idea)
    return (
        select(
            Idea.id, Idea.slug, Idea.title, Idea.story, Idea.author_id, Idea.author_name, Idea.created_at, Idea.status,
            Idea.stage, Idea.moved_at, Idea.promised_on, Idea.votes, Idea.imported_votes, Idea.proxy_votes,
            Idea.comments, Idea.pictures, Idea.edited_at, Category.name, Category.name_en,
            Category.slug.label("category_slug"), into.id.label("into_id"), into.slug.label("into_slug"),
            into.title.label("into_title"), voted_by(viewer(known)).label("voted"),
            followed_by(viewer(known)).label("following"),
        )
        .outerjoin(Category, Category.id == Idea.category_id)
        .outerjoin(into, into.id == Idea.merged_into_id)
        .where(Idea.id == bindparam("idea"))
    )  # fmt: skip


def _check_visible(process: Process, found: Any, viewer_id: int | None) -> None:
    if is_private(process, found.status) and (viewer_id is None or found.author_id != viewer_id):
        raise IdeaTakenDown if found.status == TAKEN_DOWN else IdeaMissing


def _open(case: Case | None) -> Sequence[workflow.Step]:
    return case.open_steps if case else ()


def _promise(process: Process, found: Any, case: Case | None, at: datetime, own: bool) -> PromiseView | None:
    dated = promise(
        shown_status(process, found.status, found.stage),
        step_due=min((step.due_at for step in _open(case)), default=None),
        answer_due=case.answer_due_at if case else None, out_on=found.promised_on, moved_at=found.moved_at, own=own,
        at_length=True,
    )  # fmt: skip
    if dated is None:
        return None
    note = "" if dated.kept else time_left(process.calendar, at, dated.on)
    return PromiseView(dated.label, dated.on, dated.kept, note)


def _owner(process: Process, case: Case | None, names: dict[int, Signature]) -> Owner | None:
    """Offices are named beside their opinions, and the author knows already."""
    steps = _open(case)
    if len(steps) != 1 or steps[0].slot or steps[0].role == "author":
        return None
    role = process.roles[steps[0].role].title.in_(language())
    person = names.get(steps[0].assignee_id or 0)
    if person is None:
        return Owner(role, "".join(word[0] for word in role.split()[:2]).upper())
    return Owner(person.name, person.initials, role)


def _author_actions(case: Case, viewer_id: int | None) -> list[AuthorAction]:
    """What the process lets the author do now, in its own words."""
    author = Actor(viewer_id, frozenset({"author"}))
    return [
        AuthorAction(choice.action, choice.label.in_(language()), choice.tone)
        for choice in workflow.allowed(case.process, case.state, author)
        if choice.ok and not choice.through
    ]
