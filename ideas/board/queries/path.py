"""The six stages of one idea, as the arches of "La pratica" draw them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from flask_babel import ngettext

import workflow
from ideas.kernel import clock
from ideas.kernel.i18n import language
from workflow import Case, Process

Phase = Literal["done", "now", "next"]


@dataclass(frozen=True)
class Milestone:
    """One stage: its name ("Evaluated" once past), how it is drawn, the day it was reached, a few words more."""

    label: str
    state: Phase
    mark: str
    on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Sign:
    """An office whose opinion is asked; `on` is the day it agreed, None until then. The reasons stay inside."""

    title: str
    on: date | None


def milestones(case: Case) -> list[Milestone]:
    """The path of one case with its dates."""
    path = []
    for stone in workflow.timeline(case):
        name = stone.status.past if stone.state == "done" else stone.status.label
        on = clock.local_date(stone.entered_at) if stone.entered_at else None
        note = _signs_note(signs(case)) if stone.state == "now" else ""
        path.append(Milestone(name.in_(language()), stone.state, stone.status.mark, on, note))
    return path


def milestones_at(process: Process, position: int, mark: str | None = None) -> list[Milestone]:
    """The path without dates, for an idea that is at `position` 1..6; `mark` is the hue of the present stage."""
    last = len(process.main_path)
    path = []
    for status in process.main_path:
        here = status.position or 0
        state: Phase = "done" if here < position or position == last else "now" if here == position else "next"
        name = status.past if state == "done" else status.label
        path.append(Milestone(name.in_(language()), state, mark if mark and state == "now" else status.mark))
    return path


def signs(case: Case) -> list[Sign]:
    """The offices of the present stage in the definition's order, empty where none is asked."""
    offices, verdicts = case.process.stages[case.stage].offices, case.process.verdicts
    agreed = {
        office: step.closed_at
        for office, step in case.verdicts.items()
        if step.closed_at and step.outcome in verdicts and verdicts[step.outcome].tone != "danger"
    }
    return [
        Sign(
            case.process.roles[office].title.in_(language()),
            clock.local_date(agreed[office]) if office in agreed else None,
        )
        for office in offices
    ]


def _signs_note(offices: list[Sign]) -> str:
    if not offices:
        return ""
    have = sum(office.on is not None for office in offices)
    return ngettext(
        "Of %(all)s opinions we have %(num)s.", "Of %(all)s opinions we have %(num)s.", have, all=len(offices)
    )
