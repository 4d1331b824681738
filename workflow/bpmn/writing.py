"""A diagram as BPMN 2.0 XML, the definition inside it."""

from xml.etree import ElementTree as XML

from workflow.bpmn.graph import Diagram, Flow, Node
from workflow.bpmn.layout import Box, Layout, layout
from workflow.definition.model import Process

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
FEEL = "https://www.omg.org/spec/DMN/20191111/FEEL/"
OURS = "urn:workflow:definition:1"
SPAN = "urn:workflow:span:1"
"""The language of spans: 5bd is five business days of the bank's calendar, which no ISO duration says."""

PREFIXES = {"bpmn": BPMN, "bpmndi": BPMNDI, "dc": DC, "di": DI, "xsi": XSI, "wf": OURS}
POOL = "pool"


def xml(process: Process, diagram: Diagram) -> str:
    """The file, ending with a newline. The same process always gives the same text."""
    for prefix, space in PREFIXES.items():
        XML.register_namespace(prefix, space)
    root = XML.Element(
        f"{{{BPMN}}}definitions",
        {
            "id": f"definitions-{process.key}",
            "name": diagram.name,
            "targetNamespace": OURS,
            "expressionLanguage": FEEL,
            "exporter": "workflow",
        },
    )
    for node in diagram.nodes:
        if node.message:
            _sub(root, BPMN, "message", id=node.message, name=node.name)
    if diagram.lanes:
        pool = _sub(root, BPMN, "collaboration", id=f"collaboration-{process.key}")
        _sub(pool, BPMN, "participant", id=POOL, name=diagram.name, processRef=diagram.id)
    _process(root, process, diagram)
    _drawing(root, process, diagram, layout(diagram))
    XML.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + XML.tostring(root, encoding="unicode") + "\n"


def _sub(parent: XML.Element, space: str, tag: str, **attributes: str) -> XML.Element:
    return XML.SubElement(parent, f"{{{space}}}{tag}", {key: value for key, value in attributes.items() if value})


def _words(parent: XML.Element, documentation: str) -> None:
    if documentation:
        _sub(parent, BPMN, "documentation").text = documentation


def _process(root: XML.Element, process: Process, diagram: Diagram) -> None:
    executable = "true" if diagram.profile == "flat" else "false"
    element = _sub(root, BPMN, "process", id=diagram.id, name=diagram.name, isExecutable=executable)
    _words(element, diagram.documentation)
    carried = _sub(_sub(element, BPMN, "extensionElements"), OURS, "definition")
    carried.attrib |= {"profile": diagram.profile, "hash": process.hash, "format": "toml"}
    carried.text = process.text
    if diagram.lanes:
        lanes = _sub(element, BPMN, "laneSet", id="lanes")
        for lane, title in diagram.lanes.items():
            drawn = _sub(lanes, BPMN, "lane", id=f"lane-{lane}", name=title)
            for node in diagram.nodes:
                if node.lane == lane:
                    _sub(drawn, BPMN, "flowNodeRef").text = node.id
    _contents(element, diagram, "")


def _contents(element: XML.Element, diagram: Diagram, parent: str) -> None:
    for node in diagram.nodes:
        if node.parent == parent:
            _node(element, diagram, node)
    for flow in diagram.flows:
        if flow.parent == parent:
            _flow(element, flow)


def _node(parent: XML.Element, diagram: Diagram, node: Node) -> None:
    element = _sub(parent, BPMN, node.kind, id=node.id, name=node.name, default=node.default, attachedToRef=node.host)
    if node.kind == "subProcess":
        element.set("triggeredByEvent", "true")
    _words(element, node.documentation)
    for flow in diagram.flows:
        if flow.target == node.id:
            _sub(element, BPMN, "incoming").text = flow.id
    for flow in diagram.flows:
        if flow.source == node.id:
            _sub(element, BPMN, "outgoing").text = flow.id
    if node.message:
        _sub(element, BPMN, "messageEventDefinition", id=f"waits-{node.id}", messageRef=node.message)
    if node.timer:
        waits = _sub(element, BPMN, "timerEventDefinition", id=f"waits-{node.id}")
        _expression(waits, "timeDuration", node.timer).set("language", SPAN)
    if node.kind == "subProcess":
        _contents(element, diagram, node.id)


def _flow(parent: XML.Element, flow: Flow) -> None:
    element = _sub(
        parent, BPMN, "sequenceFlow", id=flow.id, name=flow.name, sourceRef=flow.source, targetRef=flow.target
    )
    _words(element, flow.documentation)
    if flow.condition:
        _expression(element, "conditionExpression", flow.condition)


def _expression(parent: XML.Element, tag: str, text: str) -> XML.Element:
    element = _sub(parent, BPMN, tag)
    element.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
    element.text = text
    return element


def _drawing(root: XML.Element, process: Process, diagram: Diagram, drawing: Layout) -> None:
    outer = _sub(root, BPMNDI, "BPMNDiagram", id=f"diagram-{process.key}", name=diagram.name)
    subject = f"collaboration-{process.key}" if diagram.lanes else diagram.id
    plane = _sub(outer, BPMNDI, "BPMNPlane", id=f"plane-{process.key}", bpmnElement=subject)
    if drawing.pool:
        _shape(plane, POOL, drawing.pool).set("isHorizontal", "true")
    for lane, box in drawing.lanes.items():
        _shape(plane, f"lane-{lane}", box).set("isHorizontal", "true")
    for node in diagram.nodes:
        shape = _shape(plane, node.id, drawing.shapes[node.id])
        if node.kind == "exclusiveGateway":
            shape.set("isMarkerVisible", "true")
        if node.kind == "subProcess":
            shape.set("isExpanded", "true")
        _label(shape, drawing.labels.get(node.id))
    for flow in diagram.flows:
        edge = _sub(plane, BPMNDI, "BPMNEdge", id=f"di-{flow.id}", bpmnElement=flow.id)
        for x, y in drawing.lines[flow.id]:
            _sub(edge, DI, "waypoint", x=str(x), y=str(y))
        _label(edge, drawing.labels.get(flow.id))


def _shape(plane: XML.Element, id: str, box: Box) -> XML.Element:
    shape = _sub(plane, BPMNDI, "BPMNShape", id=f"di-{id}", bpmnElement=id)
    _bounds(shape, box)
    return shape


def _label(parent: XML.Element, box: Box | None) -> None:
    if box:
        _bounds(_sub(parent, BPMNDI, "BPMNLabel"), box)


def _bounds(parent: XML.Element, box: Box) -> None:
    _sub(parent, DC, "Bounds", x=str(box.x), y=str(box.y), width=str(box.width), height=str(box.height))
