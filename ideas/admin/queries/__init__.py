"""What the pages of administration show, one matter a file."""

from ideas.admin.queries.audit import audit
from ideas.admin.queries.draft import checked
from ideas.admin.queries.people import people_page, role_titles
from ideas.admin.queries.process import process_page, published, version_page

__all__ = ["audit", "checked", "people_page", "process_page", "published", "role_titles", "version_page"]
