"""Customers: a status for every stage, every text in every language, nobody left without a word."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from workflow.definition.checks.form import finding
from workflow.definition.checks.graph import actions_with_places
from workflow.definition.checks.rules import customer_texts
from workflow.definition.model import BACK, Action, Finding, Process
from workflow.text import Text

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def public_map_is_total(process: Process) -> Iterator[Finding]:
    for stage in process.stages.values():
        if stage.public not in process.public:
            place = f"{'end' if stage.is_end else 'stage'}.{stage.id}.public"
            yield finding(
                "public_unknown",
                place,
                f"Lo stato pubblico «{stage.public}» non c’è.",
                f"There is no public status “{stage.public}”.",
            )
    positions = [status.position for status in process.main_path]
    if positions != list(range(1, len(positions) + 1)) or not positions:
        yield finding(
            "public_positions",
            "public",
            "Le posizioni vanno da 1 in su, senza buchi.",
            "Positions run from 1 up, without gaps.",
        )


def texts_are_in_every_language(process: Process) -> Iterator[Finding]:
    for place, text in _texts(process):
        missing = [language for language in process.languages if language not in text]
        if missing:
            listed = ", ".join(missing)
            yield finding("text_language", place, f"Manca il testo in: {listed}.", f"The text is missing in: {listed}.")
        elif len({tuple(sorted(PLACEHOLDER.findall(text[language]))) for language in process.languages}) > 1:
            yield finding(
                "text_placeholders",
                place,
                "Le lingue non hanno gli stessi segnaposto.",
                "The languages differ in their placeholders.",
            )


def placeholders_name_fields(process: Process) -> Iterator[Finding]:
    for _, action, place in actions_with_places(process):
        known = {*action.need, *action.given}
        for name in sorted(set(PLACEHOLDER.findall(str(action.say or ""))) - known):
            yield finding(
                "placeholder_unknown",
                f"{place}.say",
                f"«{{{name}}}» non è un campo di questa azione.",
                f"“{{{name}}}” is not a field of this action.",
            )


def author_hears_of_every_move(process: Process) -> Iterator[Finding]:
    """Every action to another public status, or to an end, tells the author and has words to do it with."""
    for stage, action, place in actions_with_places(process):
        if action.through or not _customer_sees(process, stage, action):
            continue
        if "author" not in action.notify:
            yield finding(
                "author_not_told",
                f"{place}.notify",
                "Chi ha proposto l’idea non lo viene a sapere.",
                "Whoever proposed the idea is not told.",
            )
        if action.say is None and not customer_texts(process, action):
            yield finding(
                "nothing_to_say",
                f"{place}.say",
                "Non c’è che cosa dire al cliente: scrivi say o chiedi un messaggio.",
                "There is nothing to tell the customer: write say or need a message.",
            )


def refusals_give_a_reason(process: Process) -> Iterator[Finding]:
    for _, action, place in actions_with_places(process):
        if action.to == BACK or not process.public_of(action.to).refusal:
            continue
        automatic = action.by == "timer" and action.say is not None
        if not automatic and not customer_texts(process, action):
            yield finding(
                "refusal_without_reason",
                f"{place}.need",
                "Un no senza motivo: chiedi un testo che il cliente legge.",
                "A no without a reason: need a text that the customer reads.",
            )


def nothing_leaves_done(process: Process) -> Iterator[Finding]:
    """The last status of the main path is never taken back."""
    last = process.main_path[-1]
    for stage, action, place in actions_with_places(process):
        sources = (
            [stage] if stage else [name for name in process.stages if name not in process.anywhere[action.id].until]
        )
        for source in sources:
            origin = process.stages[source]
            if not origin.is_end and origin.public == last.key and _public(process, action) != last.key:
                yield finding(
                    "back_from_done",
                    f"{place}.to",
                    "Da realizzata non si torna indietro.",
                    "There is no going back from done.",
                )


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
        yield f"{'end' if stage.is_end else 'stage'}.{stage.id}.title", stage.title
    for _, action, place in actions_with_places(process):
        yield from _texts_in(action, place)


def _texts_in(item: Any, place: str) -> Iterator[tuple[str, Text]]:
    if is_dataclass(item):
        for column in fields(item):
            value = getattr(item, column.name)
            if isinstance(value, Text):
                yield f"{place}.{column.name}", value
            elif column.name == "choices":
                yield from ((f"{place}.choices.{choice}", label) for choice, label in value)
