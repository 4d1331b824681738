"""What the desk reads."""

from ideas.evaluation.queries.forms import author_choice, choice_for, duty, open_question, verdict_for
from ideas.evaluation.queries.work_page import WorkPage, work_page
from ideas.evaluation.queries.worklist import Counts, Filters, Worklist, counts, filter_choices, worklist

__all__ = [
    "Counts", "Filters", "WorkPage", "Worklist", "author_choice", "choice_for", "counts", "duty", "filter_choices",
    "open_question", "verdict_for", "work_page", "worklist",
]  # fmt: skip
