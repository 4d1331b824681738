"""A diagram that others drew -> the draft of a definition, or a refusal that names each element that has no place.

What is read: one process, in at most one pool; lanes (roles); one start event without a trigger; tasks, user tasks
and manual tasks (stages); exclusive gateways and flows without conditions (actions: the names on the way); timers on
a task's border that interrupt it (timed actions); end events without a result or with termination (ends). Notes,
documentation and the drawing are left out. BPMN says nothing of public words or forms, and its durations are not
business days; nothing is made up for them: the draft lacks them and the checks say where.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as XML

from workflow.bpmn import toml
from workflow.bpmn.refusals import refusal, unsupported
from workflow.bpmn.writing import BPMN
from workflow.definition.model import Finding
from workflow.errors import InvalidProcess

TASKS = ("task", "userTask", "manualTask")
NODES = (*TASKS, "startEvent", "endEvent", "boundaryEvent", "exclusiveGateway")
REFERENCES = ("incoming", "outgoing", "flowNodeRef")
NOTES = (*REFERENCES, "documentation", "extensionElements", "textAnnotation", "association", "group")
# What each element may hold. Nothing is looked for deeper than that.
READ: dict[str, tuple[str, ...]] = {
    "definitions": ("process", "collaboration"),
    "collaboration": ("participant",),
    "process": ("laneSet", "sequenceFlow", *NODES),
    "laneSet": ("lane",),
    "boundaryEvent": ("timerEventDefinition",),
    "endEvent": ("terminateEventDefinition",),
}
LONGEST_ID = 40


@dataclass
class _Chart:
    """The nodes by id, the flows that leave each, the lane of each, and the name that nodes and lanes get."""

    nodes: dict[str, XML.Element] = field(default_factory=dict)
    flows: list[XML.Element] = field(default_factory=list)
    leaving: dict[str, list[XML.Element]] = field(default_factory=dict)
    lanes: dict[str, XML.Element] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def of(self, *kinds: str) -> Iterator[XML.Element]:
        return (node for node in self.nodes.values() if kind(node) in kinds)


def draft(root: XML.Element) -> str:
    """TOML of what the diagram says. Raises InvalidProcess with a finding for every element that is not read."""
    if found := list(_unread(root)):
        raise InvalidProcess(found)
    processes = root.findall(f"{{{BPMN}}}process")
    if len(processes) != 1:
        raise InvalidProcess([refusal("bpmn_one_process", "definitions")])
    chart = _chart(processes[0])
    if found := list(_unnamed(processes[0])) or list(_loose_ends(chart)):
        raise InvalidProcess(found)
    return toml.dumps(_definition(processes[0], chart))


def kind(element: XML.Element) -> str:
    """The type of a BPMN element, "" for one of another language."""
    return element.tag.removeprefix(f"{{{BPMN}}}") if element.tag.startswith(f"{{{BPMN}}}") else ""


def _unread(element: XML.Element) -> Iterator[Finding]:
    """What is outside the subset."""
    for child in element:
        type_ = kind(child)
        if not type_ or type_ in NOTES:
            continue
        if type_ in READ.get(kind(element), ()):
            yield from _unread(child) if type_ != "timerEventDefinition" else ()
        else:
            yield unsupported(str(child.get("id") or element.get("id", "")), type_)


def _chart(process: XML.Element) -> _Chart:
    chart = _Chart()
    used: set[str] = set()
    for element in process.iter():
        id = element.get("id", "")
        if kind(element) == "sequenceFlow":
            chart.flows.append(element)
            chart.leaving.setdefault(element.get("sourceRef", ""), []).append(element)
        elif kind(element) == "lane":
            chart.names[id] = _name(_title(element), used)
            refs = element.findall(f"{{{BPMN}}}flowNodeRef")
            chart.lanes |= {(ref.text or "").strip(): element for ref in refs}
        elif kind(element) in NODES:
            chart.nodes[id] = element
            chart.names[id] = _name(_title(element), used)
    return chart


def _unnamed(process: XML.Element) -> Iterator[Finding]:
    """Elements without an id, or with that of another."""
    seen: set[str | None] = {None, ""}
    for element in process.iter():
        if kind(element) in (*NODES, "lane"):
            if element.get("id") in seen:
                yield refusal("bpmn_id", _place(element))
            seen.add(element.get("id"))


def _loose_ends(chart: _Chart) -> Iterator[Finding]:
    """What is in the subset but does not fit together."""
    starts = list(chart.of("startEvent"))
    if len(starts) != 1 or len(_ways(chart, starts[0])) != 1:
        yield refusal("bpmn_one_start", _place(starts[-1]) if starts else "process")
    sources = {id for id, node in chart.nodes.items() if kind(node) != "endEvent"}
    targets = {id for id, node in chart.nodes.items() if kind(node) not in ("startEvent", "boundaryEvent")}
    for flow in chart.flows:
        if flow.get("sourceRef") not in sources or flow.get("targetRef") not in targets:
            yield refusal("bpmn_loose_flow", _place(flow))
    for node in chart.of(*TASKS, "exclusiveGateway"):
        leaving = chart.leaving.get(node.get("id", ""), [])
        if len(leaving) > 1 and kind(node) in TASKS:
            yield refusal("bpmn_split", _place(node))
        if not leaving and not _timers(chart, node):
            yield refusal("bpmn_implicit_end", _place(node))
    stages = {task.get("id") for task in chart.of(*TASKS)}
    for timer in chart.of("boundaryEvent"):
        interrupts = timer.get("cancelActivity") != "false" and timer.get("attachedToRef") in stages
        times = any(kind(child) == "timerEventDefinition" for child in timer)
        if not (interrupts and times and len(_ways(chart, timer)) == 1):
            yield refusal("bpmn_timer", _place(timer))


def _ways(chart: _Chart, node: XML.Element) -> list[tuple[str, list[str]]]:
    """The stages and ends that come next, through gateways, each with the names on the way."""
    found: list[tuple[str, list[str]]] = []
    waiting: list[tuple[str, list[str]]] = [(node.get("id", ""), [])]
    seen: set[str] = set()
    while waiting:
        id, names = waiting.pop(0)
        for flow in chart.leaving.get(id, []):
            target = flow.get("targetRef", "")
            said = [*names, *filter(None, [flow.get("name")])]
            if target in chart.nodes and kind(chart.nodes[target]) != "exclusiveGateway":
                found.append((target, said))
            elif target not in seen:
                seen.add(target)
                waiting.append((target, said))
    return found


def _definition(process: XML.Element, chart: _Chart) -> dict[str, Any]:
    title = process.get("name") or process.get("id") or "process"
    start = _ways(chart, next(chart.of("startEvent")))[0][0]
    return {
        "process": {
            "key": _name(title, set()),
            "name": {"it": title},
            "languages": ["it"],
            "start": chart.names[start],
        },
        "role": {chart.names[lane.get("id", "")]: {"it": _title(lane)} for lane in chart.lanes.values()},
        "stage": {chart.names[task.get("id", "")]: _stage(chart, task) for task in chart.of(*TASKS)},
        "end": {chart.names[end.get("id", "")]: {"title": {"it": _title(end)}} for end in chart.of("endEvent")},
    }


def _stage(chart: _Chart, task: XML.Element) -> dict[str, Any]:
    stage: dict[str, Any] = {"title": {"it": _title(task)}}
    lane = chart.lanes.get(task.get("id", ""))
    if lane is not None:
        stage["role"] = chart.names[lane.get("id", "")]
    used: set[str] = set()
    actions: dict[str, Any] = {}
    for source in (task, *_timers(chart, task)):
        for target, said in _ways(chart, source):
            label = ", ".join(said) or _title(chart.nodes[target])
            timed = {} if source is task else {"by": "timer"}
            actions[_name(label, used)] = {"label": {"it": label}, "to": chart.names[target], **timed}
    return stage | {"do": actions}


def _timers(chart: _Chart, task: XML.Element) -> list[XML.Element]:
    return [timer for timer in chart.of("boundaryEvent") if timer.get("attachedToRef") == task.get("id")]


def _title(element: XML.Element) -> str:
    return str(element.get("name") or element.get("id", "")).strip()


def _place(element: XML.Element) -> str:
    return f"{element.get('id', '')} ({kind(element)})"


def _name(title: str, used: set[str]) -> str:
    """An id that the definition takes, made of the words and not used before."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "x"
    stem = (stem if stem[0].isalpha() else f"x_{stem}")[: LONGEST_ID - 4].rstrip("_")
    name = next(name for n in range(1, len(used) + 2) if (name := stem if n == 1 else f"{stem}_{n}") not in used)
    used.add(name)
    return name
