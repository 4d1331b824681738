"""Everything a mail says, frozen: its HTML and its plain text are made from the same letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import workflow
from ideas.accounts import queries as people
from ideas.accounts.models import ROLES, Person
from ideas.announcements import queries as announcements
from ideas.board.models import Comment, Follow, Idea, Update, Vote
from ideas.board.policy import HELD, shown_status
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.process import running
from ideas.notifications.models import COMMENT, RECEIPT, REPLY, UPDATE
from ideas.notifications.queries import wording
from ideas.notifications.queries.promises import Promise, promises_of
from ideas.notifications.queries.service import first_name
from ideas.privacy import queries as privacy
from ideas.privacy.models import NEWS
from ideas.web.addresses import absolute
from workflow import Case, Milestone, PublicStatus

AUTHOR, COMMENTER, FOLLOWER, VOTER = "author", "commenter", "follower", "voter"
READER, STAFF = "reader", "staff"
WAITING, DONE, ANNOUNCE = "waiting", "done", "announce"


@dataclass(frozen=True)
class Stage:
    """One of the arches: `state` is done, now or next; `past` is its participle; `on` the day it was over."""

    label: str
    past: str
    state: str
    on: date | datetime | None


@dataclass(frozen=True)
class Signed:
    """Who answers. Without a person it is the bank itself: a timer moved the case, or the author did."""

    name: str
    role: str
    initials: str


@dataclass(frozen=True)
class Article:
    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Letter:
    """A mail about an idea. `relation` is why this person gets it; `position` counts the stages from 1."""

    message: str
    first_name: str
    title: str
    idea_title: str
    number: str
    relation: str
    text: str
    url: str
    settings_url: str
    idle: bool = False
    held: bool = False
    status_label: str = ""
    mark: str = ""
    position: int | None = None
    stages: Sequence[Stage] = ()
    promises: Sequence[Promise] = ()
    signed: Signed | None = None
    answer_url: str = ""
    article: Article | None = None


def receipt(person: Person, idea: Idea, at: datetime) -> Letter:
    """The receipt of a proposal: number, what happens next, by when."""
    return Letter(
        **_base(person, idea, title=wording.other_line(RECEIPT, official=False, name=""), text=""),
        **_path(_case(idea), idea, shown_status(running(), idea.status, idea.stage), at, own=True),
        message=RECEIPT,
        held=idea.status == HELD,
    )


def update(person: Person, idea: Idea, update_id: int, at: datetime) -> Letter:
    """What the bank said when the case moved, with the path and the next date as they are now."""
    told, case = db.session.get_one(Update, update_id), _case(idea)
    own = person.id == idea.author_id
    process = case.process
    title = wording.headline(process, action=told.action, status=told.status_to, title=idea.title, own=own)
    text = told.text_in(language())
    article = _article(idea.id) if told.action == ANNOUNCE else None
    return Letter(
        **_base(person, idea, title=article.title if article else title, text=article.text if article else text),
        **_path(case, idea, told.status_to, at, own=own, since=told.at),
        message="announcement" if article else UPDATE,
        idle=own and case.closed_at is None and told.status_to not in (WAITING, DONE),
        signed=_signed(told.by_id, told),
        answer_url=_answer_url(case, idea, own),
        article=article,
    )


def comment(person: Person, idea: Idea, comment_id: int) -> Letter:
    """An official answer under somebody's idea, or to somebody's comment."""
    said = db.session.get_one(Comment, comment_id)
    signed, kind = _signed(said.person_id), COMMENT if person.id == idea.author_id else REPLY
    title = wording.other_line(kind, official=said.official, name=signed.name if signed else said.author_name)
    base = _base(person, idea, title=title, text=said.text)
    if kind == REPLY:
        base["relation"] = COMMENTER
    return Letter(**base, message=COMMENT, signed=signed)


def _case(idea: Idea) -> Case:
    found = workflow.case_for(db.session, idea.id)
    if found is None:
        raise LookupError(f"idea {idea.id} has no case")
    return found


def _base(person: Person, idea: Idea, *, title: str, text: str) -> dict[str, Any]:
    return {
        "first_name": first_name(person),
        "title": title,
        "idea_title": idea.title,
        "number": idea.number,
        "relation": _relation(person, idea),
        "text": text,
        "url": absolute("board.idea", idea_id=idea.id, slug=idea.slug),
        "settings_url": absolute("accounts.settings"),
    }


def _relation(person: Person, idea: Idea) -> str:
    if person.id == idea.author_id:
        return AUTHOR
    key = {"idea_id": idea.id, "person_id": person.id}
    if db.session.get(Follow, key) is not None:
        return FOLLOWER
    if db.session.get(Vote, key) is not None:
        return VOTER
    if privacy.consents(person.id)[NEWS] is not None:
        return READER
    return STAFF if person.is_staff else VOTER


def _path(
    case: Case, idea: Idea, status: str, at: datetime, *, own: bool, since: datetime | None = None
) -> dict[str, Any]:
    """The arches up to `status`; the promises only while the case still has that status."""
    shown = case.process.public[status]
    return {
        "status_label": shown.label.in_(language()),
        "mark": shown.mark,
        "position": shown.position,
        "stages": _stages(case, shown.position, since or at),
        "promises": promises_of(case, at, own=own, out_on=idea.promised_on) if case.public == status else (),
    }


def _stages(case: Case, position: int | None, until: datetime) -> Sequence[Stage]:
    if position is None:
        return ()
    path = case.process.main_path
    reached = {milestone.status.key: milestone for milestone in workflow.timeline(case)}
    return tuple(_stage(status, reached.get(status.key), position, until, len(path)) for status in path)


def _stage(status: PublicStatus, reached: Milestone | None, position: int, until: datetime, last: int) -> Stage:
    place = status.position or 0
    state = "done" if place < position or position == last else "now" if place == position else "next"
    on = None
    if state == "done" and reached is not None:
        on = reached.entered_at if place in (1, last) else reached.left_at
    lang = language()
    return Stage(status.label.in_(lang), status.past.in_(lang), state, on if on and on <= until else None)


def _signed(person_id: int | None, told: Update | None = None) -> Signed | None:
    """The bank's person with the role they acted in; None for customers and timers."""
    found = people.person(person_id) if person_id is not None else None
    if found is None or not found.is_staff:
        return None
    process = running()
    acted = [
        stage.actions[told.action].role
        for stage in process.stages.values()
        if told is not None and stage.public == told.status_from and told.action in stage.actions
    ]
    role = next((name for name in (*acted, *ROLES) if name in found.roles and name in process.roles), None)
    title = process.roles[role].title.in_(language()) if role else ""
    return Signed(found.public_name, title, found.initials)


def _answer_url(case: Case, idea: Idea, own: bool) -> str:
    if not own or case.public != WAITING:
        return ""
    return absolute("evaluation.author_action", idea_id=idea.id, action="answer")


def _article(idea_id: int) -> Article | None:
    found = announcements.published_for(idea_id)
    if found is None:
        return None
    url = absolute("announcements.article", announcement_id=found.id, slug=found.slug)
    return Article(found.title, found.text, url)
