"""Rules: names that are declared, verdicts that always join, actions that can be performed."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from workflow.definition.checks.form import finding
from workflow.definition.checks.graph import actions_with_places
from workflow.definition.model import AUDIENCES, Action, Finding, Process, Stage


def fields_are_declared(process: Process) -> Iterator[Finding]:
    for _, action, place in actions_with_places(process):
        for key in ("need", "optional", "internal"):
            yield from _declared("field_unknown", f"{place}.{key}", getattr(action, key), process.fields)
        yield from _declared("field_unknown", f"{place}.given", action.given, process.fields)
    for verdict in process.verdicts.values():
        for name in (*verdict.need, *verdict.optional):
            if name != "reason":
                yield finding(
                    "verdict_field",
                    f"verdict.{verdict.id}",
                    "Un parere chiede solo «reason».",
                    "A verdict only asks for “reason”.",
                )
        yield from _declared(
            "field_unknown", f"verdict.{verdict.id}", (*verdict.need, *verdict.optional), process.fields
        )


def fields_are_whole(process: Process) -> Iterator[Finding]:
    """A choice has choices, and what the definition gives by itself is one of them."""
    for field in process.fields.values():
        if (field.type == "choice") != bool(field.choices):
            yield finding(
                "field_choices",
                f"field.{field.name}",
                "Le voci servono a un campo choice, e solo a quello.",
                "Choices belong to a field of type choice, and only there.",
            )
    for _, action, place in actions_with_places(process):
        for name, value in action.given.items():
            field = process.fields[name]
            if field.type != "choice" or value not in dict(field.choices):
                yield finding(
                    "given_value", f"{place}.given.{name}", "Non è una voce del campo.", "Not a choice of the field."
                )


def roles_are_declared(process: Process) -> Iterator[Finding]:
    for role in process.roles.values():
        if role.escalate:
            yield from _declared("role_unknown", f"role.{role.id}.escalate", [role.escalate], process.roles)
        if _escalates_to_itself(process, role.id):
            yield finding(
                "escalation_cycle",
                f"role.{role.id}.escalate",
                "L’escalation torna al punto di partenza.",
                "The escalation goes in a circle.",
            )
    for stage in process.stages.values():
        if not stage.is_end and not stage.offices:
            yield from _declared("role_unknown", f"stage.{stage.id}.role", [stage.role], process.roles)
        yield from _declared("role_unknown", f"stage.{stage.id}.all", stage.offices, process.roles)
    for stage_id, action, place in actions_with_places(process):
        inherited = stage_id is not None and action.role == process.stages[stage_id].role
        if action.by == "person" and not inherited:
            yield from _declared("role_unknown", f"{place}.role", [action.role], process.roles)
        yield from _declared("audience_unknown", f"{place}.notify", action.notify, AUDIENCES)


def timers_can_run(process: Process) -> Iterator[Finding]:
    """A timer fills in no form, and one stage has one timer at most, with a desk of its own."""
    for stage in process.stages.values():
        timers = [action for action in stage.actions.values() if action.by == "timer"]
        for action in timers:
            place = f"stage.{stage.id}.do.{action.id}"
            if set(action.need) - set(action.given):
                yield finding(
                    "timer_needs", f"{place}.need", "Il tempo non compila campi.", "A timer fills in no fields."
                )
        if len(timers) > 1 or (timers and stage.offices):
            yield finding(
                "timer_ambiguous",
                f"stage.{stage.id}.do",
                "Una fase con una scrivania ha al massimo un’azione a tempo.",
                "A stage with one desk has at most one timed action.",
            )


def verdicts_always_join(process: Process) -> Iterator[Finding]:
    for stage in process.stages.values():
        if not stage.offices:
            if stage.join or stage.verdicts:
                yield finding(
                    "join_alone",
                    f"stage.{stage.id}",
                    "Pareri senza uffici: manca all.",
                    "Verdicts without offices: all is missing.",
                )
            continue
        place = f"stage.{stage.id}"
        if len(set(stage.offices)) != len(stage.offices):
            yield finding(
                "office_twice", f"{place}.all", "Un ufficio è scritto due volte.", "An office is written twice."
            )
        yield from _declared("verdict_unknown", f"{place}.verdicts", stage.verdicts or ("",), process.verdicts)
        yield from _join_rules(stage, f"{place}.join")


def _join_rules(stage: Stage, place: str) -> Iterator[Finding]:
    for n, rule in enumerate(stage.join):
        yield from _declared("join_action", f"{place}[{n}].do", [rule.do], stage.actions)
        named = [verdict for verdict in (rule.any, rule.all) if verdict]
        yield from _declared("verdict_unknown", f"{place}[{n}]", named, stage.verdicts)
        if n + 1 < len(stage.join) and not named:
            yield finding(
                "join_shadowed", f"{place}[{n + 1}]", "Questa regola non si applica mai.", "This rule never applies."
            )
    if not stage.join or stage.join[-1].any or stage.join[-1].all:
        yield finding(
            "join_not_total",
            place,
            "L’ultima regola vale sempre: toglile la condizione.",
            "The last rule always applies: take its condition away.",
        )


def _declared(code: str, place: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
    known = list(known)
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            it = f"«{name}» non è dichiarato." + (f" Volevi dire «{near[0]}»?" if near else "")
            en = f"“{name}” is not declared." + (f" Did you mean “{near[0]}”?" if near else "")
            yield finding(code, place, it, en)


def _escalates_to_itself(process: Process, role: str) -> bool:
    seen: set[str] = set()
    current: str | None = role
    while current and current not in seen and current in process.roles:
        seen.add(current)
        current = process.roles[current].escalate
    return current == role


def customer_texts(process: Process, action: Action) -> list[str]:
    """The needed fields of an action that customers read."""
    fields = [process.field_in(action, name) for name in action.need]
    return [field.name for field in fields if field.type == "text" and field.audience == "customer"]
