"""What the newsroom does when a case moves."""

from ideas.announcements import commands
from ideas.evaluation.events import CaseMoved
from ideas.kernel import clock

RELEASED = "released"


def draft_for_release(event: CaseMoved) -> None:
    """What customers can use deserves to be told: a draft is ready at once."""
    if event.to_stage == RELEASED:
        commands.draft(event.idea_id, event.seq, clock.now())
