"""The public pages, one noun a file."""

from ideas.board.views import feeds, home, idea, lists, mine, propose, similar, support
from ideas.board.views.blueprint import bp

__all__ = ["bp", "feeds", "home", "idea", "lists", "mine", "propose", "similar", "support"]
