"""A process drawn as BPMN: whole, legible, the same each time."""

import tomllib
from collections import Counter
from itertools import combinations, pairwise
from xml.etree import ElementTree as XML

import pytest

import workflow
from tests.workflow.bpmn.drawings import BPMN, NODES, Drawing, drawing, meet, stretches, within
from workflow import Process, bpmn
from workflow.bpmn import toml
from workflow.definition import reading

PROFILES: tuple[bpmn.Profile, ...] = ("flat", "office")
UNNAMED = ("incoming", "outgoing", "documentation", "extensionElements", "flowNodeRef")
UNNAMED += ("conditionExpression", "timeDuration")


@pytest.fixture(params=PROFILES)
def profile(request: pytest.FixtureRequest) -> bpmn.Profile:
    return request.param


@pytest.fixture(params=["shipped", "another"])
def drawn(request: pytest.FixtureRequest, process: Process, profile: bpmn.Profile) -> Drawing:
    return drawing(process if request.param == "shipped" else another(), profile)


def another() -> Process:
    """The shipped path with what it lacks: a single office, which may be recalled; a pause open anywhere; two actions
    to one stage; long words; and a long way back."""
    said = {"it": "Un’azione con un nome interminabile, precipitevolissimevolmente", "en": "A very long name"}
    raw = tomllib.loads(workflow.shipped())
    raw["stage"]["signoff"]["all"] = ["legal"]
    raw["stage"]["signoff"]["do"]["recall"] = {"label": said, "to": "analysis", "role": "analyst"}
    raw["stage"]["released"]["do"]["again"] = {"label": said, "to": "triage"}
    raw["stage"]["uat"]["do"]["mend"] = {"label": said, "to": "development"}
    raw["anywhere"]["pause"] = {"label": said, "to": "parked", "role": "executive", "until": ["parked"]}
    return reading.read(toml.dumps(raw))


def test_the_same_process_gives_the_same_text_twice(process: Process, profile: bpmn.Profile) -> None:
    assert bpmn.write(process, profile) == bpmn.write(workflow.load(workflow.shipped()), profile)


def test_every_element_has_an_id_of_its_own(drawn: Drawing) -> None:
    named = [e for e in drawn.root.iter() if e.tag.removeprefix(BPMN) not in UNNAMED and e.tag.startswith(BPMN)]
    ids = Counter(element.get("id") for element in drawn.root.iter() if element.get("id"))
    assert all(element.get("id") for element in named)
    assert ids.most_common(1)[0][1] == 1


def test_both_ends_of_every_flow_are_there_and_know_of_it(drawn: Drawing) -> None:
    nodes = drawn.of(*NODES)
    leaving = {(ref.text, id) for id, node in nodes.items() for ref in node.iterfind(f"{BPMN}outgoing")}
    entering = {(ref.text, id) for id, node in nodes.items() for ref in node.iterfind(f"{BPMN}incoming")}
    assert leaving == {(flow, source) for flow, (source, _) in drawn.flows.items()}
    assert entering == {(flow, target) for flow, (_, target) in drawn.flows.items()}


def test_no_flow_is_drawn_twice_and_none_joins_but_in_a_gateway(drawn: Drawing) -> None:
    assert Counter(drawn.flows.values()).most_common(1)[0][1] == 1
    crowded = {target for target, n in Counter(target for _, target in drawn.flows.values()).items() if n > 1}
    assert crowded <= drawn.of("exclusiveGateway", "parallelGateway").keys()


def test_every_node_has_a_shape_and_every_flow_a_line(drawn: Drawing) -> None:
    assert drawn.boxes.keys() == drawn.of(*NODES, "lane", "participant").keys()
    assert drawn.lines.keys() == drawn.flows.keys()


def test_no_two_shapes_or_labels_meet(drawn: Drawing) -> None:
    labels = {f"label of {id}": box for id, box in drawn.labels.items() if id in drawn.cells or id in drawn.flows}
    everything = drawn.cells | labels
    assert not [pair for pair in combinations(everything, 2) if meet(everything[pair[0]], everything[pair[1]])]


def test_lines_run_level_or_upright_and_from_border_to_border(drawn: Drawing) -> None:
    for flow, (source, target) in drawn.flows.items():
        line = drawn.lines[flow]
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(line)), flow
        left, top, right, bottom = drawn.boxes[source]
        assert line[0] in ((right, (top + bottom) / 2), ((left + right) / 2, bottom)), flow
        assert line[-1] == (drawn.boxes[target][0], sum(drawn.boxes[target][1::2]) / 2), flow


def test_no_line_crosses_a_shape(drawn: Drawing) -> None:
    for flow, ends in drawn.flows.items():
        hosts = {drawn.elements[end].get("attachedToRef") for end in ends}
        outer = {id for id, element in drawn.of("subProcess").items() if drawn.elements[flow] in element}
        others = {id: box for id, box in drawn.cells.items() if id not in {*ends, *hosts, *outer}}
        crossed = [id for id, box in others.items() for part in stretches(drawn.lines[flow]) if meet(part, box)]
        assert not crossed, flow


def test_lines_of_strangers_run_apart(process: Process, profile: bpmn.Profile) -> None:
    drawn = drawing(process, profile)
    parts = [(flow, part) for flow, line in drawn.lines.items() for part in stretches(line)]
    for (one, a), (other, b) in combinations(parts, 2):
        if not set(drawn.flows[one]) & set(drawn.flows[other]):
            upright = a[0] == a[2] == b[0] == b[2] and min(a[3], b[3]) > max(a[1], b[1])
            level = a[1] == a[3] == b[1] == b[3] and min(a[2], b[2]) > max(a[0], b[0])
            assert not (upright or level), (one, other)


@pytest.mark.parametrize("profile", ["office"])
def test_lanes_stack_without_gaps_and_hold_what_is_theirs(drawn: Drawing) -> None:
    (pool,) = drawn.of("participant")
    boxes = [drawn.boxes[lane] for lane in drawn.lanes]
    assert all(upper[3] == lower[1] for upper, lower in pairwise(boxes))
    assert (boxes[0][1], boxes[-1][3]) == (drawn.boxes[pool][1], drawn.boxes[pool][3])
    for lane, nodes in drawn.lanes.items():
        assert all(within(drawn.boxes[node], drawn.boxes[lane]) for node in nodes), lane


def test_every_node_outside_a_sub_process_is_in_one_lane(process: Process) -> None:
    drawn = drawing(process, "office")
    nested = {inner.get("id") for outer in drawn.of("subProcess").values() for inner in outer}
    members = [node for nodes in drawn.lanes.values() for node in nodes]
    assert sorted(members) == sorted(drawn.of(*NODES).keys() - nested)


def test_the_office_profile_gives_each_stage_to_its_role(process: Process) -> None:
    drawn = drawing(process, "office")
    for stage in process.stages.values():
        for office in stage.offices:
            assert f"office-{stage.id}-{office}" in drawn.lanes[f"lane-{office}"]
        if stage.role:
            assert f"stage-{stage.id}" in drawn.lanes[f"lane-{stage.role}"]


def test_a_timer_sits_on_the_border_of_its_stage_and_counts_business_days(process: Process) -> None:
    drawn = drawing(process, "office")
    timer = drawn.elements["timer-needs_info-lapse"]
    duration = timer.find(f"{BPMN}timerEventDefinition/{BPMN}timeDuration")
    assert (timer.get("attachedToRef"), timer.get("name")) == ("stage-needs_info", "15 giorni lavorativi")
    assert duration is not None and duration.text == "15bd"
    left, top, right, bottom = drawn.boxes["timer-needs_info-lapse"]
    assert drawn.boxes["stage-needs_info"][3] == (top + bottom) / 2


def test_withdrawing_is_an_event_of_its_own_that_says_until_when(process: Process) -> None:
    drawn = drawing(process, "office")
    outer = drawn.elements["anywhere-withdraw"]
    assert outer.get("triggeredByEvent") == "true"
    said = "Non vale più in «Sviluppo», «Collaudo», «Realizzata, da annunciare» e «Rifiutata, si può chiedere di"
    assert said in (outer.findtext(f"{BPMN}documentation") or "")
    inside = [drawn.boxes[child.get("id", "")] for child in outer if child.tag.removeprefix(BPMN) in NODES]
    assert len(inside) == 2 and all(within(box, drawn.boxes["anywhere-withdraw"]) for box in inside)


def test_documentation_says_who_by_when_and_what_is_asked(process: Process) -> None:
    drawn = drawing(process, "office")
    assert drawn.elements["stage-uat"].findtext(f"{BPMN}documentation") == (
        "Chi: Product manager.\nEntro 10 giorni lavorativi.\n"
        "Quattro occhi: non chi ha già lavorato a «Sviluppo» su questa pratica.\n"
        "Chi ha aperto la pratica legge: «In sviluppo»."
    )
    decline = drawn.elements["do-triage-decline"].findtext(f"{BPMN}documentation") or ""
    assert "Chiede «Motivo» e «Perché»." in decline and "Avvisa chi ha aperto la pratica e chi la segue." in decline


def test_the_flat_profile_remembers_where_a_question_came_from(process: Process) -> None:
    drawn = drawing(process, "flat")
    targets = dict(drawn.flows.values())
    assert drawn.flows["do-needs_info-from-triage-answer"][1] == "merge-stage-triage"
    assert drawn.flows["do-needs_info-from-evaluation-answer"][1] == "merge-stage-evaluation"
    assert targets["merge-stage-triage"] == "stage-triage"


def test_offices_speak_side_by_side_and_the_rules_decide(process: Process) -> None:
    drawn = drawing(process, "flat")
    offices = {f"office-signoff-{office}" for office in process.stages["signoff"].offices}
    assert {target for source, target in drawn.flows.values() if source == "fork-signoff"} == offices
    assert {source for source, target in drawn.flows.values() if target == "join-signoff"} == offices
    condition = drawn.elements["do-signoff-back"].findtext(f"{BPMN}conditionExpression")
    assert condition == '(if list contains(verdicts, "no") then "back" else "pass") = "back"'


def test_a_draft_with_faults_is_drawn_flat_with_its_faults() -> None:
    faults = (
        ('to = "announced"', 'to = "nowhere"'),
        ('{ any = "no", do = "back" }, { do = "pass" }', '{ any = "no", do = "back" }, { any = "no", do = "pass" }'),
    )
    text = workflow.shipped()
    for old, new in faults:
        assert old in text
        text = text.replace(old, new)
    drawn = drawing(reading.read(text), "flat")
    sources, targets = (set(ends) for ends in zip(*drawn.flows.values(), strict=True))
    assert {"missing-nowhere", "stuck-signoff"} <= targets - sources, "a case stops there"
    assert {"never-signoff-pass", "end-announced"} & targets == set(), "nothing leads there"


def test_two_actions_to_one_stage_share_a_flow_with_both_names() -> None:
    text = workflow.shipped().replace('to = "merged"', 'to = "refused"')
    drawn = drawing(reading.read(text), "flat")
    flow = drawn.elements["do-triage-merge"]
    assert flow.get("name") == "Unisci a un’altra idea / Non la faremo"
    assert flow.findtext(f"{BPMN}conditionExpression") == 'action = "merge" or action = "decline"'


def test_the_file_says_in_which_encoding_it_is(process: Process, profile: bpmn.Profile) -> None:
    text = bpmn.write(process, profile)
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n') and text.endswith(">\n")
    assert XML.fromstring(text.encode()).tag == f"{BPMN}definitions"
