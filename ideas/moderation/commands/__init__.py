"""Every change of moderation, one matter a file."""

from ideas.moderation.commands.appeal import appeal, decide_appeal
from ideas.moderation.commands.complaint import hand_over_comment, hand_over_idea, hand_over_text, record_idea
from ideas.moderation.commands.decide import decide
from ideas.moderation.commands.report import report
from ideas.moderation.commands.target import Target

__all__ = [
    "Target", "appeal", "decide", "decide_appeal", "hand_over_comment", "hand_over_idea", "hand_over_text",
    "record_idea", "report",
]  # fmt: skip
