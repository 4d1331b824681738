"""Verdicts: each office its own, kept in a numbered round; the last one in joins them."""

from datetime import datetime

from workflow.definition.model import Process, Stage
from workflow.engine.allowed import why_no_verdict, wrong_role
from workflow.engine.facts import Fact, ObligationOpened, RoundJoined, VerdictGiven
from workflow.engine.fields import clean
from workflow.engine.moves import Result, follow
from workflow.engine.state import Actor, Obligation, State
from workflow.errors import BadFields, CaseClosed, NotAllowed, UnknownAction
from workflow.text import Text

NO_NOTE = Text(it="Scrivi com’è stata rispettata la condizione.", en="Write how the condition was met.")


def give(process: Process, state: State, slot: str, verdict: str, reason: str, actor: Actor, at: datetime) -> Result:
    """The case after the office `slot` speaks; when it was the last, after the join too.

    Raises CaseClosed, UnknownAction, NotAllowed, BadFields.
    """
    stage = process.stages[state.stage]
    if stage.is_end:
        raise CaseClosed
    if slot not in stage.offices or verdict not in stage.verdicts:
        raise UnknownAction(f"{slot}={verdict}")
    if why := why_no_verdict(process, state, slot, actor):
        raise NotAllowed(why)
    values = clean(process, process.verdicts[verdict], {"reason": reason}, process.calendar.local_date(at))
    given, facts = _given(process, state, slot, verdict, values.get("reason"), actor, at)
    missing = [office for office in stage.offices if office not in given.verdicts]
    if missing:
        return given, facts
    after, moved = join(process, given, at)
    return after, (*facts, *moved)


def join(process: Process, state: State, at: datetime) -> Result:
    """The case after a round in which every office has spoken."""
    stage = process.stages[state.stage]
    action = stage.actions[_joined(stage, state)]
    after, moved = follow(process, state, action, dict(action.given), at)
    return after, (RoundJoined(state.round, action.id), *moved)


def _given(
    process: Process, state: State, slot: str, verdict: str, reason: str | None, actor: Actor, at: datetime
) -> Result:
    steps = tuple(
        step.done(verdict, actor, at, reason)
        if step.slot == slot and step.round == state.round and step.closed_at is None
        else step
        for step in state.steps
    )
    facts: tuple[Fact, ...] = (VerdictGiven(slot, verdict, state.round),)
    duties = state.obligations
    if process.verdicts[verdict].obligation:
        duties = (*duties, Obligation(state.stage, slot, state.round, reason, at, actor.id))
        facts = (*facts, ObligationOpened(slot))
    return state._replace(steps=steps, obligations=duties), facts


def _joined(stage: Stage, state: State) -> str:
    """The action of the first rule that applies; that there always is one, the loader saw to."""
    outcomes = {step.outcome for step in state.verdicts.values()}
    return next(rule.do for rule in stage.join if rule.applies(outcomes))


def meet(
    process: Process, state: State, obligation_id: int, note: str, actor: Actor, at: datetime
) -> tuple[State, Obligation]:
    """The state with that condition met, and the condition. It is for the office that set it to say so.

    Raises UnknownAction when no such condition is open, NotAllowed, BadFields without a note.
    """
    duty = next((duty for duty in state.obligations if duty.id == obligation_id and duty.open), None)
    if duty is None:
        raise UnknownAction(f"obligation {obligation_id}")
    if duty.slot not in actor.roles:
        raise NotAllowed(wrong_role(process, duty.slot))
    if not note.strip():
        raise BadFields({"note": NO_NOTE})
    met = duty._replace(closed_at=at, closed_by=actor.id, outcome="met", note=note.strip())
    duties = tuple(met if other is duty else other for other in state.obligations)
    return state._replace(obligations=duties), met
