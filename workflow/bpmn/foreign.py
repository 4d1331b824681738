"""A diagram that others drew -> the draft of a definition, or a refusal that names each element that has no place.

What is read: one process, in at most one pool; lanes (roles); one start event without a trigger; tasks, user tasks
and manual tasks (stages); exclusive gateways and flows without conditions (actions: the names on the way); timers on
a task's border that interrupt it (timed actions); end events without a result or with termination (ends). Notes,
documentation and the drawing are left out. BPMN says nothing of deadlines, public words or forms, and nothing is made
up for them: the draft lacks them and the checks say where.
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
    """The elements by id, the flows that leave each, the lane of each, and the name each gets in the definition."""

    elements: dict[str, XML.Element] = field(default_factory=dict)
    leaving: dict[str, list[XML.Element]] = field(default_factory=dict)
    lanes: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def of(self, *kinds: str) -> Iterator[XML.Element]:
        return (element for element in self.elements.values() if kind(element) in kinds)


def draft(root: XML.Element) -> str:
    """TOML of what the diagram says. Raises InvalidProcess with a finding for every element that is not read."""
    if found := list(_unread(root)):
        raise InvalidProcess(found)
    chart = _chart(root)
    processes = root.findall(f"{{{BPMN}}}process")
    if len(processes) != 1:
        raise InvalidProcess([refusal("bpmn_one_process", "definitions")])
    if found := list(_loose_ends(chart)):
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


def _chart(root: XML.Element) -> _Chart:
    chart = _Chart()
    used: set[str] = set()
    for process in root.findall(f"{{{BPMN}}}process"):
        for element in process.iter():
            id = element.get("id")
            if not id or kind(element) not in (*NODES, "sequenceFlow", "lane"):
                continue
            chart.elements[id] = element
            if kind(element) == "sequenceFlow":
                chart.leaving.setdefault(element.get("sourceRef", ""), []).append(element)
            else:
                chart.names[id] = _name(element.get("name") or id, used)
            if kind(element) == "lane":
                refs = element.findall(f"{{{BPMN}}}flowNodeRef")
                chart.lanes |= {(ref.text or "").strip(): id for ref in refs}
    return chart


def _loose_ends(chart: _Chart) -> Iterator[Finding]:
    """What is in the subset but does not fit together."""
    starts = list(chart.of("startEvent"))
    if len(starts) != 1 or len(_ways(chart, starts[0])) != 1:
        yield refusal("bpmn_one_start", _place(starts[-1]) if starts else "process")
    for flow in chart.of("sequenceFlow"):
        if {flow.get("sourceRef", ""), flow.get("targetRef", "")} - chart.elements.keys():
            yield refusal("bpmn_loose_flow", _place(flow))
    for task in chart.of(*TASKS):
        leaving, timed = chart.leaving.get(task.get("id", ""), []), _timers(chart, task)
        if len(leaving) > 1:
            yield refusal("bpmn_split", _place(task))
        if not leaving and not timed:
            yield refusal("bpmn_implicit_end", _place(task))
    for timer in chart.of("boundaryEvent"):
        if timer.get("cancelActivity") == "false" or len(_ways(chart, timer)) != 1:
            yield refusal("bpmn_timer", _place(timer))


def _ways(chart: _Chart, element: XML.Element) -> list[tuple[str, list[str]]]:
    """The stages and ends that come next, through gateways, each with the names on the way; none twice."""
    found: dict[str, list[str]] = {}
    waiting: list[tuple[str, list[str]]] = [(element.get("id", ""), [])]
    seen: set[str] = set()
    while waiting:
        id, names = waiting.pop(0)
        for flow in chart.leaving.get(id, []):
            target = flow.get("targetRef", "")
            said = [*names, *filter(None, [flow.get("name")])]
            if target in chart.elements and kind(chart.elements[target]) != "exclusiveGateway":
                found.setdefault(target, said)
            elif target not in seen:
                seen.add(target)
                waiting.append((target, said))
    return list(found.items())


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
        "role": {chart.names[lane.get("id", "")]: {"it": _title(lane)} for lane in chart.of("lane")},
        "stage": {chart.names[task.get("id", "")]: _stage(chart, task) for task in chart.of(*TASKS)},
        "end": {chart.names[end.get("id", "")]: {"title": {"it": _title(end)}} for end in chart.of("endEvent")},
    }


def _stage(chart: _Chart, task: XML.Element) -> dict[str, Any]:
    stage: dict[str, Any] = {"title": {"it": _title(task)}}
    if lane := chart.lanes.get(task.get("id", "")):
        stage["role"] = chart.names[lane]
    used: set[str] = set()
    actions: dict[str, Any] = {}
    for source in (task, *_timers(chart, task)):
        for target, said in _ways(chart, source):
            label = ", ".join(said) or _title(chart.elements[target])
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
