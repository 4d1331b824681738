"""Pages of administration, one matter a file."""

from ideas.admin.views import audit, draft, index, people, process
from ideas.admin.views.blueprint import bp

__all__ = ["audit", "bp", "draft", "index", "people", "process"]
