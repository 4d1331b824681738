"""What a person may do now, or why not: the one source of buttons and of the sentences beside them."""

from dataclasses import dataclass
from typing import Literal

from workflow.definition.model import Action, Anywhere, Field, Process, Stage, Verdict
from workflow.engine.state import Actor, State, Step
from workflow.errors import CLOSED, Refusal
from workflow.text import Text

TIMER_ONLY = Refusal(
    "timer_only", Text(it="Succede da solo, allo scadere del tempo.", en="It happens by itself when the time is up.")
)
JOIN_ONLY = Refusal("join_only", Text(it="Lo decidono i pareri degli uffici.", en="The offices’ opinions decide this."))
FOUR_EYES = Refusal(
    "four_eyes",
    Text(
        it="Ci hai già lavorato tu: serve un’altra persona.",
        en="You have already worked on it: another person is needed.",
    ),
)
GIVEN = Refusal("verdict_given", Text(it="Il parere c’è già.", en="The opinion has already been given."))


@dataclass(frozen=True)
class Choice:
    """One button: `ok`, or `why` it is not there. `slot` is the office of a verdict, "" otherwise."""

    action: str
    slot: str
    kind: Literal["action", "verdict"]
    label: Text
    need: tuple[Field, ...]
    optional: tuple[Field, ...]
    ok: bool
    why: Refusal | None
    tone: str = "secondary"
    hint: Text | None = None
    through: str = ""


def allowed(process: Process, state: State, actor: Actor) -> list[Choice]:
    """Every action and verdict of the stage in the definition's order, then the actions open anywhere."""
    stage = process.stages[state.stage]
    anywhere = [_choice(process, state, action, actor) for action in process.anywhere.values()]
    if stage.is_end:
        return anywhere
    verdicts = [
        _verdict_choice(process, state, slot, process.verdicts[verdict], actor)
        for slot in stage.offices
        if slot not in state.verdicts
        for verdict in stage.verdicts
    ]
    actions = [_choice(process, state, action, actor) for action in stage.actions.values() if action.by != "join"]
    return verdicts + actions + anywhere


def action_in(process: Process, state: State, name: str) -> Action | None:
    """The action of that name that the stage has, or that is open anywhere."""
    return process.stages[state.stage].actions.get(name) or process.anywhere.get(name)


def why_not(process: Process, state: State, action: Action, actor: Actor) -> Refusal | None:
    """None when `actor` may perform `action` now."""
    stage = process.stages[state.stage]
    if stage.is_end:
        return CLOSED
    if action.by == "join":
        return JOIN_ONLY
    if action.by == "timer":
        return None if actor.id is None else TIMER_ONLY
    if isinstance(action, Anywhere) and state.stage in action.until:
        return Refusal("too_late", action.too_late)
    if action.role not in actor.roles:
        return wrong_role(process, action.role)
    if not isinstance(action, Anywhere) and _acted_before(stage, state, actor):
        return FOUR_EYES
    return _obligations_open(process, state) if action.clear else None


def why_no_verdict(process: Process, state: State, slot: str, actor: Actor) -> Refusal | None:
    """None when `actor` may give the verdict of the office `slot` now."""
    if slot in state.verdicts:
        return GIVEN
    if slot not in actor.roles:
        return wrong_role(process, slot)
    return FOUR_EYES if _acted_before(process.stages[state.stage], state, actor) else None


def why_not_claim(process: Process, state: State, wanted: Step, actor: Actor) -> Refusal | None:
    """None when `actor` may take that open step in hand."""
    if wanted.role not in actor.roles:
        return wrong_role(process, wanted.role)
    return FOUR_EYES if _acted_before(process.stages[state.stage], state, actor) else None


def wrong_role(process: Process, role: str) -> Refusal:
    title = process.roles[role].title
    return Refusal(
        "wrong_role", Text(it="Può farlo solo: {role}.", en="Only this role can do it: {role}.").filled({"role": title})
    )


def _choice(process: Process, state: State, action: Action, actor: Actor) -> Choice:
    why = why_not(process, state, action, actor)
    need, optional = _fields(process, action)
    return Choice(
        action.id,
        "",
        "action",
        action.label,
        need,
        optional,
        why is None,
        why,
        action.tone,
        action.hint,
        action.through,
    )


def _verdict_choice(process: Process, state: State, slot: str, verdict: Verdict, actor: Actor) -> Choice:
    why = why_no_verdict(process, state, slot, actor)
    need, optional = _fields(process, verdict)
    return Choice(
        verdict.id, slot, "verdict", verdict.label, need, optional, why is None, why, verdict.tone, verdict.hint
    )


def _fields(process: Process, action: Action | Verdict) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    given = action.given if isinstance(action, Action) else {}
    need = tuple(process.field_in(action, name) for name in action.need if name not in given)
    return need, tuple(process.field_in(action, name) for name in action.optional)


def _acted_before(stage: Stage, state: State, actor: Actor) -> bool:
    """Four eyes: somebody acted in a stage of `not_by` on this case, in any round, also in another's place."""
    if not stage.not_by:
        return False
    people = actor.people
    return any(
        step.stage in stage.not_by and (step.by_id in people or step.on_behalf_of_id in people)
        for step in state.steps
        if step.closed_at is not None
    )


def _obligations_open(process: Process, state: State) -> Refusal | None:
    offices = [process.roles[duty.slot].title for duty in state.obligations if duty.open]
    if not offices:
        return None
    named = {language: ", ".join(title.in_(language) for title in offices) for language in process.languages}
    sentence = Text(
        it="Prima va chiusa la condizione posta da: {offices}.",
        en="First the condition set by this office must be met: {offices}.",
    )
    return Refusal("obligations_open", sentence.filled({"offices": Text(named)}))
