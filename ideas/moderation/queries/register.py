"""The register of complaints of one year as a file, for the office that answers them in its own system."""

import csv
import io
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from ideas.accounts import queries as people
from ideas.board.models import Idea
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.ids import practice_number
from ideas.moderation.models import Complaint
from ideas.moderation.queries.complaints import complaint_number, matter_label

# Read as a formula by programs for tables: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def register_years() -> list[int]:
    """From the one in which something was first handed over to the last such one, newest first."""
    handed = select(Complaint.handed_at).limit(1)
    first = db.session.scalar(handed.order_by(Complaint.id))
    last = db.session.scalar(handed.order_by(Complaint.id.desc()))
    return list(range(clock.local(last).year, clock.local(first).year - 1, -1)) if first and last else []


def register(year: int) -> str:
    """What was handed over in that year, by number, as a table of values parted by semicolons. Nothing is added to a
    year that is over."""
    begin, end = (datetime(each, 1, 1, tzinfo=clock.ROME) for each in (year, year + 1))
    chosen = select(Complaint, Idea.created_at).outerjoin(Idea, Idea.id == Complaint.idea_id).order_by(Complaint.id)
    rows = db.session.execute(chosen.where(Complaint.handed_at >= begin, Complaint.handed_at < end)).all()
    names = people.signatures(complaint.by_id for complaint, _proposed_at in rows)
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow(
        [_("Number"), _("Written on"), _("Handed over on"), _("Answer due"), _("Matter"), _("Customer"), _("E-mail"),
         _("Title"), _("Text"), _("Idea"), _("Handed over by"), _("Fingerprint")]
    )  # fmt: skip
    table.writerows([_plain(cell) for cell in _cells(*row, names)] for row in rows)
    return written.getvalue()


def _cells(row: Complaint, proposed_at: datetime | None, names: dict[int, people.Signature]) -> list[str]:
    by = names.get(row.by_id or 0)
    return [
        complaint_number(row),
        clock.local_date(row.posted_at).isoformat(),
        clock.local_date(row.handed_at).isoformat(),
        row.due_on.isoformat(),
        matter_label(row.matter),
        row.customer_name,
        row.customer_email,
        row.title,
        row.text,
        practice_number(row.idea_id, proposed_at) if row.idea_id and proposed_at else "",
        by.name if by else _("the customer"),
        row.hash,
    ]


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
