"""The office profile: the process as the people of the process office draw it.

A lane per role, a task per stage, timers on the border of the task they run in, and each action open anywhere that
ends the case as an event sub-process. A case that ends does so beside the task it ends from: no line crosses the
page for it.
"""

from workflow.bpmn import wording
from workflow.bpmn.flat import decision, offices, outcomes, taken
from workflow.bpmn.graph import Diagram, Exit, Node, Sketch
from workflow.definition.model import BACK, Action, Anywhere, Process, Stage
from workflow.engine.state import AUTHOR


def office(process: Process) -> Diagram:
    """The diagram of a `process` without faults."""
    sketch = Sketch()
    lane = AUTHOR if AUTHOR in process.roles else _lane(process.stages[process.start])
    sketch.add(Node("start", "startEvent", wording.OPENED, lane))
    for action in process.anywhere.values():
        if process.stages[action.to].is_end:
            _draw_anywhere(process, sketch, action)
    for stage in process.stages.values():
        if not stage.is_end:
            _draw(process, sketch, stage)
    sketch.connect("start", _entry(process, process.stages[process.start]))
    sketch.merge()
    used = {node.lane for node in sketch.nodes.values()}
    return Diagram(
        "office",
        f"process-{process.key}",
        process.name.in_(wording.LANGUAGE),
        wording.promises(process),
        tuple(sketch.nodes.values()),
        tuple(sketch.flows),
        {role.id: role.title.in_(wording.LANGUAGE) for role in process.roles.values() if role.id in used},
    )


def _lane(stage: Stage) -> str:
    return stage.role or stage.offices[0]


def _entry(process: Process, stage: Stage) -> str:
    if not stage.offices:
        return f"stage-{stage.id}"
    if _choices(process, stage):
        return f"enter-{stage.id}"
    return f"fork-{stage.id}" if len(stage.offices) > 1 else f"office-{stage.id}-{stage.offices[0]}"


def _choices(process: Process, stage: Stage) -> list[Action]:
    """What people choose from here: an action open anywhere is among it when the case goes on elsewhere."""
    own = [action for action in stage.actions.values() if action.by == "person"]
    onward = (action for action in process.anywhere.values() if not process.stages[action.to].is_end)
    return own + [action for action in onward if stage.id not in action.until]


def _draw(process: Process, sketch: Sketch, stage: Stage) -> None:
    people = _choices(process, stage)
    if stage.offices:
        _draw_offices(process, sketch, stage, people)
        return
    name = stage.title.in_(wording.LANGUAGE)
    task = sketch.add(Node(f"stage-{stage.id}", "userTask", name, stage.role, wording.stage(process, stage)))
    sketch.leave(task, [_exit(process, sketch, stage, action, taken(action.id)) for action in people], wording.OUTCOME)
    if stage.timer:
        _draw_timer(process, sketch, stage, stage.timer)


def _draw_offices(process: Process, sketch: Sketch, stage: Stage, people: list[Action]) -> None:
    lanes = {role: role for role in stage.offices}
    if people:
        onward = f"gather-{stage.id}"
        sketch.add(Node(f"enter-{stage.id}", "exclusiveGateway", wording.GATHER, _lane(stage), default=onward))
        first = f"fork-{stage.id}" if len(stage.offices) > 1 else f"office-{stage.id}-{stage.offices[0]}"
        ways = [_exit(process, sketch, stage, action, taken(action.id)) for action in people]
        sketch.choose(f"enter-{stage.id}", [Exit(onward, first, wording.GATHERED, ""), *ways])
    joined = offices(process, sketch, stage, stage.id, lanes)
    chosen = [(stage.actions[do], decision(stage, do)) for do in outcomes(stage) if do]
    sketch.leave(joined, [_exit(process, sketch, stage, action, rule) for action, rule in chosen], wording.DECISION)


def _draw_timer(process: Process, sketch: Sketch, stage: Stage, action: Action) -> None:
    timer, host = f"timer-{stage.id}-{action.id}", f"stage-{stage.id}"
    name, words = wording.timer(process, stage), wording.action(process, action)
    sketch.add(Node(timer, "boundaryEvent", name, stage.role, words, host=host, timer=stage.due))
    sketch.leave(timer, [_exit(process, sketch, stage, action, "")], "")


def _draw_anywhere(process: Process, sketch: Sketch, action: Anywhere) -> None:
    id, name = f"anywhere-{action.id}", action.label.in_(wording.LANGUAGE)
    sketch.add(Node(id, "subProcess", name, action.role, wording.anywhere(process, action)))
    begins = sketch.add(Node(f"start-{id}", "startEvent", name, parent=id, message=f"message-{id}"))
    ended = process.stages[action.to].title.in_(wording.LANGUAGE)
    sketch.connect(begins, sketch.add(Node(f"end-{id}", "endEvent", ended, parent=id)))


def _exit(process: Process, sketch: Sketch, stage: Stage, action: Action, condition: str) -> Exit:
    name, words = action.label.in_(wording.LANGUAGE), wording.action(process, action)
    return Exit(f"do-{stage.id}-{action.id}", _target(process, sketch, stage, action), name, condition, words)


def _target(process: Process, sketch: Sketch, stage: Stage, action: Action) -> str:
    if action.to == BACK:
        return _back(process, sketch, stage)
    target = process.stages[action.to]
    if not target.is_end:
        return _entry(process, target)
    id = f"end-{stage.id}-{action.id}"
    return sketch.add(Node(id, "endEvent", target.title.in_(wording.LANGUAGE), _lane(stage)))


def _back(process: Process, sketch: Sketch, stage: Stage) -> str:
    """Where @back leads: to the one stage that leads here, or to a gateway that asks which of them it was."""
    origins = [
        origin
        for origin in process.stages.values()
        if any(action.to == stage.id for action in origin.actions.values()) and not origin.is_end
    ]
    if len(origins) == 1:
        return _entry(process, origins[0])
    gateway = f"back-{stage.id}"
    if gateway not in sketch.nodes:
        sketch.add(Node(gateway, "exclusiveGateway", wording.ORIGIN, stage.role))
        sketch.choose(
            gateway,
            [
                Exit(
                    f"back-{stage.id}-to-{origin.id}",
                    _entry(process, origin),
                    origin.title.in_(wording.LANGUAGE),
                    f'origin = "{origin.id}"',
                )
                for origin in origins
            ],
        )
    return gateway
