"""Taking a report in: kept here and sent to the office that mends it."""

from datetime import datetime

from ideas.kernel.db import db
from ideas.kernel.outbox import promise
from ideas.legal.models import AccessibilityReport

REPORT = "accessibility_report"


def report_barrier(*, text: str, page: str, email: str, person_id: int | None, at: datetime) -> AccessibilityReport:
    """Keep the report and promise the mail that takes it to the office."""
    report = AccessibilityReport(text=text, page=page, email=email, person_id=person_id, at=at)
    db.session.add(report)
    db.session.flush()
    promise(REPORT, f"{REPORT}:{report.id}", {"report_id": report.id})
    return report
