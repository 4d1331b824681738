"""Where a case of the past would have left its way under a draft: the engine's own rules asked about each move again.

Each move is looked at in the state it was made in, carried over to the draft; the first that differs is told, for what
came after it would have happened to another case. An office that the draft does not ask any more changes nothing by
itself: the join after it is looked at, with the verdicts of the offices that are left.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from workflow.definition.model import BACK, Action, Process, Stage
from workflow.engine.allowed import action_in, why_no_verdict, why_not
from workflow.engine.state import Actor, State
from workflow.record.kept import MET, QUIET
from workflow.record.replay import Past
from workflow.store.history import Event
from workflow.text import Text
from workflow.versions.carrying import Passage, carry

NOTHING = Text()


class Way(NamedTuple):
    """Why (`code`), where and at which move; `office_title` names the offices that it is about, if any."""

    code: str
    stage: str
    action: str
    stage_title: Text
    action_title: Text
    office_title: Text


class _Move(NamedTuple):
    """A move of the past (`was` done by people of those rules) and where it stands under the draft: `home`, `state`."""

    event: Event
    old: Process
    was: State
    new: Process
    home: Stage
    state: State


def other_way(new: Process, events: Sequence[Event], told: Sequence[Past]) -> tuple[Way, int] | None:
    """The first move that would not have been made as it was, and its seq; None when all would. `told` has the case as
    it was after each event."""
    for before, event in zip(told, events[1:], strict=False):
        if event.action in QUIET or MET in event.record:
            continue
        code, offices = _differs(new, before, event)
        if code:
            stage, action = _titles(before, event)
            return Way(code, event.from_stage, event.action, stage, action, offices), event.seq
    return None


def _differs(new: Process, before: Past, event: Event) -> tuple[str, Text]:
    passage = Passage(before.process, new, {}, event.at)
    home = new.stages.get(passage.home(event.from_stage))
    if home is None or home.is_end:
        return "past_gone", NOTHING
    move = _Move(event, before.process, before.state, new, home, carry(passage, before.state).state)
    if "=" in event.action:
        return _verdict(move), NOTHING
    was = action_in(move.old, move.was, event.action)
    action = action_in(new, move.state, event.action)
    if was is None or action is None:
        return "past_gone", NOTHING
    if (action.by, action.role) != (was.by, new.renamed("role", was.role) if was.role else ""):
        return "past_role", NOTHING
    if action.by == "join":
        return _join(move)
    return _timing(move, action) or _refusal(move, action) or _target(move, action), NOTHING


def _verdict(move: _Move) -> str:
    office, _, verdict = move.event.action.partition("=")
    office = move.new.renamed("role", office)
    if office not in move.home.offices:
        return ""
    if verdict not in move.home.verdicts:
        return "past_gone"
    if _lacks(move, move.new.verdicts[verdict].need):
        return "past_field"
    why = why_no_verdict(move.new, move.state, office, _actor(move.event, office))
    return f"past_{why.code}" if why else ""


def _join(move: _Move) -> tuple[str, Text]:
    given = move.state.verdicts
    missing = [move.new.roles[office].title for office in move.home.offices if office not in given]
    if missing:
        listed = {language: ", ".join(title.in_(language) for title in missing) for language in move.new.languages}
        return "past_waits", Text(listed)
    said = {given[office].outcome for office in move.home.offices}
    joined = next((rule.do for rule in move.home.join if rule.applies(said)), "")
    return _target(move, move.home.actions[joined]) if joined else "past_other_way", NOTHING


def _timing(move: _Move, action: Action) -> str:
    """Whether the draft's timer would have been first, or would not yet have rung."""
    step = next((step for step in move.state.open_steps if not step.slot), None)
    if step is None or move.home.timer is None:
        return ""
    due_at = _due(move, step.opened_at, step.due_at)
    if action.by == "timer":
        return "past_not_yet" if move.event.at < due_at else ""
    timed = any(step.timer for step in move.was.open_steps)
    sooner = not timed or due_at < step.due_at
    return "past_lapsed" if sooner and move.event.at > due_at else ""


def _due(move: _Move, opened_at: datetime, promised: datetime) -> datetime:
    return promised if move.home.due.startswith("@") else move.new.calendar.due(opened_at, move.home.due)


def _refusal(move: _Move, action: Action) -> str:
    if _lacks(move, [name for name in action.need if name not in action.given]):
        return "past_field"
    why = why_not(move.new, move.state, action, _actor(move.event, action.role))
    return f"past_{why.code}" if why else ""


def _target(move: _Move, action: Action) -> str:
    to = (move.state.back or move.new.start) if action.to == BACK else action.to
    return "" if to == move.new.renamed("stage", move.event.to_stage) else "past_other_way"


def _lacks(move: _Move, need: Sequence[str]) -> bool:
    written = {move.new.renamed("field", name) for name in move.event.fields}
    return not written.issuperset(need)


def _actor(event: Event, role: str) -> Actor:
    return Actor(event.actor_id, frozenset({role}), event.on_behalf_of_id)


def _titles(before: Past, event: Event) -> tuple[Text, Text]:
    process = before.process
    office, given, verdict = event.action.partition("=")
    stage = process.stages[event.from_stage].title
    if given:
        words = {"office": process.roles[office].title, "verdict": process.verdicts[verdict].label}
        return stage, Text(it="{office}: {verdict}", en="{office}: {verdict}").filled(words)
    action = action_in(process, before.state, event.action)
    return stage, action.label if action else Text(it=event.action, en=event.action)
