"""One event after the other, through the same functions that made them, asking nobody's permission again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from workflow.definition.model import Process
from workflow.engine.allowed import action_in
from workflow.engine.moves import begin, close, follow
from workflow.engine.state import Actor, Obligation, State, Step
from workflow.record.kept import (
    CLAIM,
    CLOCKS,
    DUE,
    DUES,
    LATE,
    MET,
    MIGRATED,
    MISSED,
    OVERDUE,
    PROMISE,
    SET_IN,
    UNDONE,
    WARN,
)
from workflow.store.history import FIRST, Event
from workflow.versions.carrying import Passage, carry

ProcessOf = Callable[[int], Process]


@dataclass(frozen=True)
class Past:
    """A case after an event. `opened` has, step by step, the seq of the event that opened it."""

    state: State
    process: Process
    version_id: int
    subject_id: int
    opened_at: datetime
    entered_at: datetime
    last_by: int | None
    last_at: datetime
    opened: tuple[int, ...]
    seq: int = 0
    head: str = FIRST


def replay(events: Iterable[Event], process_of: ProcessOf) -> Past | None:
    """A case as its events left it; None without any. `process_of` finds a process by version id."""
    told = retold(events, process_of)
    return told[-1] if told else None


def retold(events: Iterable[Event], process_of: ProcessOf) -> list[Past]:
    """A case as it was after each of its events."""
    told: list[Past] = []
    for event in events:
        process = process_of(event.version_id)
        after = _after(told, event, process, process_of) if told else _first(event, process)
        told.append(replace(after, process=process, version_id=event.version_id, seq=event.seq, head=event.hash))
    return told


def _first(event: Event, process: Process) -> Past:
    stage = event.to_stage if event.action == "import" else None
    state, _ = begin(process, author_id=event.fields["author_id"], at=event.at, stage=stage)
    state = _dated(None, state, event.record)
    return Past(
        state=state,
        process=process,
        version_id=event.version_id,
        subject_id=event.fields["subject_id"],
        opened_at=datetime.fromisoformat(event.fields["opened_at"]),
        entered_at=event.at,
        last_by=event.actor_id,
        last_at=event.at,
        opened=(event.seq,) * len(state.steps),
    )


def _after(pasts: list[Past], event: Event, process: Process, process_of: ProcessOf) -> Past:
    past = pasts[-1]
    if UNDONE in event.record:
        return pasts[-2]
    if MIGRATED in event.record:
        return _carried(past, event, process, process_of)
    if CLAIM in event.record:
        return replace(past, state=_claimed(past.state, event))
    if event.action in (OVERDUE, MISSED):
        return replace(past, state=_noticed(past.state, event))
    before = past.state
    after = _dated(before, _moved(before, event, process), event.record)
    grown = len(after.steps) - len(before.steps)
    return replace(
        past,
        state=after,
        entered_at=event.at if grown or after.stage != before.stage else past.entered_at,
        last_by=event.actor_id,
        last_at=event.at,
        opened=past.opened + (event.seq,) * grown,
    )


def _claimed(state: State, event: Event) -> State:
    slot = event.record[CLAIM]
    taken = [
        s._replace(assignee_id=event.actor_id) if s.closed_at is None and s.slot == slot else s for s in state.steps
    ]
    return state._replace(steps=tuple(taken))


def _noticed(state: State, event: Event) -> State:
    """What the clock put down: a step is overdue, a promise was missed."""
    slot, name = event.record.get(LATE), event.record.get(PROMISE)
    steps = (
        step._replace(escalated_at=event.at) if step.closed_at is None and step.slot == slot else step
        for step in state.steps
    )
    clocks = (
        clock._replace(missed_at=event.at) if clock.name == name and clock.running and not clock.missed else clock
        for clock in state.clocks
    )
    return state._replace(steps=tuple(steps), clocks=tuple(clocks))


def _carried(past: Past, event: Event, process: Process, process_of: ProcessOf) -> Past:
    said = event.record[MIGRATED]
    carried = carry(Passage(process_of(said["from"]), process, said["decided"], event.at), past.state)
    dues = event.record.get(DUES, {})
    steps = tuple(
        _redated(step, dues[step.slot]) if step.closed_at is None and step.slot in dues else step
        for step in carried.state.steps
    )
    new = len(steps) - len(carried.kept)
    return replace(
        past,
        state=_dated(None, carried.state._replace(steps=steps), event.record),
        opened=tuple(past.opened[n] for n in carried.kept) + (event.seq,) * new,
        entered_at=event.at if carried.anew else past.entered_at,
        last_by=event.actor_id if carried.anew else past.last_by,
        last_at=event.at if carried.anew else past.last_at,
    )


def _redated(step: Step, moments: list[str | None]) -> Step:
    due, warning = moments
    return step._replace(due_at=_at(due), warn_at=_at(warning))


def _moved(state: State, event: Event, process: Process) -> State:
    slot, _, verdict = event.action.partition("=")
    if MET in event.record:
        return _met(state, slot, event)
    if verdict:
        return _given(state, slot, verdict, event, process)
    action = action_in(process, state, event.action)
    if action is None:
        raise LookupError(f"event {event.seq}: the version it names has no action {event.action!r} in {state.stage!r}")
    actor = Actor(event.actor_id, frozenset(), event.on_behalf_of_id)
    values = typed(process, event.fields)
    after, _ = follow(process, close(state, action.id, actor, event.at), action, values, event.at)
    return after


def typed(process: Process, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an event, dates as dates again."""
    days = {name for name, field in process.fields.items() if field.type == "date"}
    return {name: date.fromisoformat(value) if name in days and value else value for name, value in fields.items()}


def _given(state: State, slot: str, verdict: str, event: Event, process: Process) -> State:
    """The verdict alone: the join that may follow is an event of its own."""
    reason = event.fields.get("reason")
    outcome: dict[str, Any] = {
        "closed_at": event.at,
        "outcome": verdict,
        "by_id": event.actor_id,
        "on_behalf_of_id": event.on_behalf_of_id,
        "reason": reason,
    }
    steps = tuple(
        step._replace(**outcome) if step.slot == slot and step.closed_at is None else step for step in state.steps
    )
    duties = state.obligations
    if process.verdicts[verdict].obligation:
        duties = (*duties, Obligation(state.stage, slot, state.round, reason, event.at, event.actor_id))
    return state._replace(steps=steps, obligations=duties)


def _met(state: State, slot: str, event: Event) -> State:
    met: dict[str, Any] = {
        "closed_at": event.at,
        "closed_by": event.actor_id,
        "outcome": "met",
        "note": event.fields.get("note"),
    }
    # Without a stage: as events were written when one was enough.
    stage, round_ = event.record.get(SET_IN), event.record[MET]
    duties = tuple(
        duty._replace(**met)
        if duty.open and (duty.slot, duty.round) == (slot, round_) and stage in (None, duty.stage)
        else duty
        for duty in state.obligations
    )
    return state._replace(obligations=duties)


def _dated(before: State | None, after: State, record: Mapping[str, Any]) -> State:
    """The dates as they were promised then, whatever the calendar says today."""
    steps = after.steps
    if DUE in record:
        old = len(before.steps) if before else 0
        dates = {"due_at": _at(record[DUE]), "warn_at": _at(record[WARN])}
        steps = (*steps[:old], *(step._replace(**dates) for step in steps[old:]))
    clocks = list(after.clocks)
    for name, (due, left, warning) in record.get(CLOCKS, {}).items():
        n = max(n for n, clock in enumerate(clocks) if clock.name == name)
        clocks[n] = clocks[n]._replace(due_at=_at(due), budget_left=left, warn_at=_at(warning))
    return after._replace(steps=steps, clocks=tuple(clocks))


def _at(iso: str | None) -> Any:
    return datetime.fromisoformat(iso) if iso else None
