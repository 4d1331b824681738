"""The mail that takes a report of accessibility to the office."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from flask import current_app

from ideas.kernel import clock, mail
from ideas.kernel.db import db
from ideas.kernel.i18n import date_full
from ideas.kernel.jobs import reading_only
from ideas.legal.models import AccessibilityReport
from ideas.legal.policy import answer_by
from ideas.legal.queries import contact


def deliver_report(payload: dict[str, Any]) -> None:
    """To the office in Italian; an answer to the mail reaches whoever wrote, where they left an address."""
    with reading_only():
        report = db.session.get(AccessibilityReport, payload["report_id"])
        message = _written(report) if report is not None else None
    if message is not None:
        mail.send(message)


def _written(report: AccessibilityReport) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = f"Accessibilità: segnalazione {report.id}"
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = contact()
    message["Date"] = format_datetime(clock.now())
    message["Auto-Submitted"] = "auto-generated"
    if report.email:
        message["Reply-To"] = report.email
    page = report.page or "non indicata"
    asked = f"Rispondere entro {date_full(answer_by(report.at))}." if report.email else "Non chiede risposta."
    message.set_content(f"Pagina: {page}\n\n{report.text}\n\n{asked}\n", cte="quoted-printable")
    return message
