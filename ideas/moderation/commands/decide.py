"""A moderator decides on an idea or a comment, with the statement of reasons (DSA, article 17)."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select

from ideas.accounts.models import Person
from ideas.board.policy import HELD, PUBLIC
from ideas.kernel.db import db
from ideas.kernel.events import publish
from ideas.moderation.commands.report import checked_text
from ideas.moderation.commands.target import Target
from ideas.moderation.errors import BadField, DecidedAlready, OwnContent, WithTheOffice
from ideas.moderation.events import ContentDecided
from ideas.moderation.models import KEPT, OUTCOMES, Decision, Report
from ideas.moderation.policy import RULES

MINUTE = 60


def decide(
    target: Target, *, outcome: str, rule: str, facts: str, by: Person, expected: int | None, at: datetime,
    source: str = "",
) -> Decision:  # fmt: skip
    """Keep, hide or remove; every open report on it is answered at once, and its author is told.

    `expected` is the latest decision that the moderator saw (0: none; None: whatever it is). Raises DecidedAlready,
    OwnContent, BadField.
    """
    lock(target)
    if expected is not None and latest(target) != expected:
        raise DecidedAlready
    if target.author_id == by.id:
        raise OwnContent
    facts = _checked(target, outcome, rule, facts)
    reports, before = open_reports(target), target.state
    source = source or _source(reports, before)
    decision = _write(target, outcome, "" if outcome == KEPT else rule, facts, source, by, at)
    _answer(reports, decision)
    target.apply(outcome)
    db.session.flush()
    publish(ContentDecided(decision.id, before))
    return decision


def answer_reports(target: Target, *, outcome: str, by: Person, at: datetime) -> None:
    """Whoever reported what leaves the board in another way is told so."""
    reports = open_reports(target)
    if reports:
        decision = _write(target, outcome, "", "", "report", by, at)
        _answer(reports, decision)
        publish(ContentDecided(decision.id, target.state))


def _write(target: Target, outcome: str, rule: str, facts: str, source: str, by: Person, at: datetime) -> Decision:
    decision = Decision(
        idea_id=target.idea.id, comment_id=target.comment_id, outcome=outcome, rule=rule, facts=facts, source=source,
        by_id=by.id, at=at,
    )  # fmt: skip
    db.session.add(decision)
    db.session.flush()
    return decision


def _answer(reports: list[Report], decision: Decision) -> None:
    for report in reports:
        report.decision_id = decision.id
        report.minutes = int((decision.at - report.created_at).total_seconds() // MINUTE)
    db.session.flush()


def lock(target: Target) -> None:
    """Decisions on one idea and its comments come one after the other."""
    db.session.refresh(target.idea, with_for_update=True)
    if target.comment:
        db.session.refresh(target.comment)


def latest(target: Target) -> int:
    """The number of the last decision, 0 when there is none."""
    chosen = select(Decision.id).where(Decision.idea_id == target.idea.id, same_comment(target, Decision))
    return db.session.scalars(chosen.order_by(Decision.id.desc()).limit(1)).first() or 0


def open_reports(target: Target) -> list[Report]:
    chosen = select(Report).where(Report.idea_id == target.idea.id, same_comment(target, Report))
    return list(db.session.scalars(chosen.where(Report.decision_id.is_(None)).order_by(Report.id)))


def same_comment(target: Target, table: type[Decision] | type[Report]) -> ColumnElement[bool]:
    """Of the comment, or of the idea itself."""
    column = table.comment_id
    return column.is_(None) if target.comment_id is None else column == target.comment_id


def _source(reports: list[Report], before: str) -> str:
    return "report" if reports else "held" if before == HELD else "own"


def _checked(target: Target, outcome: str, rule: str, facts: str) -> str:
    """The facts as they are written down. Raises WithTheOffice, BadField."""
    if target.state == "gone":
        raise WithTheOffice
    if outcome not in OUTCOMES:
        raise BadField("outcome", _l("Choose what happens to it."))
    if outcome == KEPT and target.state == HELD and not facts:
        return ""
    if outcome != KEPT and rule not in RULES:
        raise BadField("rule", _l("Choose the rule that it breaks."))
    facts = checked_text("facts", facts)
    if outcome == KEPT and target.state == PUBLIC and not open_reports(target):
        raise BadField("outcome", _l("It is public already, and nobody has reported it."))
    return facts
