"""What the evaluation does when the board says something."""

from ideas.board.events import IdeaSubmitted
from ideas.board.models import Idea
from ideas.evaluation import commands
from ideas.kernel.db import db
from ideas.moderation.events import HandedOver
from ideas.moderation.models import Complaint


def close_as_complaint(event: HandedOver) -> None:
    """What went to the complaints office leaves the path too, wherever the process has a way out for it."""
    if event.idea_id is not None and event.by_id is not None:
        complaint = db.session.get_one(Complaint, event.complaint_id)
        commands.close_as_complaint(event.idea_id, event.by_id, complaint.handed_at)


def open_case(event: IdeaSubmitted) -> None:
    """Every proposed idea becomes a practice at once, dated as the idea itself."""
    idea = db.session.get_one(Idea, event.idea_id)
    commands.open_case(idea.id, event.author_id, idea.created_at)
