"""Every change of a case: the engine moves, the board follows, and whoever must know is told."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

import workflow
from ideas.accounts.models import Person
from ideas.board import commands as board
from ideas.board.models import Idea
from ideas.board.policy import is_private
from ideas.evaluation.errors import CaseMissing, NotNow, refused
from ideas.evaluation.events import CaseMoved
from ideas.evaluation.messages import covered, public_text
from ideas.evaluation.policy import actors, complaint_actions, first_allowed
from ideas.kernel import guard
from ideas.kernel.db import db
from ideas.kernel.errors import Invalid
from ideas.kernel.events import publish
from ideas.kernel.process import running
from ideas.moderation import commands as moderation
from ideas.moderation.commands import Target
from workflow import ClockMissed, Move

AUTHOR = "author"
EVERYBODY = (AUTHOR, "followers", "voters", "readers")
MERGE, ANNOUNCE, MODERATOR = "merge", "announce", "moderator"


def open_case(idea_id: int, author_id: int | None, at: datetime) -> Move:
    """A new idea enters the bank's path."""
    return workflow.start_case(db.session, subject_id=idea_id, author_id=author_id, at=at)


def act(
    idea_id: int, action: str, person: Person, fields: Mapping[str, str], *, expected_version: int | None, at: datetime
) -> Move:
    """Perform an action of the process on an idea. Personal data in the words is covered.

    Raises Moved when the case is no longer at `expected_version`, NotNow or Forbidden when the process refuses,
    Invalid with a sentence for each field.
    """
    case_id, author_id = _case(idea_id)
    if action == ANNOUNCE:
        raise NotNow(_l("An idea is announced by publishing its announcement."))
    if action == MERGE:
        _check_target(idea_id, fields.get("into", ""))
    said = covered(fields)
    with refused():
        move = first_allowed(
            actors(person, author_id),
            lambda who: workflow.advance(
                db.session, case_id, action, who, said, expected_row_version=expected_version, at=at
            ),
        )
    follow(move, person.id, at)
    return move


def give_verdict(
    idea_id: int, office: str, verdict: str, reason: str, person: Person, *, expected_round: int | None, at: datetime
) -> Move:
    """An office's verdict in the present round; the last one joins the round and moves the case."""
    case_id, author_id = _case(idea_id)
    with refused():
        move = first_allowed(
            actors(person, author_id),
            lambda who: workflow.give_verdict(
                db.session, case_id, office, verdict, guard.mask(reason), who, expected_round=expected_round, at=at
            ),
        )
    follow(move, person.id, at)
    return move


def claim(idea_id: int, slot: str, person: Person, at: datetime) -> None:
    """Take a piece of work on: one person at a time, named to the customer.

    Raises Claimed naming who was first.
    """
    case_id, author_id = _case(idea_id)
    with refused():
        first_allowed(actors(person, author_id), lambda who: workflow.claim(db.session, case_id, slot, who, at=at))


def close_obligation(idea_id: int, obligation_id: int, note: str, person: Person, at: datetime) -> None:
    """A condition that an office set has been met; until then the idea cannot be released."""
    _case_id, author_id = _case(idea_id)
    with refused():
        first_allowed(
            actors(person, author_id),
            lambda who: workflow.close_obligation(db.session, obligation_id, who, note=guard.mask(note), at=at),
        )


def announce(idea_id: int, actor_id: int, text: str, at: datetime) -> Move:
    """The announcement has come out: the path ends, and everybody who cared is told with its text."""
    case_id, _author_id = _case(idea_id)
    spokesperson = workflow.Actor(actor_id, frozenset({"communications"}))
    with refused():
        move = workflow.advance(db.session, case_id, ANNOUNCE, spokesperson, {}, expected_row_version=None, at=at)
    follow(move, actor_id, at, text=text, audience=EVERYBODY)
    return move


def close_as_complaint(idea_id: int, by_id: int, at: datetime) -> None:
    """The process's own way out, taken for whoever handed the idea over; where it has none, nothing moves."""
    case = workflow.case_for(db.session, idea_id)
    if case is None:
        return
    desk = workflow.Actor(by_id, frozenset({MODERATOR}))
    ways = complaint_actions(case.process, case.stage)
    possible = [choice for choice in workflow.allowed(case.process, case.state, desk) if choice.ok]
    action = next((choice.action for choice in possible if choice.action in ways), None)
    if action is not None:
        move = workflow.advance(db.session, case.id, action, desk, {}, expected_row_version=None, at=at)
        follow(move, by_id, at)


def _case(idea_id: int) -> tuple[int, int | None]:
    case = workflow.tables.case
    row = db.session.execute(select(case.c.id, case.c.author_id).where(case.c.subject_id == idea_id)).first()
    if row is None:
        raise CaseMissing(_l("This idea is not on the bank's path."))
    return row.id, row.author_id


def _check_target(idea_id: int, typed: str) -> None:
    number = int(typed) if typed.isdigit() else 0
    target = db.session.get(Idea, number) if 0 < number < 2**31 else None
    if target is None or target.status == "merged" or is_private(running(), target.status):
        sentence = _l("There is no open idea with this number. Copy it from the page of the other idea.")
    elif target.id == idea_id:
        sentence = _l("An idea cannot be merged into itself. Write the number of the other one.")
    else:
        return
    raise Invalid(sentence, fields={"into": sentence})


def follow(
    move: Move, actor_id: int | None, at: datetime, *, text: str = "", audience: tuple[str, ...] | None = None
) -> None:
    """The board and everybody else after a move of the engine."""
    if move.to_stage != move.from_stage:
        board.set_status(
            move.subject_id,
            stage=move.to_stage,
            status=move.to_public,
            at=at,
            promised_on=move.fields.get("release_on"),
        )
    told = move.notify if audience is None else audience
    missed = any(isinstance(fact, ClockMissed) for fact in move.facts)  # before the clock came round to it
    written = text or public_text(move, apology=missed)
    if missed:
        told = told or (AUTHOR,)
    if told:
        board.publish_update(
            move.subject_id, seq=move.seq, at=at, by_id=actor_id, action=move.action,
            status_from=move.from_public, status_to=move.to_public,
            text=written or move.say or "", written=bool(written), audience=told,
        )  # fmt: skip
    status = running().public.get(move.to_public)
    if status is not None and status.private:  # one that is not known here is hidden, but no complaint
        moderation.record_idea(Target.find(move.subject_id), by_id=actor_id, at=at)
    if move.action == MERGE:  # after the update: those whose vote moves are told while it is still here
        board.merge_into(move.subject_id, int(move.fields["into"]), at)
    if move.to_stage != move.from_stage:
        publish(
            CaseMoved(move.subject_id, move.case_id, move.seq, move.action, move.from_stage, move.to_stage, actor_id)
        )
