"""What a definition must hold, one file per family.

Each check yields findings; a phase runs only when the one before found nothing.
"""

from collections.abc import Callable, Iterator
from typing import Any

from workflow.definition.checks import customers, form, graph, rules, time
from workflow.definition.model import Finding, Process

Check = Callable[[Process], Iterator[Finding]]

# Names first: the checks of the second phase follow them without looking.
NAMES: tuple[Check, ...] = (
    graph.start_exists,
    graph.targets_exist,
    rules.fields_are_declared,
    rules.roles_are_declared,
    rules.verdicts_always_join,
    time.spans_are_business_time,
    customers.public_map_is_total,
)
MEANING: tuple[Check, ...] = (
    graph.every_stage_is_reached,
    graph.every_stage_has_a_way_out,
    graph.back_is_one_deep,
    rules.fields_are_whole,
    rules.timers_can_run,
    time.deadlines_fit_the_promise,
    customers.texts_are_in_every_language,
    customers.placeholders_name_fields,
    customers.author_hears_of_every_move,
    customers.refusals_give_a_reason,
    customers.nothing_leaves_done,
)


def of_file(raw: dict[str, Any]) -> list[Finding]:
    """Faults of form in a parsed file; without any, a Process can be built from it."""
    return list(form.file_findings(raw)) or [*time.calendar_findings(raw), *form.same_names(raw)]


def of_process(process: Process) -> list[Finding]:
    """Faults of meaning."""
    for phase in (NAMES, MEANING):
        found = [finding for check in phase for finding in check(process)]
        if found:
            return found
    return []
