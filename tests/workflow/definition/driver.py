"""What anybody at all can do, asked of the engine's own `allowed`. Written apart from the walker of the package, and
without its shortcuts: every office in every order, every verdict."""

from collections.abc import Hashable
from datetime import UTC, datetime

from workflow import TIMER, Actor, Process, State, allowed, step
from workflow.definition.walking import filled
from workflow.engine import rounds
from workflow.engine.moves import begin

AT = datetime(2026, 10, 12, 8, 0, tzinfo=UTC)


def opened(process: Process) -> State:
    return begin(process, author_id=1, at=AT)[0]


def somebody(process: Process, state: State) -> Actor:
    """A newcomer with every role."""
    return Actor(100 + sum(step.closed_at is not None for step in state.steps), frozenset(process.roles))


def doors(process: Process, state: State) -> list[str]:
    """Every move that somebody, or the time, may make now; those open anywhere are left out."""
    people = [choice for choice in allowed(process, state, somebody(process, state)) if choice.ok]
    names = [f"{choice.slot}={choice.action}" if choice.slot else choice.action for choice in people]
    names += [choice.action for choice in allowed(process, state, TIMER) if choice.ok]
    names += [f"{duty.slot}=met" for duty in state.obligations if duty.open] if state.closed_at is None else []
    return [name for name in dict.fromkeys(names) if name not in process.anywhere]


def go(process: Process, state: State, move: str) -> State:
    """The case after that move."""
    who, today = somebody(process, state), AT.date()
    slot, given, verdict = move.partition("=")
    if verdict == "met":
        duty = next(duty for duty in state.obligations if duty.open and duty.slot == slot)
        return rounds.meet(process, state, duty.id or 0, "Fatto.", who, AT)[0]
    if given:
        reason = filled(process, process.verdicts[verdict], today).get("reason", "")
        after = rounds.give(process, state, slot, verdict, reason, who, AT)[0]
        duties = tuple(duty._replace(id=n) for n, duty in enumerate(after.obligations, start=1))
        return after._replace(obligations=duties)
    action = process.stages[state.stage].actions.get(move) or process.anywhere[move]
    timed = action.by == "timer"
    return step(process, state, move, TIMER if timed else who, {} if timed else filled(process, action, today), AT)[0]


def follow(process: Process, path: tuple[str, ...]) -> State:
    state = opened(process)
    for move in path:
        state = go(process, state, move)
    return state


def met_from(process: Process, state: State) -> dict[Hashable, tuple[State, list[Hashable]]]:
    """Everything that can happen from here on: a case as far as its future goes -> the case, and what comes next."""
    found: dict[Hashable, tuple[State, list[Hashable]]] = {}
    waiting = [state]
    while waiting:
        here = waiting.pop()
        if (key := future_of(here)) not in found:
            after = [go(process, here, move) for move in doors(process, here)]
            found[key] = here, [future_of(each) for each in after]
            waiting += after
    return found


def future_of(state: State) -> Hashable:
    verdicts = frozenset((slot, given.outcome) for slot, given in state.verdicts.items())
    conditions = tuple(sorted(duty.slot for duty in state.obligations if duty.open))
    asked = frozenset(step.stage for step in state.steps if step.slot and step.round == state.round)
    return state.stage, state.back, verdicts, conditions, asked


def hopeless(process: Process, state: State) -> set[str]:
    """The stages, of those that can still be met, from which no end can be reached any more."""
    found = met_from(process, state)
    hopeful = {key for key, (here, _) in found.items() if process.stages[here.stage].is_end}
    grown = True
    while grown:
        more = {key for key, (_, after) in found.items() if key not in hopeful and hopeful.intersection(after)}
        hopeful |= more
        grown = bool(more)
    return {here.stage for key, (here, _) in found.items() if key not in hopeful}
