"""Pages of administration, one matter a file."""

from ideas.admin.views import audit, categories, index, people, process
from ideas.admin.views.blueprint import bp

__all__ = ["audit", "bp", "categories", "index", "people", "process"]
