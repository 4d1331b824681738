"""What people read of moderation: in one line here, at length by mail, also without an account.

The mails are those that the Digital Services Act asks for: receipt of a report, statement of reasons, outcome, appeal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ideas.accounts import queries as people
from ideas.kernel.db import db
from ideas.kernel.i18n import date_long
from ideas.moderation import queries as moderation
from ideas.moderation.models import Complaint, Decision, Report
from ideas.moderation.tokens import report_token
from ideas.notifications.models import (
    APPEAL_OVERTURNED,
    APPEAL_UPHELD,
    HANDED_OVER,
    PUBLISHED,
    PUT_BACK,
    REPORT_ACTED,
    REPORT_KEPT,
    REPORT_PASSED_ON,
    TAKEN_DOWN,
)
from ideas.web.addresses import absolute

RECEIPT = "report_receipt"
TITLES: dict[str, Any] = {
    RECEIPT: _l("We have received your report"),
    TAKEN_DOWN: _l("We have taken down something you wrote"),
    PUT_BACK: _l("What you wrote is public again"),
    PUBLISHED: _l("What you wrote is now public"),
    REPORT_ACTED: _l("Your report: we have acted"),
    REPORT_KEPT: _l("Your report: it stays where it is"),
    REPORT_PASSED_ON: _l("Your report: it is with another office now"),
    APPEAL_UPHELD: _l("We have looked again: the decision stays"),
    APPEAL_OVERTURNED: _l("We have looked again: you were right"),
    HANDED_OVER: _l("The complaints office has your complaint"),
}
RULINGS = frozenset(TITLES)
OF_REPORTER = (RECEIPT, REPORT_ACTED, REPORT_KEPT, REPORT_PASSED_ON)


@dataclass(frozen=True)
class Reader:
    name: str
    email: str
    language: str


@dataclass(frozen=True)
class RulingLetter:
    """`paragraphs` are plain text; `quote` is what the person or the moderator wrote."""

    title: str
    first_name: str
    paragraphs: tuple[str, ...]
    quote: str
    button: str
    url: str
    message: str = "moderation"


def ruling_line(kind: str) -> str:
    return str(TITLES[kind])


def ruling_path(kind: str, decision_id: int | None, complaint_id: int | None) -> str:
    """Where the person reads all of it."""
    if kind == HANDED_OVER:
        return url_for("moderation.complaint", complaint_id=complaint_id)
    return url_for("moderation.statement", decision_id=decision_id)


def reader_of(payload: Mapping[str, Any]) -> Reader | None:
    """Who gets the mail: a person of ours, or the address left with a report; None when there is none."""
    if payload["person_id"] is not None:
        person = people.person(payload["person_id"])
        return Reader(person.name, person.email, person.language) if person else None
    report = db.session.get(Report, payload.get("report_id", 0))
    return Reader(report.name, report.email, report.language) if report and report.email else None


def ruling_letter(reader: Reader, payload: Mapping[str, Any]) -> RulingLetter:
    kind = payload["message"]
    if kind == HANDED_OVER:
        words, quote, url = _complaint(payload)
    elif kind == RECEIPT:
        words, quote, url = _receipt(payload)
    else:
        words, quote, url = _decision(kind, payload)
    greeting = _("Hello %(name)s,", name=reader.name.split()[0]) if reader.name.split() else _("Hello,")
    return RulingLetter(str(TITLES[kind]), greeting, words, quote, _button(kind), url)


def _button(kind: str) -> str:
    if kind == HANDED_OVER:
        return _("Open the receipt")
    return _("Open the report") if kind in OF_REPORTER else _("Read the decision")


def _receipt(payload: Mapping[str, Any]) -> tuple[tuple[str, ...], str, str]:
    report = db.session.get_one(Report, payload["report_id"])
    words = (
        _("your report has the number %(number)s.", number=moderation.report_number(report)),
        _("A person reads it and decides, without automated means. Then we write to you what was decided and why."),
        _("The link below is yours: with it you see where the report is. Keep it to yourself."),
    )
    return words, report.text, absolute("moderation.report_page", token=report_token(report.id))


def _decision(kind: str, payload: Mapping[str, Any]) -> tuple[tuple[str, ...], str, str]:
    decision = db.session.get_one(Decision, payload["decision_id"])
    said = moderation.statement_words(decision)
    report_id = payload.get("report_id")
    url = absolute("moderation.statement", decision_id=decision.id)
    if report_id is not None:
        url = absolute("moderation.report_page", token=report_token(report_id))
    if kind in (APPEAL_UPHELD, APPEAL_OVERTURNED):
        return _appeal(kind, decision, report_id is not None, said), _reason(decision, report_id), url
    told: tuple[str, ...] = (said.what, *((said.ground,) if said.ground else ()), said.how)
    if kind in (TAKEN_DOWN, REPORT_KEPT):
        told = (*told, said.redress)
    return told, decision.facts, url


def _appeal(kind: str, decision: Decision, reporter: bool, said: Any) -> tuple[str, ...]:
    looked = _("another person has looked at the decision of %(day)s that you appealed.", day=date_long(decision.at))
    if kind == APPEAL_OVERTURNED:
        return looked, _("They have changed it: what follows from that has happened already.")
    return (
        looked,
        _("It stays as it was.") if reporter else said.what,
        _("Against this you may go to a certified out-of-court dispute settlement body, or to a court."),
    )


def _reason(decision: Decision, report_id: int | None) -> str:
    found = moderation.appeal_of(decision.id, report_id is not None)
    return found.reason if found else ""


def _complaint(payload: Mapping[str, Any]) -> tuple[tuple[str, ...], str, str]:
    complaint = db.session.get_one(Complaint, payload["complaint_id"])
    return (
        moderation.receipt_words(complaint),
        complaint.text,
        absolute("moderation.complaint", complaint_id=complaint.id),
    )
