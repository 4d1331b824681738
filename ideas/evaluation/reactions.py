"""What the evaluation does when the board says something."""

from ideas.board.events import IdeaSubmitted
from ideas.board.models import Idea
from ideas.evaluation import commands
from ideas.kernel.db import db


def open_case(event: IdeaSubmitted) -> None:
    """Every proposed idea becomes a practice at once, dated as the idea itself."""
    idea = db.session.get_one(Idea, event.idea_id)
    commands.open_case(idea.id, event.author_id, idea.created_at)
