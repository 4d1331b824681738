"""Whom we tell when something happens. The many are told by the clock, from one outbox message."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from ideas.accounts.events import AlreadyRegistered, PasswordChanged, ResetAsked, SignedUp
from ideas.board.events import CommentAdded, IdeaSubmitted, UpdatePublished
from ideas.board.models import Comment, Idea, Update
from ideas.board.policy import HELD, OFF_BOARD, PUBLIC
from ideas.evaluation.events import Due, PromiseDueSoon, StepDueSoon, StepOverdue
from ideas.kernel.db import db
from ideas.kernel.outbox import promise
from ideas.moderation.events import AppealDecided, ContentDecided, HandedOver, ReportFiled
from ideas.moderation.models import (
    HIDDEN,
    KEPT,
    OVERTURNED,
    PASSED_ON,
    REMOVED,
    Appeal,
    Complaint,
    Decision,
    Report,
)
from ideas.notifications import commands
from ideas.notifications.commands import Told
from ideas.notifications.models import (
    APPEAL_OVERTURNED,
    APPEAL_UPHELD,
    COMMENT,
    DUE_SOON,
    ESCALATED,
    HANDED_OVER,
    OVERDUE,
    PROMISE_SOON,
    PUBLISHED,
    PUT_BACK,
    RECEIPT,
    REPLY,
    REPORT_ACTED,
    REPORT_KEPT,
    REPORT_PASSED_ON,
    TAKEN_DOWN,
    UPDATE,
)

AUTHOR, MERGE = "author", "merge"


def receipt(event: IdeaSubmitted) -> None:
    """Number of the practice, what happens next, by when."""
    idea = db.session.get_one(Idea, event.idea_id)
    commands.tell(Told(RECEIPT, idea.id, idea.created_at), [event.author_id], mail=True)


def tell(event: UpdatePublished) -> None:
    """The author is told at once, also of what they did themselves: it confirms it and gives the next date."""
    published = db.session.get_one(Update, event.update_id)
    idea = db.session.get_one(Idea, event.idea_id)
    if AUTHOR in event.audience and idea.author_id is not None:
        commands.tell(Told(UPDATE, idea.id, published.at, update_id=published.id), [idea.author_id], mail=True)
    off_board = idea.status in OFF_BOARD  # nobody else could open it
    others = [] if off_board else [name for name in event.audience if name != AUTHOR]
    if others and published.action == MERGE:
        _tell_before_they_move(published.id, others)
    elif others:
        promise("fan_out", f"fan_out:update:{published.id}", {"update_id": published.id, "audience": others})


def _tell_before_they_move(update_id: int, audience: Sequence[str]) -> None:
    """A merge takes votes and followers to the other idea at once: later nobody could tell whose they were."""
    spread = commands.about(update_id, audience)
    last: int | None = 0
    while last is not None:
        last = commands.tell_next(spread, last)


def comment_added(event: CommentAdded) -> None:
    """Told are whoever proposed the idea and whoever wrote the comment that this one answers; of the bank's own
    answers also by mail."""
    idea, comment = db.session.get_one(Idea, event.idea_id), db.session.get_one(Comment, event.comment_id)
    answered = db.session.get(Comment, comment.parent_id) if comment.parent_id else None
    knows = {None, event.person_id}
    for kind, person_id in ((COMMENT, idea.author_id), (REPLY, answered.person_id if answered else None)):
        if person_id is not None and person_id not in knows:
            knows.add(person_id)
            told = Told(kind, idea.id, comment.created_at, comment_id=comment.id)
            commands.tell(told, [person_id], mail=comment.official)


def due_soon(event: StepDueSoon) -> None:
    commands.tell(_work(DUE_SOON, event), event.people, mail=False)


def overdue(event: StepOverdue) -> None:
    """Whoever has it to do, and the people above."""
    commands.tell(_work(OVERDUE, event), event.people, mail=False)
    above = [person_id for person_id in event.above if person_id not in event.people]
    commands.tell(_work(ESCALATED, event), above, mail=False)


def promise_soon(event: PromiseDueSoon) -> None:
    commands.tell(_work(PROMISE_SOON, event), event.people, mail=False)


def _work(kind: str, event: Due) -> Told:
    return Told(kind, event.idea_id, event.at, step_id=event.step_id)


def report_receipt(event: ReportFiled) -> None:
    """The number of the report, to whoever made it, with or without an account."""
    report = db.session.get_one(Report, event.report_id)
    commands.promise_ruling("report_receipt", str(report.id), to=report.reporter_id, report_id=report.id)


def ruling(event: ContentDecided) -> None:
    """Whoever wrote the content is told what changed for it, whoever reported it what came of the report."""
    decision = db.session.get_one(Decision, event.decision_id)
    author, kind = _author_of(decision), _for_author(decision.outcome, event.before)
    if author is not None and kind:
        _tell_ruling(kind, decision, author, decision.at)
    outcomes = {KEPT: REPORT_KEPT, PASSED_ON: REPORT_PASSED_ON}
    for report in db.session.scalars(select(Report).where(Report.decision_id == decision.id).order_by(Report.id)):
        _tell_reporter(outcomes.get(decision.outcome, REPORT_ACTED), decision, report, decision.at)


def appeal_ruling(event: AppealDecided) -> None:
    """Whoever appealed is told; the other side hears of what changed from the decision that changed it."""
    appeal = db.session.get_one(Appeal, event.appeal_id)
    decision = db.session.get_one(Decision, appeal.decision_id)
    kind = APPEAL_OVERTURNED if appeal.outcome == OVERTURNED else APPEAL_UPHELD
    report = db.session.get(Report, appeal.report_id) if appeal.report_id else None
    if report is not None:
        _tell_reporter(kind, decision, report, appeal.decided_at or appeal.created_at)
    elif appeal.person_id is not None:
        _tell_ruling(kind, decision, appeal.person_id, appeal.decided_at or appeal.created_at)


def handed_over(event: HandedOver) -> None:
    """The receipt of a complaint: its number, by when the office answers, what else one may do."""
    complaint = db.session.get_one(Complaint, event.complaint_id)
    if complaint.customer_id is None:
        return
    if complaint.idea_id is not None:
        told = Told(HANDED_OVER, complaint.idea_id, complaint.handed_at, complaint_id=complaint.id)
        commands.tell(told, [complaint.customer_id], mail=False)
    commands.promise_ruling(HANDED_OVER, str(complaint.id), to=complaint.customer_id, complaint_id=complaint.id)


def _for_author(outcome: str, before: str) -> str:
    """Nothing, where nothing changed for whoever wrote it or the complaint's receipt says it."""
    if outcome in (HIDDEN, REMOVED):
        return TAKEN_DOWN
    changed = outcome == KEPT and before != PUBLIC
    return (PUBLISHED if before == HELD else PUT_BACK) if changed else ""


def _author_of(decision: Decision) -> int | None:
    if decision.comment_id is not None:
        return db.session.get_one(Comment, decision.comment_id).person_id
    return db.session.get_one(Idea, decision.idea_id).author_id


def _tell_ruling(kind: str, decision: Decision, person_id: int, at: datetime) -> None:
    told = Told(kind, decision.idea_id, at, comment_id=decision.comment_id, decision_id=decision.id)
    commands.tell(told, [person_id], mail=False)
    commands.promise_ruling(kind, f"{decision.id}:{person_id}", to=person_id, decision_id=decision.id)


def _tell_reporter(kind: str, decision: Decision, report: Report, at: datetime) -> None:
    if report.reporter_id is not None:
        told = Told(kind, decision.idea_id, at, comment_id=decision.comment_id, decision_id=decision.id)
        commands.tell(told, [report.reporter_id], mail=False)
    about = {"decision_id": decision.id, "report_id": report.id}
    commands.promise_ruling(kind, f"{decision.id}:report:{report.id}", to=report.reporter_id, **about)


def confirmation(event: SignedUp) -> None:
    commands.promise_service_mail("confirmation", event.person_id)


def reset(event: ResetAsked) -> None:
    commands.promise_service_mail("reset", event.person_id)


def already_registered(event: AlreadyRegistered) -> None:
    commands.promise_service_mail("already_registered", event.person_id)


def password_changed(event: PasswordChanged) -> None:
    commands.promise_service_mail("password_changed", event.person_id)
