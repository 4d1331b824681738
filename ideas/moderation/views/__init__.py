"""The pages of moderation, one matter a file."""

from ideas.moderation.views import complaints, desk, mine, public, reports, split
from ideas.moderation.views.blueprint import bp

__all__ = ["bp", "complaints", "desk", "mine", "public", "reports", "split"]
