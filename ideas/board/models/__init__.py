"""Tables of the board, one noun a file."""

from ideas.board.models.draft import Draft, Picture, Version
from ideas.board.models.idea import Category, CategoryPerson, Idea, Tally
from ideas.board.models.search import IdeaTerms, Spelling, Vocabulary
from ideas.board.models.talk import Comment, Update, Useful
from ideas.board.models.vote import Follow, ProxyVote, Vote

__all__ = [
    "Category", "CategoryPerson", "Comment", "Draft", "Follow", "Idea", "IdeaTerms", "Picture", "ProxyVote", "Spelling",
    "Tally", "Update", "Useful", "Version", "Vocabulary", "Vote",
]  # fmt: skip
