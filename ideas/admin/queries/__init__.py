"""What the pages of administration show, one matter a file."""

from ideas.admin.queries.audit import audit
from ideas.admin.queries.draft import checked
from ideas.admin.queries.people import people_page, role_titles
from ideas.admin.queries.process import process_page, published, version_page
from ideas.admin.queries.review import review, saved_draft

__all__ = [
    "audit",
    "checked",
    "people_page",
    "process_page",
    "published",
    "review",
    "role_titles",
    "saved_draft",
    "version_page",
]
