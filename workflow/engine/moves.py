"""How a case moves: pure functions from a state to the next one and the facts in between."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from workflow.definition.model import BACK, Action, Process, Stage
from workflow.engine import clocks
from workflow.engine.allowed import action_in, why_not
from workflow.engine.facts import ActionTaken, CaseClosed, Fact, ObligationClosed, RoundOpened, StageEntered
from workflow.engine.fields import clean
from workflow.engine.state import AUTHOR, Actor, Obligation, State, Step
from workflow.errors import CaseClosed as CaseClosedRefusal
from workflow.errors import NotAllowed, UnknownAction

Result = tuple[State, tuple[Fact, ...]]
_STEPS = State._fields.index("steps")


class Entry(NamedTuple):
    """How a stage is entered: where from, by which values, whether on the way back, whether reopened."""

    origin: str | None
    values: Mapping[str, Any] = MappingProxyType({})
    returning: bool = False
    reopened: bool = False


def begin(process: Process, *, author_id: int | None, at: datetime, stage: str | None = None) -> Result:
    """A new case in the process's first stage (or, for one that comes from elsewhere, in `stage`)."""
    target = stage or process.start
    back = process.start if process.stages[target].returns else None
    state = State(stage=target, round=1, author_id=author_id)
    return enter(process, state, target, Entry(origin=back, reopened=stage is not None), at)


def step(process: Process, state: State, action: str, actor: Actor, fields: Mapping[str, Any], at: datetime) -> Result:
    """The case after `actor` performs `action`.

    Raises CaseClosed, UnknownAction, NotAllowed, BadFields; the state handed in is never changed.
    """
    if process.stages[state.stage].is_end:
        raise CaseClosedRefusal
    found = action_in(process, state, action)
    if found is None:
        raise UnknownAction(action)
    if why := why_not(process, state, found, actor):
        raise NotAllowed(why)
    asks = bool(fields or found.need)
    values = clean(process, found, fields, process.calendar.local_date(at)) if asks else dict(found.given)
    return follow(process, close(state, found.id, actor, at), found, values, at)


def follow(process: Process, state: State, action: Action, values: Mapping[str, Any], at: datetime) -> Result:
    """Take `action` to its target; the open steps are closed already."""
    target = (state.back or process.start) if action.to == BACK else action.to
    entry = Entry(state.stage, values, action.to == BACK, action.new_round)
    after, facts = enter(process, state, target, entry, at)
    return after, (ActionTaken(action.id, state.stage, target, values), *facts)


def close(state: State, outcome: str, actor: Actor, at: datetime) -> State:
    """Close every open step with the same outcome."""
    closed = tuple([step.done(outcome, actor, at) if step.closed_at is None else step for step in state.steps])
    return State._make((*state[:_STEPS], closed, *state[_STEPS + 1 :]))


def enter(process: Process, state: State, target: str, entry: Entry, at: datetime) -> Result:
    """Put the case in `target`: round, steps, promises."""
    stage = process.stages[target]
    facts: list[Fact] = []
    state = _in_round(state, stage, entry, at, facts)
    moved, clock_facts = clocks.entering(process, state.clocks, target, state.round, reopened=entry.reopened, at=at)
    facts += [StageEntered(target, stage.public, state.round), *clock_facts]
    if stage.is_end:
        facts.append(CaseClosed(target))
    # Whole and by position: `_replace` takes three times as long, and every move comes by here.
    after = State(
        target,
        state.round,
        entry.origin if stage.returns else None,
        state.author_id,
        at if stage.is_end else None,
        state.steps if stage.is_end else (*state.steps, *_opened(process, state, stage, entry, at)),
        moved,
        state.obligations,
    )
    return after, tuple(facts)


def _in_round(state: State, stage: Stage, entry: Entry, at: datetime, facts: list[Fact]) -> State:
    """A reopening, and a second asking of the offices, open a new round: no verdict of an earlier one counts."""
    again = bool(stage.offices) and any(step.stage == stage.id and step.round == state.round for step in state.steps)
    if not again and not (entry.reopened and state.steps):
        return state
    facts.append(RoundOpened(state.round + 1))
    kept = tuple(_superseded(duty, at, facts) if duty.open else duty for duty in state.obligations)
    return state._replace(round=state.round + 1, obligations=kept)


def _superseded(duty: Obligation, at: datetime, facts: list[Fact]) -> Obligation:
    facts.append(ObligationClosed(duty.slot, "superseded"))
    return duty._replace(closed_at=at, outcome="superseded")


def _opened(process: Process, state: State, stage: Stage, entry: Entry, at: datetime) -> tuple[Step, ...]:
    due_at, warn_at = deadlines(process, stage, at, entry.values)
    if stage.offices:
        return tuple(Step(stage.id, slot, state.round, slot, at, due_at, warn_at=warn_at) for slot in stage.offices)
    timer = stage.timer
    assignee = _assignee(state, stage, entry)
    name = timer.id if timer else None
    return (Step(stage.id, "", state.round, stage.role, at, due_at, assignee_id=assignee, timer=name, warn_at=warn_at),)


def _assignee(state: State, stage: Stage, entry: Entry) -> int | None:
    """The author's own step is the author's; who had the case before a question gets it back after the answer."""
    if stage.role == AUTHOR:
        return state.author_id
    if not entry.returning:
        return None
    return next((step.assignee_id for step in reversed(state.steps) if step.stage == stage.id), None)


def deadlines(
    process: Process, stage: Stage, at: datetime, values: Mapping[str, Any] = MappingProxyType({})
) -> tuple[datetime, datetime | None]:
    """When work that is opened in `stage` is due, and when the part `warn` of its time has gone. No warning for a day
    that somebody chose: it is its own reminder."""
    if not stage.due.startswith("@"):
        return process.calendar.due_and_warning(at, stage.due, stage.warn)
    day = values.get(stage.due[1:])
    return process.calendar.end_of(day) if isinstance(day, date) else process.calendar.due(at, stage.due_else), None
