"""Graph: one start, targets that exist, every stage reachable and with a way out."""

from collections.abc import Iterator

from workflow.definition.checks.form import finding
from workflow.definition.model import BACK, Action, Finding, Process


def actions_with_places(process: Process) -> Iterator[tuple[str | None, Action, str]]:
    """(stage or None for anywhere, action, place) of every action of the process."""
    for stage in process.stages.values():
        for action in stage.actions.values():
            yield stage.id, action, f"stage.{stage.id}.do.{action.id}"
    for action in process.anywhere.values():
        yield None, action, f"anywhere.{action.id}"


def start_exists(process: Process) -> Iterator[Finding]:
    stage = process.stages.get(process.start)
    if stage is None or stage.is_end:
        yield finding(
            "start_unknown", "process.start", f"«{process.start}» non è una fase.", f"“{process.start}” is not a stage."
        )


def targets_exist(process: Process) -> Iterator[Finding]:
    for stage, action, place in actions_with_places(process):
        if action.to == BACK and stage is None:
            yield finding("back_nowhere", f"{place}.to", "@back vale solo in una fase.", "@back only works in a stage.")
        elif action.to != BACK and action.to not in process.stages:
            yield _unknown("target_unknown", f"{place}.to", action.to)
    for place, stages in _named_stages(process):
        for name in stages:
            if name not in process.stages:
                yield _unknown("stage_unknown", place, name)


def _named_stages(process: Process) -> Iterator[tuple[str, tuple[str, ...]]]:
    for action in process.anywhere.values():
        yield f"anywhere.{action.id}.until", action.until
    for stage in process.stages.values():
        yield f"stage.{stage.id}.not_by", stage.not_by
    for clock in process.clocks.values():
        yield f"clock.{clock.name}.start", (clock.start,)
        yield f"clock.{clock.name}.stop", clock.stop
        yield f"clock.{clock.name}.pause", clock.pause


def every_stage_is_reached(process: Process) -> Iterator[Finding]:
    reached = _reachable(process, process.start) | {action.to for action in process.anywhere.values()}
    for stage in process.stages.values():
        if stage.id not in reached:
            place = f"{'end' if stage.is_end else 'stage'}.{stage.id}"
            yield finding("unreachable", place, "Qui non si arriva mai.", "Nothing ever gets here.")


def every_stage_has_a_way_out(process: Process) -> Iterator[Finding]:
    ends = {stage.id for stage in process.stages.values() if stage.is_end}
    for stage in process.stages.values():
        # @back is left out: a stage that only goes back has its way out where it came from, checked there.
        if not stage.is_end and not stage.returns and not _reachable(process, stage.id) & ends:
            yield finding(
                "no_way_out", f"stage.{stage.id}", "Da qui non si arriva alla fine.", "No end can be reached from here."
            )


def back_is_one_deep(process: Process) -> Iterator[Finding]:
    """A stage that goes @back is entered only from stages that do not, and never from a parallel one."""
    returning = {stage.id for stage in process.stages.values() if stage.returns}
    for stage, action, place in actions_with_places(process):
        if action.to not in returning:
            continue
        if stage is None or stage in returning or process.stages[stage].offices:
            yield finding(
                "back_too_deep",
                f"{place}.to",
                "@back torna indietro di un passo solo, a una fase con una sola scrivania.",
                "@back goes one step back, to a stage with a single desk.",
            )
    if process.start in returning:
        yield finding(
            "back_nowhere",
            "process.start",
            "Dalla prima fase non si torna indietro.",
            "There is no going back from the start.",
        )


def _reachable(process: Process, start: str) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        stage = waiting.pop()
        if stage not in reached:
            reached.add(stage)
            waiting.extend(action.to for action in process.stages[stage].actions.values() if action.to != BACK)
    return reached


def _unknown(code: str, place: str, name: str) -> Finding:
    return finding(code, place, f"La fase «{name}» non c’è.", f"There is no stage “{name}”.")
