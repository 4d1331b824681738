"""What moderation speaks of: an idea, or a comment on it."""

from dataclasses import dataclass

from ideas.board import commands as board
from ideas.board.errors import IdeaMissing
from ideas.board.models import Comment, Idea
from ideas.board.policy import HIDDEN_COMMENT, PUBLIC, REMOVED_COMMENT, is_private
from ideas.kernel.db import db
from ideas.kernel.process import running
from ideas.moderation.models import HIDDEN, REMOVED

STATES = {HIDDEN: HIDDEN_COMMENT, REMOVED: REMOVED_COMMENT}


@dataclass(frozen=True)
class Target:
    """`comment` is empty when the idea itself is meant."""

    idea: Idea
    comment: Comment | None = None

    @classmethod
    def find(cls, idea_id: int | None = None, comment_id: int | None = None) -> "Target":
        """By the number of one of the two. Raises IdeaMissing, CommentMissing."""
        comment = board.existing_comment(comment_id) if comment_id is not None else None
        number = comment.idea_id if comment else idea_id or 0
        idea = db.session.get(Idea, number) if 0 < number < 2**31 else None
        if idea is None:
            raise IdeaMissing
        return cls(idea, comment)

    @property
    def comment_id(self) -> int | None:
        return self.comment.id if self.comment else None

    @property
    def author_id(self) -> int | None:
        return self.comment.person_id if self.comment else self.idea.author_id

    @property
    def state(self) -> str:
        """public, held, taken_down (ideas), hidden or removed (comments), gone (with the complaints office)."""
        if self.comment:
            return self.comment.state
        if not is_private(running(), self.idea.status):
            return PUBLIC
        return self.idea.status if self.idea.status not in running().public else "gone"

    @property
    def is_public(self) -> bool:
        return self.state == PUBLIC and not is_private(running(), self.idea.status)

    def apply(self, outcome: str) -> None:
        """Show or hide it, as decided."""
        if self.comment:
            board.set_comment_state(self.comment.id, STATES.get(outcome, PUBLIC))
        elif outcome in STATES:
            board.take_down(self.idea.id)
        else:
            board.put_back(self.idea.id)
