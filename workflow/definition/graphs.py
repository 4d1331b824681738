"""Directed graphs as {node: its successors}: what can be reached, and the loops."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Edges = Mapping[Node, Collection[Node]]


def reached(edges: Edges[Node], starts: Iterable[Node], avoiding: Collection[Node] = ()) -> set[Node]:
    """The nodes that can be reached from `starts`, these included, without passing those to avoid."""
    found: set[Node] = set()
    waiting = list(starts)
    while waiting:
        node = waiting.pop()
        if node not in found and node not in avoiding:
            found.add(node)
            waiting.extend(edges.get(node, ()))
    return found


def components(edges: Edges[Node]) -> list[set[Node]]:
    """The strongly connected components, each after all those it leads to; linear in nodes and edges.

    S. R. Kosaraju's algorithm, as in Aho, Hopcroft, Ullman, Data Structures and Algorithms, 1983, 6.7.
    """
    against: dict[Node, list[Node]] = {node: [] for node in edges}
    for node, successors in edges.items():
        for successor in successors:
            against.setdefault(successor, []).append(node)
    found: list[set[Node]] = []
    seen: set[Node] = set()
    for node in reversed(_in_order_of_leaving(against)):
        if node not in seen:
            component = reached(edges, [node], seen)
            seen |= component
            found.append(component)
    return found


def loops(edges: Edges[Node]) -> list[set[Node]]:
    """The components in which one can go round: of several nodes, or of one that leads to itself."""
    return [some for some in components(edges) if len(some) > 1 or some & set(edges.get(next(iter(some)), ()))]


def _in_order_of_leaving(edges: Edges[Node]) -> list[Node]:
    """Depth first, each node after everything visited from it."""
    left: list[Node] = []
    seen: set[Node] = set()
    for start in edges:
        waiting = [(start, False)]
        while waiting:
            node, done = waiting.pop()
            if done:
                left.append(node)
            elif node not in seen:
                seen.add(node)
                waiting.append((node, True))
                waiting.extend((successor, False) for successor in edges.get(node, ()))
    return left
