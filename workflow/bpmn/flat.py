"""The flat profile: the whole control flow and nothing else, for analysis and for other engines.

BPMN remembers nothing, so a stage that leads @back is drawn once for each place it may have been entered from;
that keeps the state space exactly ours. Two things are simpler than in the engine. An action that may be taken
while the offices are still speaking (withdrawing, above all) is offered before they start. And whoever acts, by
when and with which fields does not change the flow. Faulty definitions are drawn too, with their faults: a
target that is not there is a dead end, an action that no verdicts lead to starts from nowhere.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from workflow.bpmn import wording
from workflow.bpmn.graph import Diagram, Exit, Node, Sketch
from workflow.definition.model import BACK, Action, Process, Stage


class Place(NamedTuple):
    """A stage, and for one that leads @back where to."""

    stage: str
    back: str = ""

    @property
    def id(self) -> str:
        return f"{self.stage}-from-{self.back}" if self.back else self.stage


def flat(process: Process) -> Diagram:
    """The diagram of `process`, in the definition's order."""
    sketch = Sketch()
    sketch.add(Node("start", "startEvent", wording.OPENED))
    for place in _places(process):
        _draw(process, sketch, place)
    _draw_missing(process, sketch)
    sketch.connect("start", _entry(process, _entered(process, process.start, process.start)))
    sketch.merge()
    return Diagram(
        "flat",
        f"process-{process.key}",
        process.name.in_(wording.LANGUAGE),
        wording.promises(process),
        tuple(sketch.nodes.values()),
        tuple(sketch.flows),
    )


def outcomes(stage: Stage) -> dict[str | None, None]:
    """The actions that some set of verdicts leads to, in the order of the rules; None where no rule applies."""
    chosen: set[str | None] = set()
    for size in range(1, len(stage.offices) + 1):
        for given in combinations(stage.verdicts, size):
            chosen.add(next((rule.do for rule in stage.join if rule.applies(given)), None))
    return {do: None for do in (*[rule.do for rule in stage.join], None) if do in chosen}


def decision(stage: Stage, do: str | None) -> str:
    """The rules in their order as one FEEL expression, true when they choose `do`."""
    chain = "null"
    for rule in reversed(stage.join):
        chosen = f'"{rule.do}"'
        if rule.any:
            chain = f'if list contains(verdicts, "{rule.any}") then {chosen} else {chain}'
        elif rule.all:
            chain = f'if every verdict in verdicts satisfies verdict = "{rule.all}" then {chosen} else {chain}'
        else:
            chain = chosen
    return f"({chain}) = " + (f'"{do}"' if do else "null")


def taken(action: str) -> str:
    """True in FEEL when that action was taken."""
    return f'action = "{action}"'


def _places(process: Process) -> dict[Place, None]:
    """Every place, those a case can be in first; a stage nothing leads to is there too, on its own."""
    found: dict[Place, None] = {}
    waiting = [_entered(process, process.start, process.start)]
    for stage in (None, *process.stages):
        if stage and not any(place.stage == stage for place in found):
            waiting = [Place(stage)]
        while waiting:
            place = waiting.pop(0)
            if place not in found and place.stage in process.stages:
                found[place] = None
                waiting += [_target(process, place, action) for action in _actions(process, place)]
    return found


def _actions(process: Process, place: Place) -> Iterator[Action]:
    stage = process.stages[place.stage]
    if stage.is_end:
        return
    possible = outcomes(stage) if stage.offices else {}
    yield from (action for action in stage.actions.values() if action.by != "join" or action.id in possible)
    yield from (action for action in process.anywhere.values() if stage.id not in action.until)


def _entered(process: Process, stage: str, origin: str) -> Place:
    known = process.stages.get(stage)
    return Place(stage, origin if known and known.returns else "")


def _target(process: Process, place: Place, action: Action) -> Place:
    stage = (place.back or process.start) if action.to == BACK else action.to
    return _entered(process, stage, place.stage)


def _entry(process: Process, place: Place) -> str:
    """The id of the node that flows to `place` enter."""
    stage = process.stages.get(place.stage)
    if stage is None:
        return f"missing-{place.id}"
    if stage.is_end:
        return f"end-{place.id}"
    if not stage.offices:
        return f"stage-{place.id}"
    if any(action.by != "join" for action in _actions(process, place)):
        return f"enter-{place.id}"
    return _first_office(stage, place)


def _first_office(stage: Stage, place: Place) -> str:
    return f"fork-{place.id}" if len(stage.offices) > 1 else f"office-{place.id}-{stage.offices[0]}"


def _exit(process: Process, place: Place, action: Action, condition: str) -> Exit:
    target = _entry(process, _target(process, place, action))
    name = action.label.in_(wording.LANGUAGE)
    return Exit(f"do-{place.id}-{action.id}", target, name, condition, wording.action(process, action))


def _draw(process: Process, sketch: Sketch, place: Place) -> None:
    stage = process.stages[place.stage]
    name = stage.title.in_(wording.LANGUAGE)
    if stage.is_end:
        sketch.add(Node(f"end-{place.id}", "endEvent", name))
        return
    own = [action for action in _actions(process, place) if action.by != "join"]
    exits = [_exit(process, place, action, taken(action.id)) for action in own]
    if stage.offices:
        _draw_offices(process, sketch, place, exits)
        return
    if place.back in process.stages:
        name = f"{name} (da {process.stages[place.back].title.in_(wording.LANGUAGE)})"
    task = sketch.add(Node(f"stage-{place.id}", "userTask", name, documentation=wording.stage(process, stage)))
    sketch.leave(task, exits, wording.OUTCOME)


def _draw_offices(process: Process, sketch: Sketch, place: Place, exits: list[Exit]) -> None:
    stage = process.stages[place.stage]
    if exits:
        onward = f"gather-{place.id}"
        sketch.add(Node(f"enter-{place.id}", "exclusiveGateway", wording.GATHER, default=onward))
        sketch.choose(f"enter-{place.id}", [Exit(onward, _first_office(stage, place), wording.GATHERED, ""), *exits])
    joined = offices(process, sketch, stage, place.id, {})
    possible = outcomes(stage)
    ways = [
        _exit(process, place, stage.actions[do], decision(stage, do)) for do in possible if do and do in stage.actions
    ]
    if None in possible:
        stuck = sketch.add(Node(f"stuck-{place.id}", "userTask", wording.UNDECIDED))
        ways.append(Exit(f"do-{place.id}-stuck-", stuck, wording.UNDECIDED, decision(stage, None)))
    sketch.leave(joined, ways, wording.DECISION)
    for action in stage.actions.values():
        if action.by == "join" and action.id not in possible:
            never = sketch.add(Node(f"never-{place.id}-{action.id}", "userTask", wording.NEVER))
            sketch.leave(never, [_exit(process, place, action, "")], wording.OUTCOME)


def offices(process: Process, sketch: Sketch, stage: Stage, place: str, lanes: dict[str, str]) -> str:
    """Draw one task per office, side by side; the id of the node where they are together again."""
    tasks = []
    for office in stage.offices:
        title = process.roles[office].title.in_(wording.LANGUAGE) if office in process.roles else office
        name = f"{stage.title.in_(wording.LANGUAGE)}: {title}"
        words = wording.stage(process, stage, office)
        tasks.append(Node(f"office-{place}-{office}", "userTask", name, lanes.get(office, ""), words))
    if len(tasks) == 1:
        return sketch.add(tasks[0])
    lane, words = lanes.get(stage.offices[0], ""), wording.join(process, stage)
    fork = sketch.add(Node(f"fork-{place}", "parallelGateway", lane=lane))
    for task in tasks:
        sketch.connect(fork, sketch.add(task))
    join = sketch.add(Node(f"join-{place}", "parallelGateway", lane=lane, documentation=words))
    for task in tasks:
        sketch.connect(task.id, join)
    return join


def _draw_missing(process: Process, sketch: Sketch) -> None:
    targets = {flow.target for flow in sketch.flows} | {_entry(process, _entered(process, process.start, ""))}
    for target in sorted(targets - sketch.nodes.keys()):
        sketch.add(Node(target, "userTask", wording.MISSING))
