"""Customers: a status for every stage, every text in every language, nobody left without a word."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from workflow.definition.checks.findings import finding, unknown
from workflow.definition.checks.graph import actions_with_places, place_of
from workflow.definition.checks.rules import customer_texts
from workflow.definition.model import BACK, Action, Anywhere, Finding, Process
from workflow.text import Text

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def public_map_is_total(process: Process) -> Iterator[Finding]:
    """Every stage has a status and every status a stage; the main path is numbered without gaps."""
    used = {stage.public for stage in process.stages.values()}
    for stage in process.stages.values():
        if stage.public not in process.public:
            yield unknown("public_unknown", f"{place_of(process, stage.id)}.public", stage.public, process.public)
    for key in process.public.keys() - used if used <= process.public.keys() else ():
        yield finding("public_unused", f"public.{key}")
    positions = [status.position for status in process.main_path]
    if positions != list(range(1, len(positions) + 1)) or not positions:
        yield finding("public_positions", "public")


def texts_are_in_every_language(process: Process) -> Iterator[Finding]:
    for place, text in _texts(process):
        missing = [language for language in process.languages if language not in text]
        if missing:
            yield finding("text_language", place, languages=", ".join(missing))
        elif len({tuple(sorted(PLACEHOLDER.findall(text[language]))) for language in process.languages}) > 1:
            yield finding("text_placeholders", place)


def placeholders_name_fields(process: Process) -> Iterator[Finding]:
    for _, action, place in actions_with_places(process):
        known = {*action.need, *action.given}
        for name in sorted(set(PLACEHOLDER.findall(str(action.say or ""))) - known):
            yield unknown("placeholder_unknown", f"{place}.say", f"{{{name}}}", known)


def author_hears_of_every_move(process: Process) -> Iterator[Finding]:
    """Every action to another public status, or to an end, tells the author and has words to do it with."""
    for stage, action, place in actions_with_places(process):
        if action.through or not _customer_sees(process, stage, action):
            continue
        if "author" not in action.notify:
            yield finding("author_not_told", f"{place}.notify")
        if action.say is None and not customer_texts(process, action):
            yield finding("nothing_to_say", f"{place}.say")


def refusals_give_a_reason(process: Process) -> Iterator[Finding]:
    for _, action, place in actions_with_places(process):
        if action.to == BACK or not process.public_of(action.to).refusal:
            continue
        automatic = action.by == "timer" and action.say is not None
        if not automatic and not customer_texts(process, action):
            yield finding("refusal_without_reason", f"{place}.need")


def nothing_leaves_done(process: Process) -> Iterator[Finding]:
    """The last status of the main path is never taken back."""
    last = process.main_path[-1].key
    done = {stage.id for stage in process.stages.values() if stage.public == last and not stage.is_end}
    for stage, action, place in actions_with_places(process):
        from_done = {stage} & done if stage else done - set(process.anywhere[action.id].until)
        if from_done and _public(process, action) != last:
            yield finding("back_from_done", f"{place}.to")


def _public(process: Process, action: Action) -> str:
    return "" if action.to == BACK else process.stages[action.to].public


def _customer_sees(process: Process, stage: str | None, action: Action) -> bool:
    if stage is None or action.to == BACK or process.stages[action.to].is_end:
        return True
    return process.stages[stage].public != _public(process, action)


def _texts(process: Process) -> Iterator[tuple[str, Text]]:
    yield "process.name", process.name
    groups: tuple[tuple[str, dict[str, Any]], ...] = (
        ("role", process.roles),
        ("public", process.public),
        ("field", process.fields),
        ("verdict", process.verdicts),
    )
    for name, group in groups:
        for key, item in group.items():
            yield from _texts_in(item, f"{name}.{key}")
    for stage in process.stages.values():
        yield f"{place_of(process, stage.id)}.title", stage.title
    for _, action, place in actions_with_places(process):
        yield from _texts_in(action, place)


def _texts_in(item: Any, place: str) -> Iterator[tuple[str, Text]]:
    if is_dataclass(item):
        for column in fields(item):
            value = getattr(item, column.name)
            if column.name == "too_late" and isinstance(item, Anywhere) and not item.until:
                continue
            if isinstance(value, Text):
                yield f"{place}.{column.name}", value
            elif column.name == "choices":
                yield from ((f"{place}.choices.{choice}", label) for choice, label in value)
