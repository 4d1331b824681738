"""Facts of the board."""

from dataclasses import dataclass

from ideas.kernel.events import Event


@dataclass(frozen=True)
class IdeaSubmitted(Event):
    idea_id: int
    author_id: int


@dataclass(frozen=True)
class CommentAdded(Event):
    idea_id: int
    comment_id: int
    person_id: int


@dataclass(frozen=True)
class UpdatePublished(Event):
    """The bank said something on an idea. `audience`: among author, followers, voters, and staff roles."""

    idea_id: int
    update_id: int
    audience: tuple[str, ...]
