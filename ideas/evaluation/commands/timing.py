"""What time does to cases: it acts, it warns, and it says sorry."""

from datetime import datetime

import workflow
from ideas.accounts import queries as people
from ideas.board import commands as board
from ideas.evaluation.commands.moving import AUTHOR, follow
from ideas.evaluation.events import PromiseDueSoon, StepDueSoon, StepOverdue
from ideas.evaluation.messages import sorry
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.events import publish
from workflow import MISSED, Case, Notice, Step


def run_due(at: datetime | None = None) -> int:
    """Perform the timer actions that are due; how many cases moved."""
    moves = workflow.run_due(db.session, at=at or clock.now())
    for move in moves:
        follow(move, None, at or clock.now())
    return len(moves)


def watch(at: datetime | None = None) -> int:
    """Tell whoever has to know what is due soon and what is late, each thing once; how many things there were."""
    now = at or clock.now()
    notices = workflow.watch(db.session, at=now)
    for notice in notices:
        _tell(notice, now)
    return len(notices)


def _tell(notice: Notice, at: datetime) -> None:
    case = notice.case
    if notice.kind == "promise_missed":
        _apologise(notice, at)
        return
    for step in notice.steps:
        due = (case.subject_id, step.id or 0, _whose(step, at), at)
        if notice.kind == "step_soon" and not case.process.public[case.public].refusal:
            publish(StepDueSoon(*due))
        elif notice.kind == "step_overdue":
            publish(StepOverdue(*due, above=_above(case, step)))
        elif notice.kind == "promise_soon" and step.role != AUTHOR:
            publish(PromiseDueSoon(*due))


def _whose(step: Step, at: datetime) -> tuple[int, ...]:
    """Who took the work on, and while nobody has, everybody who could; with those who stand in for them today."""
    holders = people.with_role(step.role) if step.assignee_id is None else [step.assignee_id]
    standing_in = workflow.delegates_of(db.session, holders, clock.local_date(at))
    also = [each.to_id for each in standing_in if step.role in each.roles]
    return tuple(dict.fromkeys([*holders, *also]))


def _above(case: Case, step: Step) -> tuple[int, ...]:
    """Who has to know that it is late: nobody, where a person chose the day on which to look at it again."""
    chosen = case.process.stages[step.stage].due.startswith("@")
    above = None if chosen else case.process.roles[step.role].escalate
    return tuple(people.with_role(above)) if above else ()


def _apologise(notice: Notice, at: datetime) -> None:
    case = notice.case
    board.publish_update(
        case.subject_id, seq=notice.seq, at=at, by_id=None, action=MISSED, status_from=case.public,
        status_to=case.public, text=sorry(), written=False, audience=(AUTHOR,),
    )  # fmt: skip
