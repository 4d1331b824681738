"""A diagram before it is drawn: nodes and flows, the same for both profiles.

Ids are made of names of the definition joined by "-", which no such name holds, so two never meet.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

Profile = Literal["flat", "office"]
Kind = Literal[
    "startEvent", "endEvent", "boundaryEvent", "userTask", "subProcess", "exclusiveGateway", "parallelGateway"
]


@dataclass(frozen=True)
class Node:
    """`lane` is the role that does it. A boundary event sits on `host` and waits for the span `timer`; what is
    inside an event sub-process has it as `parent`, and its start waits for the message `message`."""

    id: str
    kind: Kind
    name: str = ""
    lane: str = ""
    documentation: str = ""
    host: str = ""
    timer: str = ""
    parent: str = ""
    message: str = ""
    default: str = ""


@dataclass(frozen=True)
class Flow:
    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    documentation: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Exit:
    """One way to leave a place."""

    id: str
    target: str
    name: str
    condition: str
    documentation: str = ""


@dataclass(frozen=True)
class Diagram:
    """`lanes` maps role to title, top to bottom; empty for a diagram without a pool."""

    profile: Profile
    id: str
    name: str
    documentation: str
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    lanes: dict[str, str] = field(default_factory=dict)


@dataclass
class Sketch:
    """A diagram in the making."""

    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)

    def add(self, node: Node) -> str:
        self.nodes[node.id] = node
        return node.id

    def connect(self, source: str, target: str, name: str = "", documentation: str = "") -> None:
        flow = Flow(f"flow-{source}-to-{target}", source, target, name, documentation=documentation)
        self.flows.append(replace(flow, parent=self.nodes[source].parent))

    def leave(self, source: str, exits: Iterable[Exit], question: str) -> None:
        """Lead from `source` to each exit, through an exclusive gateway when there are several."""
        ways = _one_per_target(exits)
        if len(ways) == 1:
            only = ways[0]
            self.flows.append(Flow(only.id, source, only.target, documentation=only.documentation))
        if len(ways) > 1:
            choice = self.add(Node(f"choice-{source}", "exclusiveGateway", question, self.nodes[source].lane))
            self.connect(source, choice)
            self.choose(choice, ways)

    def choose(self, gateway: str, exits: Iterable[Exit]) -> None:
        """Let the exits start from a gateway that is there."""
        self.flows += [
            Flow(way.id, gateway, way.target, way.name, way.condition, way.documentation)
            for way in _one_per_target(exits)
        ]

    def merge(self) -> None:
        """Where several flows enter a node that does not join by itself, an exclusive gateway joins them first."""
        entering = Counter(flow.target for flow in self.flows)
        crowded = {id for id, n in entering.items() if n > 1 and self.nodes[id].kind != "parallelGateway"}
        crowded |= {id for id, n in entering.items() if n > 1 and id.startswith("fork-")}
        self.flows = [
            replace(flow, target=f"merge-{flow.target}") if flow.target in crowded else flow for flow in self.flows
        ]
        for target in [id for id in self.nodes if id in crowded]:
            self.add(Node(f"merge-{target}", "exclusiveGateway", lane=self.nodes[target].lane))
            self.connect(f"merge-{target}", target)


def _one_per_target(exits: Iterable[Exit]) -> list[Exit]:
    """Two actions with the same target are one flow with both names: BPMN draws no flow twice."""
    ways: dict[str, Exit] = {}
    for way in exits:
        first = ways.get(way.target)
        if first is None:
            ways[way.target] = way
            continue
        ways[way.target] = replace(
            first,
            name=f"{first.name} / {way.name}",
            condition=f"{first.condition} or {way.condition}",
            documentation=f"{first.documentation}\n\n{way.documentation}".strip(),
        )
    return list(ways.values())
