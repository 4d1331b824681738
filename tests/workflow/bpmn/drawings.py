"""An exported file, taken apart again for the tests, and small foreign ones."""

from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as XML

from workflow import Process, bpmn

SPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DRAWING = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
NODES = ("startEvent", "endEvent", "boundaryEvent", "userTask", "subProcess", "exclusiveGateway", "parallelGateway")
Box = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass
class Drawing:
    """Boxes are (left, top, right, bottom)."""

    root: XML.Element

    @cached_property
    def elements(self) -> dict[str, XML.Element]:
        return {element.get("id", ""): element for element in self.root.iter() if element.tag.startswith(BPMN)}

    def of(self, *kinds: str) -> dict[str, XML.Element]:
        return {id: element for id, element in self.elements.items() if element.tag.removeprefix(BPMN) in kinds}

    @cached_property
    def flows(self) -> dict[str, tuple[str, str]]:
        found = self.of("sequenceFlow").items()
        return {id: (flow.get("sourceRef", ""), flow.get("targetRef", "")) for id, flow in found}

    @cached_property
    def boxes(self) -> dict[str, Box]:
        return {shape.get("bpmnElement", ""): box(shape) for shape in self.root.iter(f"{DRAWING}BPMNShape")}

    @cached_property
    def lines(self) -> dict[str, list[Point]]:
        return {
            edge.get("bpmnElement", ""): [
                (float(at.get("x", "")), float(at.get("y", ""))) for at in edge.iter(WAYPOINT)
            ]
            for edge in self.root.iter(f"{DRAWING}BPMNEdge")
        }

    @cached_property
    def labels(self) -> dict[str, Box]:
        drawn = (*self.root.iter(f"{DRAWING}BPMNShape"), *self.root.iter(f"{DRAWING}BPMNEdge"))
        found = {shape.get("bpmnElement", ""): shape.find(f"{DRAWING}BPMNLabel") for shape in drawn}
        return {id: box(label) for id, label in found.items() if label is not None}

    @cached_property
    def lanes(self) -> dict[str, list[str]]:
        return {id: [ref.text or "" for ref in lane.iter(f"{BPMN}flowNodeRef")] for id, lane in self.of("lane").items()}

    @cached_property
    def cells(self) -> dict[str, Box]:
        """The shapes that may not meet: not lanes, pool, border events and what is inside another."""
        nested = {inner.get("id", "") for outer in self.of("subProcess").values() for inner in outer}
        apart = {*self.of("lane", "participant", "boundaryEvent"), *nested}
        return {id: box for id, box in self.boxes.items() if id not in apart}


def drawing(process: Process, profile: bpmn.Profile) -> Drawing:
    return Drawing(XML.fromstring(bpmn.write(process, profile)))


def box(shape: XML.Element) -> Box:
    bounds = shape.find(BOUNDS)
    assert bounds is not None
    x, y, width, height = (float(bounds.get(key, "")) for key in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def within(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def stretches(line: list[Point]) -> list[Box]:
    pairs = zip(line, line[1:], strict=False)
    return [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in pairs]


def foreign(body: str, *more: str) -> str:
    """A file from another modeller, with this in its process."""
    return (
        f'<definitions xmlns="{SPACE}" targetNamespace="urn:other"><process id="p" name="Ferie">{body}</process>'
        + "".join(more)
        + "</definitions>"
    )


# Two stages, one choice, one timer, in lanes: everything a foreign file may hold.
HOLIDAYS = """
<laneSet id="l"><lane id="boss" name="Il capo"><flowNodeRef>ask</flowNodeRef><flowNodeRef>again</flowNodeRef></lane></laneSet>
<startEvent id="s"/><userTask id="ask" name="Chiedi le ferie"/><task id="again" name="Chiedi di nuovo"/>
<exclusiveGateway id="x"/><endEvent id="yes" name="Sì!"/><endEvent id="no"><terminateEventDefinition/></endEvent>
<boundaryEvent id="t" attachedToRef="ask"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>
<sequenceFlow id="f1" sourceRef="s" targetRef="ask"/><sequenceFlow id="f2" sourceRef="ask" targetRef="x"/>
<sequenceFlow id="f3" name="Va bene" sourceRef="x" targetRef="yes"/><sequenceFlow id="f4" name="Non ora" sourceRef="x" targetRef="again"/>
<sequenceFlow id="f5" sourceRef="again" targetRef="no"/><sequenceFlow id="f6" name="Nessuno risponde" sourceRef="t" targetRef="no"/>
"""
