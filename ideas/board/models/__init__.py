"""Tables of the board, one noun a file."""

from ideas.board.models.idea import Category, Idea, Tally
from ideas.board.models.search import IdeaTerms, Spelling, Vocabulary
from ideas.board.models.talk import Comment, Update
from ideas.board.models.vote import Follow, Vote

__all__ = ["Category", "Comment", "Follow", "Idea", "IdeaTerms", "Spelling", "Tally", "Update", "Vocabulary", "Vote"]
