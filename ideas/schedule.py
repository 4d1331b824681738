"""What runs when: job, how often in seconds, function."""

from collections.abc import Callable
from dataclasses import dataclass

from ideas.kernel import outbox


@dataclass(frozen=True)
class Job:
    name: str
    every: int
    run: Callable[[], object]


JOBS: tuple[Job, ...] = (Job("outbox", 2, outbox.deliver_due),)
