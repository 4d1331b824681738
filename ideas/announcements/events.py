"""Facts of the newsroom."""

from dataclasses import dataclass

from ideas.kernel.events import Event


@dataclass(frozen=True)
class AnnouncementPublished(Event):
    announcement_id: int
    idea_id: int
