"""The public pages, one noun a file."""

from ideas.board.views import (
    comments,
    drafts,
    feeds,
    home,
    idea,
    lists,
    mine,
    propose,
    recording,
    similar,
    support,
    wording,
)
from ideas.board.views.blueprint import bp

__all__ = [
    "bp", "comments", "drafts", "feeds", "home", "idea", "lists", "mine", "propose", "recording", "similar", "support",
    "wording",
]  # fmt: skip
