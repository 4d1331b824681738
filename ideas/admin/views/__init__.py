"""Pages of administration, one matter a file."""

from ideas.admin.views import index, process
from ideas.admin.views.blueprint import bp

__all__ = ["bp", "index", "process"]
