"""What the desk reads."""

from ideas.evaluation.policy import absent_roles
from ideas.evaluation.queries.absence import absences, colleagues
from ideas.evaluation.queries.forms import author_choice, choice_for, duty, open_question, verdict_for
from ideas.evaluation.queries.work_page import WorkPage, work_page
from ideas.evaluation.queries.worklist import Counts, Filters, Worklist, counts, filter_choices, worklist

__all__ = [
    "Counts", "Filters", "WorkPage", "Worklist", "absences", "absent_roles", "author_choice",
    "choice_for", "colleagues", "counts", "duty", "filter_choices",
    "open_question", "verdict_for", "work_page", "worklist",
]  # fmt: skip
