"""Graph: one start, targets that exist; and, proved on the space of situations, an end within reach of every one."""

from collections.abc import Iterator

from workflow.definition.checks.findings import finding, undeclared, unknown
from workflow.definition.graphs import components, loops
from workflow.definition.model import BACK, Action, Finding, Process
from workflow.definition.soundness import LIMIT, Marking, Path, Space


def actions_with_places(process: Process) -> Iterator[tuple[str | None, Action, str]]:
    """(stage or None for anywhere, action, place) of every action of the process."""
    for stage in process.stages.values():
        for action in stage.actions.values():
            yield stage.id, action, f"stage.{stage.id}.do.{action.id}"
    for action in process.anywhere.values():
        yield None, action, f"anywhere.{action.id}"


def place_of(process: Process, stage: str) -> str:
    """Where a stage or an end is written."""
    return f"{'end' if process.stages[stage].is_end else 'stage'}.{stage}"


def start_exists(process: Process) -> Iterator[Finding]:
    desks = [stage.id for stage in process.stages.values() if not stage.is_end]
    if process.start not in desks:
        yield unknown("start_unknown", "process.start", process.start, desks)


def targets_exist(process: Process) -> Iterator[Finding]:
    for stage, action, place in actions_with_places(process):
        if action.to == BACK and stage is None:
            yield finding("back_nowhere", f"{place}.to")
        elif action.to != BACK and action.to not in process.stages:
            yield unknown("target_unknown", f"{place}.to", action.to, process.stages)
    for place, stages in _named_stages(process):
        yield from undeclared("stage_unknown", place, stages, process.stages)


def _named_stages(process: Process) -> Iterator[tuple[str, tuple[str, ...]]]:
    for action in process.anywhere.values():
        yield f"anywhere.{action.id}.until", action.until
    for stage in process.stages.values():
        yield f"stage.{stage.id}.not_by", stage.not_by
    for clock in process.clocks.values():
        yield f"clock.{clock.name}.start", (clock.start,)
        yield f"clock.{clock.name}.stop", clock.stop
        yield f"clock.{clock.name}.pause", clock.pause


def back_is_one_deep(process: Process) -> Iterator[Finding]:
    """A stage that goes @back is entered only from stages that do not, and never from a parallel one."""
    returning = {stage.id for stage in process.stages.values() if stage.returns}
    for stage, action, place in actions_with_places(process):
        if action.to not in returning:
            continue
        if stage is None or stage in returning:
            yield finding("back_too_deep", f"{place}.to")
        elif process.stages[stage].offices:
            yield finding("parallel_nested", f"{place}.to")
    if process.start in returning:
        yield finding("back_nowhere", "process.start")


def proof_is_complete(space: Space) -> Iterator[Finding]:
    if not space.complete:
        yield finding("too_many_markings", "file", most=str(LIMIT))


def everything_is_reached(space: Space) -> Iterator[Finding]:
    """Every stage and end, and every action of a stage that is reached."""
    reached = {marking.stage for marking in space.moves}
    for stage in space.process.stages:
        if stage not in reached:
            yield finding("unreachable", place_of(space.process, stage))
    anywhere = {action for _, action in space.taken}
    for stage_id, action, place in actions_with_places(space.process):
        dead = action.id not in anywhere if stage_id is None else (stage_id, action.id) not in space.taken
        if dead and (stage_id is None or stage_id in reached):
            yield finding("action_dead", place)


def an_end_is_always_within_reach(space: Space) -> Iterator[Finding]:
    """A component that nothing leaves must be an end: else cases that got there never close."""
    told: set[str] = set()
    found = [some for some in components({m: to.values() for m, to in space.onward.items()}) if _closed(space, some)]
    for component in sorted(found, key=lambda some: len(_way(space, some))):
        stages = _stages(space, component)
        if space.is_end(next(iter(component))) or stages[0] in told:
            continue
        told.add(stages[0])
        moves = any(space.onward[marking] for marking in component)
        path, place = _way(space, component), place_of(space.process, stages[0])
        if moves:
            yield finding("no_way_out", place, path, stages=", ".join(stages))
        else:
            yield finding("stuck", place, path, stage=space.process.stages[stages[0]].title)


def timers_come_to_rest(space: Space) -> Iterator[Finding]:
    """No loop is made of timed actions alone."""
    timed: dict[Marking, list[Marking]] = {}
    for marking, moved in space.moves.items():
        timer = space.process.stages[marking.stage].timer
        timed[marking] = [to for move, to in moved.items() if timer and move == (timer.id,)]
    for loop in loops(timed):
        stages = _stages(space, loop)
        yield finding("timer_cycle", f"stage.{stages[0]}", _way(space, loop), stages=", ".join(stages))


def conditions_are_kept(space: Space) -> Iterator[Finding]:
    """The end of the main path is not reached with a condition open."""
    told: set[str] = set()
    for marking, path in space.ways.items():
        main = space.process.public_of(marking.stage).position is not None
        if space.is_end(marking) and main and marking.conditions and marking.stage not in told:
            told.add(marking.stage)
            yield finding("condition_lost", f"end.{marking.stage}", path)


def _closed(space: Space, component: set[Marking]) -> bool:
    return all(to in component for marking in component for to in space.onward[marking].values())


def _way(space: Space, component: set[Marking]) -> Path:
    return min((space.ways[marking] for marking in component), key=len)


def _stages(space: Space, component: set[Marking]) -> list[str]:
    """Its stages, the one that is entered first before the others."""
    nearest = sorted(component, key=lambda marking: len(space.ways[marking]))
    return list(dict.fromkeys(marking.stage for marking in nearest))
