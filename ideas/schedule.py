"""What runs when: job, how often in seconds, function."""

from collections.abc import Callable
from dataclasses import dataclass

from ideas.announcements import jobs as announcements
from ideas.board import jobs as board
from ideas.evaluation import jobs as evaluation
from ideas.kernel import outbox


@dataclass(frozen=True)
class Job:
    name: str
    every: int
    run: Callable[[], object]


# The outbox comes last: what the others promise goes out in the same round.
JOBS: tuple[Job, ...] = (
    Job("due_cases", 30, evaluation.run_due),
    Job("announcements", 10, announcements.publish_due),
    Job("vocabulary", 900, board.learn_vocabulary),
    Job("outbox", 2, outbox.deliver_due),
)
