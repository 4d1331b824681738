"""What the pages of administration show, one matter a file."""

from ideas.admin.queries.draft import checked
from ideas.admin.queries.process import process_page, published, version_page

__all__ = ["checked", "process_page", "published", "version_page"]
