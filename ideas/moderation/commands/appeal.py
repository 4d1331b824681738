"""A decision is looked at again, by somebody else (DSA, article 20)."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ideas.accounts.models import Person
from ideas.kernel import clock
from ideas.kernel.db import changed, db, insert
from ideas.kernel.events import publish
from ideas.moderation.commands.decide import decide, latest, lock
from ideas.moderation.commands.report import checked_text
from ideas.moderation.commands.target import Target
from ideas.moderation.errors import (
    BadField,
    DecidedAlready,
    Missing,
    OwnContent,
    SamePerson,
    asked_already,
    nothing_to_appeal,
    too_late,
)
from ideas.moderation.events import AppealDecided, AppealFiled
from ideas.moderation.models import (
    AUTHOR,
    HIDDEN,
    KEPT,
    OVERTURNED,
    REPORTER,
    UPHELD,
    Appeal,
    Decision,
    Report,
)
from ideas.moderation.policy import appeal_until

FROM_APPEAL = "appeal"


def appeal(
    decision_id: int, *, text: str, at: datetime, person: Person | None = None, report: Report | None = None
) -> Appeal:
    """Ask that a decision be looked at again: its content's author (`person`), or whoever made the `report`.

    Raises Missing, BadField, and NoAppeal when it is late, was asked before, or would change nothing.
    """
    decision = db.session.get(Decision, decision_id)
    if decision is None:
        raise Missing
    target = Target.find(decision.idea_id, decision.comment_id)
    _check_side(decision, target, person, report)
    if clock.local_date(at) > appeal_until(decision.at):
        raise too_late()
    text = checked_text("text", text)
    values = {
        "decision_id": decision.id, "first_by_id": decision.by_id, "side": REPORTER if report else AUTHOR,
        "person_id": person.id if person else report.reporter_id if report else None,
        "report_id": report.id if report else None, "text": text, "created_at": at,
    }  # fmt: skip
    if not changed(insert(Appeal).values(values).on_conflict_do_nothing()):
        raise asked_already()
    side = select(Appeal).where(Appeal.decision_id == decision.id, Appeal.side == values["side"])
    made = db.session.scalars(side).one()
    publish(AppealFiled(made.id))
    return made


def _check_side(decision: Decision, target: Target, person: Person | None, report: Report | None) -> None:
    """The author appeals what was taken away, the reporter what was left; both only the last word."""
    if report is not None:
        fits = report.decision_id == decision.id and decision.outcome == KEPT
    else:
        if person is None or target.author_id != person.id:
            raise Missing
        fits = decision.outcome != KEPT
    if not fits or latest(target) != decision.id or target.state == "gone":
        raise nothing_to_appeal()


def decide_appeal(appeal_id: int, *, outcome: str, reason: str, by: Person, at: datetime) -> Appeal:
    """Uphold the decision, or overturn it: then the opposite happens, by a decision of its own.

    Raises SamePerson for whoever took the decision, OwnContent, DecidedAlready, Missing, BadField.
    """
    chosen = db.session.get(Appeal, appeal_id)
    if chosen is None:
        raise Missing
    decision = db.session.get_one(Decision, chosen.decision_id)
    target = Target.find(decision.idea_id, decision.comment_id)
    lock(target)
    db.session.refresh(chosen)
    if chosen.decided_at is not None:
        raise DecidedAlready
    if chosen.first_by_id == by.id:
        raise SamePerson
    if by.id in (target.author_id, chosen.person_id):
        raise OwnContent
    if outcome not in (UPHELD, OVERTURNED):
        raise BadField("outcome", _l("Choose what happens to it."))
    reason = checked_text("reason", reason)
    chosen.decided_at, chosen.decided_by_id, chosen.outcome, chosen.reason = at, by.id, outcome, reason
    db.session.flush()
    if outcome == OVERTURNED:
        _overturn(chosen, decision, target, reason, by, at)
    publish(AppealDecided(chosen.id))
    return chosen


def _overturn(chosen: Appeal, decision: Decision, target: Target, reason: str, by: Person, at: datetime) -> None:
    """What was taken away comes back; what was left is hidden, for the rule that was reported."""
    report = db.session.get(Report, chosen.report_id) if chosen.report_id else None
    hide = decision.outcome == KEPT
    rule = report.rule if hide and report else ""
    outcome = HIDDEN if hide else KEPT
    decide(target, outcome=outcome, rule=rule, facts=reason, by=by, expected=None, at=at, source=FROM_APPEAL)
