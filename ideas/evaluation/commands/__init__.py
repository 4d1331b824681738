"""Every change of a case, by people and by the clock."""

from ideas.evaluation.commands.absence import be_back, stand_in
from ideas.evaluation.commands.moving import (
    act,
    announce,
    claim,
    close_as_complaint,
    close_obligation,
    give_verdict,
    open_case,
)
from ideas.evaluation.commands.timing import run_due, watch
from ideas.evaluation.commands.versions import follow_version

__all__ = [
    "act", "announce", "be_back", "claim", "close_as_complaint", "close_obligation", "follow_version", "give_verdict",
    "open_case", "run_due", "stand_in", "watch",
]  # fmt: skip
