"""What moderation tests need: something to report, somebody to decide."""

from typing import Any

from sqlalchemy import select

from ideas.accounts.models import Person
from ideas.board import commands as board
from ideas.board.models import Comment, Idea
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.outbox import Message
from ideas.moderation import commands
from ideas.moderation.commands import Target
from ideas.moderation.models import Appeal, Complaint, Decision, Report
from tests.builders import a_colleague, act

WHY = "Dice il nome e il telefono di un’altra persona."
FACTS = "Nel terzo rigo c’è il numero di telefono di una collega."


def a_comment(idea: Idea, person: Person, text: str = "Chiamate Marta al numero che vi ho dato.") -> Comment:
    with act():
        return board.add_comment(idea_id=idea.id, person=person, text=text, at=clock.now())


def a_report(target: Target, person: Person | None = None, **more: Any) -> Report:
    said = {"rule": "personal_data", "text": WHY, **more}
    with act():
        return commands.report(target, person=person, at=clock.now(), **said)


def a_decision(
    target: Target, by: Person, outcome: str = "hidden", rule: str = "personal_data", **more: Any
) -> Decision:
    with act():
        return commands.decide(
            target, outcome=outcome, rule=rule, facts=FACTS, by=by, expected=None, at=clock.now(), **more
        )


def an_appeal(decision: Decision, person: Person | None = None, report: Report | None = None) -> Appeal:
    with act():
        text = "Il numero è quello del centralino, non di una persona."
        return commands.appeal(decision.id, text=text, person=person, report=report, at=clock.now())


def hand_over(idea: Idea, matter: str = "other", **more: Any) -> Complaint:
    by = more.get("by") or a_colleague("moderator")
    with act():
        return commands.hand_over_idea(idea.id, matter=matter, by=by, at=clock.now())


def complaints() -> list[Complaint]:
    return list(db.session.scalars(select(Complaint).order_by(Complaint.id)))


def promised() -> list[str]:
    """What mails are promised, in the order of the promises."""
    keys = db.session.scalars(select(Message.key).where(Message.kind == "mail").order_by(Message.id))
    return [key.split(":")[0] for key in keys]
