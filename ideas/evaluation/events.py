"""Facts of the bank's path."""

from dataclasses import dataclass

from ideas.kernel.events import Event


@dataclass(frozen=True)
class CaseMoved(Event):
    """A case went from one stage to another; `actor_id` is None when a timer moved it."""

    idea_id: int
    case_id: int
    seq: int
    action: str
    from_stage: str
    to_stage: str
    actor_id: int | None
