"""One move of a case by its name, made by the engine itself: somebody with the right role, a form filled in anyhow.

A move is named as in a scenario and in the log: an action ("accept"), a verdict ("legal=no"), a condition met
("legal=met").
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from workflow.definition.model import Action, Field, Process, Verdict
from workflow.engine import rounds
from workflow.engine.allowed import action_in
from workflow.engine.moves import Result, begin, step
from workflow.engine.state import TIMER, Actor, State
from workflow.errors import UnknownAction, WorkflowRefusal

AUTHOR_ID = 1
# Somebody walks at some moment; any will do.
NOON = datetime(2026, 1, 7, 12, tzinfo=UTC)
MET = "met"
WRITTEN = "…"


def opened(process: Process, at: datetime) -> State:
    """A new case."""
    return begin(process, author_id=AUTHOR_ID, at=at)[0]


def take(process: Process, state: State, move: str, at: datetime) -> Result:
    """The case after that move. Raises UnknownAction, NotAllowed, BadFields, CaseClosed: the engine's own refusals."""
    office, given, verdict = move.partition("=")
    today = process.calendar.local_date(at)
    if verdict == MET:
        return _met(process, state, office, at), ()
    if given:
        if verdict not in process.verdicts:
            raise UnknownAction(move)
        reason = filled(process, process.verdicts[verdict], today).get("reason", "")
        after, facts = rounds.give(process, state, office, verdict, reason, _somebody(state, office), at)
        return _numbered(after), facts
    action = action_in(process, state, move)
    if action is None:
        return step(process, state, move, TIMER, {}, at)  # refused there, with the reason
    actor = TIMER if action.by == "timer" else _somebody(state, action.role)
    fields = {} if action.by == "timer" else filled(process, action, today)
    return step(process, state, move, actor, fields, at)


def stages_along(process: Process, path: Iterable[str], at: datetime = NOON) -> tuple[str, ...]:
    """The stages that a case is in from its opening and after each move of `path`; up to the first that fails."""
    state = opened(process, at)
    passed = [state.stage]
    for move in path:
        try:
            state = take(process, state, move, at)[0]
        except WorkflowRefusal:
            break
        passed.append(state.stage)
    return tuple(passed)


def moves(process: Process, state: State) -> Iterator[str]:
    """Every move that has a name here; whether it is allowed is for the engine to say."""
    stage = process.stages[state.stage]
    if stage.is_end:
        return
    for office in stage.offices:
        yield from (f"{office}={verdict}" for verdict in stage.verdicts)
    yield from (f"{duty.slot}={MET}" for duty in state.obligations if duty.open)
    yield from (action.id for action in stage.actions.values() if action.by != "join")
    yield from process.anywhere


def filled(process: Process, form: Action | Verdict, today: date) -> dict[str, str]:
    """What the form needs, as somebody would write it."""
    given = form.given if isinstance(form, Action) else {}
    return {name: sample(process.fields[name], today) for name in form.need if name not in given}


def sample(field: Field, today: date) -> str:
    """Something that the field takes, if there is anything that it takes."""
    if field.type == "text":
        return WRITTEN * max(1, int(field.minimum or 0))
    if field.type == "choice":
        return field.choices[0][0] if field.choices else ""
    if field.type == "number":
        bounds = (bound for bound in (field.minimum, field.maximum) if bound is not None)
        return f"{next(bounds, 1):.6f}"
    if field.type == "date":
        return (field.earliest(today) or field.latest(today) or today).isoformat()
    return "1"


def _somebody(state: State, role: str) -> Actor:
    """A new person for every act, so that four eyes are never the obstacle; whether the bank has them is another
    question (see `check_people`)."""
    acts = sum(step.closed_at is not None for step in state.steps)
    return Actor(AUTHOR_ID + 1 + acts, frozenset({role}))


def _met(process: Process, state: State, office: str, at: datetime) -> State:
    duty = next((duty for duty in state.obligations if duty.open and duty.slot == office), None)
    if duty is None:
        raise UnknownAction(f"{office}={MET}")
    return rounds.meet(process, state, duty.id or 0, WRITTEN, _somebody(state, office), at)[0]


def _numbered(state: State) -> State:
    """Conditions have the number of their row; here, of their place."""
    duties = (duty._replace(id=n) for n, duty in enumerate(state.obligations, start=1))
    return state._replace(obligations=tuple(duties))
