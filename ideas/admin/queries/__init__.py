"""What the pages of administration show, one matter a file."""

from ideas.admin.queries.absences import absence_rows
from ideas.admin.queries.audit import audit
from ideas.admin.queries.diagrams import imported
from ideas.admin.queries.draft import checked, editor
from ideas.admin.queries.past import past
from ideas.admin.queries.people import people_page, role_titles
from ideas.admin.queries.process import process_page, version_page
from ideas.admin.queries.review import review, saved_draft
from ideas.admin.queries.simulation import draft_process, simulation_page
from ideas.admin.queries.versions import published

__all__ = [
    "absence_rows",
    "audit",
    "checked",
    "draft_process",
    "editor",
    "imported",
    "past",
    "people_page",
    "process_page",
    "published",
    "review",
    "role_titles",
    "saved_draft",
    "simulation_page",
    "version_page",
]
