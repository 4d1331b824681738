"""Pages of administration, one matter a file."""

from ideas.admin.views import absences, audit, categories, draft, index, people, process, publication, rehearsals
from ideas.admin.views.blueprint import bp

__all__ = ["absences", "audit", "bp", "categories", "draft", "index", "people", "process", "publication", "rehearsals"]
