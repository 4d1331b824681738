"""Random walks: whatever a case can meet, chosen by hypothesis."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Connection

import workflow
from workflow import Actor, Case, Choice
from workflow.definition.walking import sample

HOURS = st.integers(0, 24 * 40)
MOVES = st.tuples(st.integers(0, 10_000), HOURS, st.booleans())
WALKS = st.lists(MOVES, min_size=1, max_size=30)


def everybody(case: Case, colleague: int) -> Actor:
    """Somebody who holds every role: each colleague is another person, so that four eyes are kept."""
    roles = frozenset(case.process.roles) | {"author"}
    return Actor(colleague, roles, 5000 + colleague if colleague % 3 == 0 else None)


def written(choice: Choice, today: date) -> dict[str, str]:
    """Something fitting in every field asked for."""
    return {field.name: sample(field, today) for field in (*choice.need, *choice.optional)}


def take(db: Connection, case_id: int, turn: tuple[int, int, bool], n: int, at: datetime) -> None:
    """One thing happens to the case: a timer that is due, a claim, a condition met, or one of the allowed choices."""
    chosen, _, claims = turn
    case = workflow.case_by_id(db, case_id)
    assert case is not None
    actor = everybody(case, 1000 + n)
    if chosen % 2 == 0:
        workflow.watch(db, at=at)
    if case.closed_at or (workflow.run_due(db, at=at) if chosen % 4 == 0 else []):
        return
    free = [step for step in case.open_steps if step.assignee_id is None]
    open_duties = [duty for duty in case.obligations if duty.open]
    if claims and free:
        workflow.claim(db, case_id, free[chosen % len(free)].slot, actor, at=at)
    elif open_duties and chosen % 3 == 0:
        workflow.close_obligation(db, open_duties[0].id or 0, actor, note="Fatto.", at=at)
    else:
        _choose(db, case, actor, chosen, at)


def _choose(db: Any, case: Case, actor: Actor, chosen: int, at: datetime) -> None:
    choices = [choice for choice in workflow.allowed(case.process, case.state, actor) if choice.ok]
    # Ends are many and walks that end at once teach little: they are one choice in eight.
    ends = {
        action.id
        for stage in case.process.stages.values()
        for action in (*stage.actions.values(), *case.process.anywhere.values())
        if action.to != "@back" and case.process.stages[action.to].is_end
    }
    choices = [choice for choice in choices if choice.action not in ends] * 7 + choices
    choice = choices[chosen % len(choices)]
    fields = written(choice, case.process.calendar.local_date(at))
    if choice.kind == "verdict":
        workflow.give_verdict(db, case.id, choice.slot, choice.action, fields.get("reason", ""), actor, at=at)
    else:
        workflow.advance(db, case.id, choice.action, actor, fields, at=at)


def walk(db: Connection, case_id: int, turns: list[tuple[int, int, bool]], at: datetime, first: int = 0) -> datetime:
    """All turns one after the other, hours apart, by people numbered from `first`; when the last one was."""
    for n, turn in enumerate(turns, first):
        at += timedelta(hours=turn[1])
        take(db, case_id, turn, n, at)
    return at
