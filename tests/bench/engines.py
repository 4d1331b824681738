"""The same six moves, one after another, by `workflow` and by three engines from the package index.

Each engine refuses whoever has not the role of the stage. SpiffWorkflow knows no roles while it runs: the test stands
before it. Only `workflow` also closes and opens pieces of work, reckons due dates in business days, keeps the promise
and says what happened.
"""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import statemachine
import transitions
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

import workflow
from ideas.kernel import clock, jobs
from ideas.kernel.db import db
from tests import databases
from tests.bench import engine
from tests.bench.board import application
from tests.bench.report import Figure, Sample, figure
from tests.bench.stores import ByHand, NewDatabase
from tests.bench.timing import compare
from workflow.engine.moves import begin

WALKS_A_ROUND, MOVES_A_ROUND, ROUNDS = 100, 60, 5
STAGES = ("triage", "evaluation", "analysis", "planned", "development", "uat")
ACTIONS = ("accept", "analyse", "plan", "start", "deliver", "release")
ROLES = dict(zip(STAGES, ("moderator", "pm", "analyst", "pm", "developer", "pm"), strict=True))
MOVES = [(action, frozenset({ROLES[stage]})) for stage, action in zip(STAGES, ACTIONS, strict=True)]
BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"


@dataclass(frozen=True)
class Engine:
    """`fresh` gives a new case, `walk` takes it through the six moves and says whether it is at the end."""

    name: str
    fresh: Callable[[], Any]
    walk: Callable[[Any], bool]


class NotThere(Exception):
    """A case did not come to the end: what was timed is something else."""


def measure(new_database: NewDatabase, folder: Path) -> list[Figure]:
    """Speed of the others against ours. Raises NotThere."""
    folder = folder / "engines"
    folder.mkdir()
    url = new_database("engines")
    databases.prepare(url, folder)
    with application(url, folder):
        return [*in_memory(), durable(url)]


def in_memory() -> list[Figure]:
    others = [in_memory_of(other) for other in (spiff(), python_statemachine(), with_transitions())]
    own = median(sample.reference for _, samples in others for sample in samples)
    return [
        figure("six moves in memory", "workflow", [Sample(own, own)], "itself", "moves/s"),
        *(figure("six moves in memory", name, samples, "workflow", "moves/s") for name, samples in others),
    ]


def in_memory_of(other: Engine) -> tuple[str, list[Sample]]:
    ours = workflow_()
    pairs = [(each, waiting(each)) for each in (other, ours)]
    do, reference = (lambda e=e, cases=cases: arrive(e, next(cases)) for e, cases in pairs)
    # Processor time: no waiting in here, and other programs on the machine do not count.
    samples = compare(do, reference, times=WALKS_A_ROUND, rounds=ROUNDS, timer=time.thread_time)
    moves = len(MOVES)
    return other.name, [Sample(moves * sample.rate, moves * sample.reference) for sample in samples]


def waiting(engine: Engine) -> Iterator[Any]:
    """Cases made before the clock runs."""
    return iter([engine.fresh() for _ in range(WALKS_A_ROUND * (ROUNDS + 1))])


def arrive(engine: Engine, case: Any) -> None:
    if not engine.walk(case):
        raise NotThere(engine.name)


def workflow_() -> Engine:
    process = workflow.load(Path(__file__).with_name("six.toml").read_text(encoding="utf-8"))
    at = clock.now()
    moves = [(action, workflow.Actor(number, roles)) for number, (action, roles) in enumerate(MOVES)]

    def walk(state: workflow.State) -> bool:
        for action, actor in moves:
            state, _ = workflow.step(process, state, action, actor, {}, at)
        return state.closed_at is not None

    return Engine("workflow", lambda: begin(process, author_id=None, at=at)[0], walk)


def spiff() -> Engine:
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(bpmn().encode()))
    spec = parser.get_spec("six")

    def fresh() -> BpmnWorkflow:
        case = BpmnWorkflow(spec)
        case.do_engine_steps()
        return case

    def walk(case: BpmnWorkflow) -> bool:
        for _, roles in MOVES:
            spiff_move(case, roles)
        return bool(case.is_completed())

    return Engine(named("SpiffWorkflow"), fresh, walk)


def spiff_move(case: BpmnWorkflow, roles: frozenset[str]) -> None:
    task = case.get_next_task(state=TaskState.READY, manual=True)
    if ROLES[task.task_spec.bpmn_id] not in roles:
        raise PermissionError
    task.run()
    case.do_engine_steps()


def bpmn() -> str:
    """A start, six user tasks, an end."""
    nodes = ["begin", *STAGES, "released"]
    tasks = "".join(f'<userTask id="{stage}" name="{stage}"/>' for stage in STAGES)
    flows = "".join(
        f'<sequenceFlow id="to_{after}" sourceRef="{before}" targetRef="{after}"/>'
        for before, after in zip(nodes, nodes[1:], strict=False)
    )
    return (
        f'<definitions xmlns="{BPMN}" targetNamespace="six"><process id="six" isExecutable="true">'
        f'<startEvent id="begin"/>{tasks}<endEvent id="released"/>{flows}</process></definitions>'
    )


class Six(statemachine.StateMachine):
    """The path for python-statemachine."""

    triage = statemachine.State(initial=True)
    evaluation = statemachine.State()
    analysis = statemachine.State()
    planned = statemachine.State()
    development = statemachine.State()
    uat = statemachine.State()
    released = statemachine.State(final=True)
    accept = triage.to(evaluation, cond="may_act")
    analyse = evaluation.to(analysis, cond="may_act")
    plan = analysis.to(planned, cond="may_act")
    start = planned.to(development, cond="may_act")
    deliver = development.to(uat, cond="may_act")
    release = uat.to(released, cond="may_act")

    def may_act(self, source: statemachine.State, roles: frozenset[str]) -> bool:
        return ROLES[source.id] in roles


def python_statemachine() -> Engine:
    def walk(case: Six) -> bool:
        for action, roles in MOVES:
            case.send(action, roles=roles)
        return bool(case.is_terminated)

    return Engine(named("python-statemachine"), Six, walk)


class Case:
    """What `transitions` hangs its state on."""

    state: str
    trigger: Callable[..., bool]

    def may_act(self, event: transitions.EventData) -> bool:
        return ROLES[self.state] in event.kwargs["roles"]


def with_transitions() -> Engine:
    ways = zip(ACTIONS, STAGES, (*STAGES[1:], "released"), strict=True)
    machine = transitions.Machine(
        model=None, states=[*STAGES, "released"], initial="triage", send_event=True, auto_transitions=False,
        transitions=[{"trigger": a, "source": s, "dest": d, "conditions": "may_act"} for a, s, d in ways],
    )  # fmt: skip

    def fresh() -> Case:
        case = Case()
        machine.add_model(case)
        return case

    def walk(case: Case) -> bool:
        for action, roles in MOVES:
            case.trigger(action, roles=roles)
        return case.state == "released"

    return Engine(named("transitions"), fresh, walk)


def durable(url: str) -> Figure:
    """The first move of the six: SpiffWorkflow's case is loaded from its row, moved and saved as JSON again."""
    wanted, at = MOVES_A_ROUND * (ROUNDS + 1), clock.now()
    hand, other, json = ByHand(url), spiff(), BpmnWorkflowSerializer()
    opened = [(number, json.serialize_json(other.fresh())) for number in range(wanted)]
    with hand.transaction():
        hand.run("CREATE TABLE other_case (id INTEGER PRIMARY KEY, state TEXT NOT NULL)")
        for row in opened:
            hand.run("INSERT INTO other_case (id, state) VALUES (?, ?)", row)
    theirs, ours = iter(range(wanted)), iter(open_cases(wanted, at))
    samples = compare(
        lambda: move_stored(hand, json, next(theirs)), lambda: engine.move(next(ours), at),
        times=MOVES_A_ROUND, rounds=ROUNDS,
    )  # fmt: skip
    hand.close()
    return figure("durable move", other.name, samples, "workflow.advance", "moves/s")


def open_cases(wanted: int, at: datetime) -> list[int]:
    with jobs.transaction():
        numbers = range(1, wanted + 1)
        return [workflow.start_case(db.session, subject_id=n, author_id=None, at=at).case_id for n in numbers]


def move_stored(hand: ByHand, json: BpmnWorkflowSerializer, number: int) -> None:
    with hand.transaction():
        find = f"SELECT state FROM other_case WHERE id = ?{hand.for_update}"
        (state,) = hand.run(find, (number,)).fetchone()
        case = json.deserialize_json(state)
        spiff_move(case, MOVES[0][1])
        hand.run("UPDATE other_case SET state = ? WHERE id = ?", (json.serialize_json(case), number))


def named(package: str) -> str:
    return f"{package} {version(package)}"
