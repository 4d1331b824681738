"""What a definition must hold, one file per family; findings.toml has every code.

Each check yields findings; a phase runs only when the one before found nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from workflow.definition.checks import change, customers, form, graph, people, rules, scenarios, time
from workflow.definition.model import Finding, Process
from workflow.definition.soundness import Space, explore

Check = Callable[[Process], Iterator[Finding]]

# Names first: what comes after follows them without looking.
NAMES: tuple[Check, ...] = (
    graph.start_exists,
    graph.targets_exist,
    rules.fields_are_declared,
    rules.bounds_are_numbers,
    rules.roles_are_declared,
    rules.verdicts_are_declared,
    time.spans_are_business_time,
    customers.public_map_is_total,
    change.old_names_are_old,
)
MEANING: tuple[Check, ...] = (
    graph.back_is_one_deep,
    rules.fields_are_whole,
    rules.timers_are_alone,
    rules.rounds_always_join,
    people.escalation_ends,
    people.author_is_one_person,
    customers.texts_are_in_every_language,
    customers.placeholders_name_fields,
    customers.author_hears_of_every_move,
    customers.refusals_give_a_reason,
    customers.nothing_leaves_done,
)
# With the day of publication.
DATED: tuple[Callable[[Process, date], Iterator[Finding]], ...] = (
    time.calendar_covers_two_years,
    rules.forms_can_be_filled_in,
)
# On every situation a case can get into.
PROOF: tuple[Callable[[Space], Iterator[Finding]], ...] = (
    graph.proof_is_complete,
    graph.everything_is_reached,
    graph.an_end_is_always_within_reach,
    graph.timers_come_to_rest,
    graph.conditions_are_kept,
    time.deadlines_fit_the_promise,
    time.clocks_stop,
)


def of_file(raw: dict[str, Any]) -> list[Finding]:
    """Faults of form in a parsed file; without any, a Process can be built from it."""
    return list(form.file_findings(raw)) or [*time.calendar_findings(raw), *form.of_names(raw)]


def of_process(process: Process, at: datetime) -> list[Finding]:
    """Faults of meaning; the calendar must go on from `at`."""
    return _all(NAMES, process) or _all(MEANING, process) + _all(DATED, process, at.date()) or _proof(process, at)


def _proof(process: Process, at: datetime) -> list[Finding]:
    space = explore(process, at)
    return _all(PROOF if space.complete else PROOF[:1], space) or list(scenarios.failures(process, at))


def _all(checks: Iterable[Callable[..., Iterator[Finding]]], *given: Any) -> list[Finding]:
    return [finding for check in checks for finding in check(*given)]
