"""What is said of a proposal while it is being written: personal data in it, and the door it should go through."""

from dataclasses import dataclass

from ideas.kernel import guard
from ideas.privacy.policy.door import Door, right_door

LONGEST = 5_000


@dataclass(frozen=True)
class Found:
    """Something personal in `field`, from `start` to `end` (code points, end exclusive)."""

    field: str
    start: int
    end: int
    kind: str
    masked: str


@dataclass(frozen=True)
class Check:
    personal_data: tuple[Found, ...]
    door: Door

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.personal_data) or self.door.kind != "idea"


def check(**fields: str) -> Check:
    """Look at the texts of a form, by the name of their field. Nothing is stored."""
    typed = {name: text[:LONGEST] for name, text in fields.items()}
    found = tuple(
        Found(name, each.start, each.end, each.kind, each.masked)
        for name, text in typed.items()
        for each in guard.find(text)
    )
    return Check(found, right_door("\n".join(text for text in typed.values() if text)))
