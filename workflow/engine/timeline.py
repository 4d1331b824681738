"""The path as the customer sees it: what is done, where it is now, what comes next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workflow.definition.model import Process, PublicStatus
from workflow.engine.state import State


@dataclass(frozen=True)
class Milestone:
    """Dates are None where nothing is known: a status still to come, or one from before an import."""

    status: PublicStatus
    state: Literal["done", "now", "next"]
    entered_at: datetime | None
    left_at: datetime | None


@dataclass
class _Stay:
    position: int
    entered_at: datetime
    left_at: datetime | None


def milestones(process: Process, state: State, opened_at: datetime) -> tuple[Milestone, ...]:
    """The main path. Set aside or refused, it stops where the case was; announced, it is all done."""
    stays = _stays(process, state)
    status = process.public_of(state.stage)
    if status.position is None and state.back is not None:
        status = process.public_of(state.back)
    ended = status.position is None or state.closed_at is not None
    here = status.position or (stays[-1].position if stays else 1)
    path = []
    for milestone in process.main_path:
        position = milestone.position or 0
        if position > here:
            if not ended:
                path.append(Milestone(milestone, "next", None, None))
            continue
        own = [stay for stay in stays if stay.position == position]
        entered_at = own[0].entered_at if own else None
        if position == 1:
            entered_at = opened_at
        if position == here and not ended:
            path.append(Milestone(milestone, "now", own[-1].entered_at if own else entered_at, None))
        else:
            path.append(Milestone(milestone, "done", entered_at, own[-1].left_at if own else None))
    return tuple(path)


def _stays(process: Process, state: State) -> list[_Stay]:
    """Unbroken stays in the statuses of the main path; a step aside (a question, a pause) does not break one."""
    stays: list[_Stay] = []
    for step in state.steps:
        # A stage that later versions dropped has no place on today's path.
        position = process.public_of(step.stage).position if step.stage in process.stages else None
        if position is None:
            continue
        if stays and stays[-1].position == position:
            stays[-1].left_at = step.closed_at
        else:
            stays.append(_Stay(position, step.opened_at, step.closed_at))
    return stays
