"""Facts of moderation."""

from dataclasses import dataclass

from ideas.kernel.events import Event


@dataclass(frozen=True)
class ReportFiled(Event):
    report_id: int


@dataclass(frozen=True)
class ContentDecided(Event):
    """`before` is the state in which the content was: what its author is told depends on it."""

    decision_id: int
    before: str


@dataclass(frozen=True)
class AppealFiled(Event):
    appeal_id: int


@dataclass(frozen=True)
class AppealDecided(Event):
    appeal_id: int


@dataclass(frozen=True)
class HandedOver(Event):
    """A text went to the complaints office; `idea_id` when it was an idea of the board."""

    complaint_id: int
    idea_id: int | None
    by_id: int | None
