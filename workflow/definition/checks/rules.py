"""Rules: names that are declared, forms that can be filled in, verdicts that always join."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from workflow.definition.checks.findings import finding, undeclared, unknown
from workflow.definition.checks.graph import actions_with_places
from workflow.definition.model import AUDIENCES, Action, Finding, Process, Stage, Verdict
from workflow.definition.walking import MET, filled
from workflow.engine.fields import clean
from workflow.errors import BadFields

# Days or characters. And sets of verdicts are all tried.
FARTHEST, MAX_VERDICTS = 100_000, 8


def fields_are_declared(process: Process) -> Iterator[Finding]:
    for _, action, place in actions_with_places(process):
        for key in ("need", "optional", "given"):
            yield from undeclared("field_unknown", f"{place}.{key}", getattr(action, key), process.fields)
        own = (*action.need, *action.optional)
        yield from undeclared("field_internal", f"{place}.internal", action.internal, own)
    for verdict in process.verdicts.values():
        asked = {*verdict.need, *verdict.optional}
        if asked - {"reason"} or not asked <= process.fields.keys():
            yield finding("verdict_field", f"verdict.{verdict.id}")


def bounds_are_numbers(process: Process) -> Iterator[Finding]:
    """In order, and no farther than a calendar or a form goes."""
    for field in process.fields.values():
        low = -FARTHEST if field.minimum is None else field.minimum
        high = FARTHEST if field.maximum is None else field.maximum
        if not -FARTHEST <= low <= high <= FARTHEST:
            yield finding("bounds", f"field.{field.name}", minimum=f"{low:g}", maximum=f"{high:g}")


def fields_are_whole(process: Process) -> Iterator[Finding]:
    """A choice has choices, and what the definition gives by itself is one of them."""
    for field in process.fields.values():
        if (field.type == "choice") != bool(field.choices):
            yield finding("field_choices", f"field.{field.name}")
        ids = [choice for choice, _ in field.choices]
        for twice in sorted({choice for choice in ids if ids.count(choice) > 1}):
            yield finding("listed_twice", f"field.{field.name}.choices", name=twice)
    for _, action, place in actions_with_places(process):
        for name, value in action.given.items():
            known = dict(process.fields[name].choices)
            if value not in known:
                yield unknown("given_value", f"{place}.given.{name}", value, known, value=value)


def forms_can_be_filled_in(process: Process, today: date) -> Iterator[Finding]:
    """A person finds something to write in every needed field; a timer or a join has nobody to write."""
    forms: list[tuple[Action | Verdict, str]] = [(action, place) for _, action, place in actions_with_places(process)]
    forms += [(verdict, f"verdict.{verdict.id}") for verdict in process.verdicts.values()]
    for form, place in forms:
        if isinstance(form, Action) and form.by != "person" and set(form.need) - set(form.given):
            yield finding(f"{form.by}_needs", f"{place}.need")
            continue
        try:
            clean(process, form, filled(process, form, today), today)
        except BadFields as refused:
            yield from (finding("field_unfillable", f"{place}.need", name=name) for name in refused.errors)


def roles_are_declared(process: Process) -> Iterator[Finding]:
    for role in process.roles.values():
        above = [role.escalate] if role.escalate else []
        yield from undeclared("role_unknown", f"role.{role.id}.escalate", above, process.roles)
    for stage in process.stages.values():
        desk = not stage.is_end and not stage.offices
        yield from undeclared("role_unknown", f"stage.{stage.id}.role", [stage.role] if desk else (), process.roles)
        yield from undeclared("role_unknown", f"stage.{stage.id}.all", stage.offices, process.roles)
    for stage_id, action, place in actions_with_places(process):
        told_above = stage_id is not None and action.role == process.stages[stage_id].role != ""
        if action.by == "person" and not told_above:
            yield from undeclared("role_unknown", f"{place}.role", [action.role], process.roles)
        for name in action.notify:
            if name not in AUDIENCES:
                options = ", ".join(AUDIENCES)
                yield unknown("audience_unknown", f"{place}.notify", name, AUDIENCES, options=options)


def timers_are_alone(process: Process) -> Iterator[Finding]:
    """A stage with one desk has one timed action at most; a parallel one has none."""
    for stage in process.stages.values():
        timers = [action for action in stage.actions.values() if action.by == "timer"]
        if len(timers) > 1 or (timers and stage.offices):
            yield finding("timer_ambiguous", f"stage.{stage.id}.do")


def verdicts_are_declared(process: Process) -> Iterator[Finding]:
    asked = {verdict for stage in process.stages.values() for verdict in stage.verdicts}
    for verdict in process.verdicts:
        if verdict == MET:
            yield finding("bad_id", f"verdict.{verdict}", name=verdict)
        elif verdict not in asked:
            yield finding("verdict_unused", f"verdict.{verdict}")
    for stage in process.stages.values():
        place = f"stage.{stage.id}"
        if len(stage.verdicts) > MAX_VERDICTS:
            yield finding("too_many", f"{place}.verdicts", most=str(MAX_VERDICTS))
        if not stage.offices and (stage.join or stage.verdicts):
            yield finding("join_alone", place)
        elif stage.offices:
            yield from undeclared("verdict_unknown", f"{place}.verdicts", stage.verdicts or [""], process.verdicts)
        for n, rule in enumerate(stage.join):
            yield from undeclared("join_action", f"{place}.join[{n}].do", [rule.do], stage.actions)
            named = [verdict for verdict in (rule.any, rule.all) if verdict]
            yield from undeclared("verdict_unknown", f"{place}.join[{n}]", named, stage.verdicts)


def rounds_always_join(process: Process) -> Iterator[Finding]:
    """Every vector of verdicts is decided, and every rule decides some. A rule looks at which verdicts there are, so
    the vectors are taken as sets."""
    for stage in process.stages.values():
        if stage.offices:
            yield from _joins(stage, f"stage.{stage.id}.join")


def _joins(stage: Stage, place: str) -> Iterator[Finding]:
    used: set[int] = set()
    undecided: tuple[str, ...] = ()
    for size in range(1, min(len(stage.offices), len(stage.verdicts)) + 1):
        for verdicts in combinations(stage.verdicts, size):
            first = next((n for n, rule in enumerate(stage.join) if rule.applies(verdicts)), None)
            if first is not None:
                used.add(first)
            else:
                undecided = undecided or verdicts
    if undecided:
        yield finding("join_not_total", place, verdicts=", ".join(undecided))
    for n in sorted(set(range(len(stage.join))) - used):
        yield finding("join_shadowed", f"{place}[{n}]")


def customer_texts(process: Process, action: Action) -> list[str]:
    """The needed fields of an action that customers read."""
    fields = [process.field_in(action, name) for name in action.need]
    return [field.name for field in fields if field.type == "text" and field.audience == "customer"]
