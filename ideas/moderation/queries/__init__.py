"""Everything moderation reads, as frozen page objects."""

from ideas.moderation.queries.appeals import AppealPage, appeal_of, appeal_page
from ideas.moderation.queries.complaints import (
    ComplaintList,
    broken_complaint,
    complaint_list,
    complaint_number,
    complaint_page,
    receipt_words,
)
from ideas.moderation.queries.figures import Figures, figures
from ideas.moderation.queries.mine import my_decisions
from ideas.moderation.queries.queue import Queue, queue
from ideas.moderation.queries.register import register, register_years
from ideas.moderation.queries.reports import answered_report, report_number, report_page
from ideas.moderation.queries.rules import rules
from ideas.moderation.queries.statements import statement, statement_words
from ideas.moderation.queries.target import TargetPage, reportable, target_page

__all__ = [
    "AppealPage", "ComplaintList", "Figures", "Queue", "TargetPage", "answered_report", "appeal_of", "appeal_page",
    "broken_complaint", "complaint_list", "complaint_number", "complaint_page", "figures", "my_decisions", "queue",
    "receipt_words", "register", "register_years", "reportable", "report_number", "report_page", "rules", "statement",
    "statement_words", "target_page",
]  # fmt: skip
