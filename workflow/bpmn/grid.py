"""Where things stand: every node and every flow's name in a cell of its own, columns left to right, rows by lane."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from workflow.bpmn.graph import Diagram, Flow, Node


class Cell(NamedTuple):
    column: int
    row: int


@dataclass(frozen=True)
class Grid:
    """`lanes` holds the lane of each row, top to bottom. A flow's name stands under the flow's id."""

    cells: dict[str, Cell]
    lanes: tuple[str, ...]

    @property
    def columns(self) -> int:
        return max(cell.column for cell in self.cells.values()) + 1


def grid(diagram: Diagram) -> Grid:
    """Columns are the longest way from the start, going back not counted; a row goes on straight while it can."""
    lane_of = _lanes(diagram)
    steps = _steps(diagram, lane_of)
    columns = _columns(lane_of, steps)
    rows = _rows(lane_of, steps, columns)
    lanes = tuple(diagram.lanes) or ("",)
    heights = {lane: max((rows[id] for id in rows if lane_of[id] == lane), default=0) + 1 for lane in lanes}
    above = {lane: sum(heights[other] for other in lanes[:n]) for n, lane in enumerate(lanes)}
    cells = {id: Cell(columns[id], above[lane_of[id]] + rows[id]) for id in columns}
    _open_rings(cells, [flow for flow in drawn(diagram) if flow.name], lane_of)
    return Grid(cells, tuple(lane for lane in lanes for _ in range(heights[lane])))


def _open_rings(cells: dict[str, Cell], named: Iterable[Flow], lane_of: dict[str, str]) -> None:
    """Names that stand each in the row where the next one leads, in a ring, change places: each goes straight on. Their
    lines would have to run over each other, as none could cross the gap before the one whose row it takes."""
    beside = [flow for flow in named if cells[flow.target].column == cells[flow.id].column + 1]
    at = {cells[flow.id]: flow for flow in beside}
    for flow in beside:
        ring = [flow]
        while (onward := at.get(Cell(cells[flow.id].column, cells[ring[-1].target].row))) and onward not in ring:
            ring.append(onward)
        if onward is flow and len({lane_of[each.id] for each in ring}) == 1:
            places = {each.id: Cell(cells[each.id].column, cells[each.target].row) for each in ring}
            cells.update(places)
            at |= {cells[each.id]: each for each in ring}


def standing(diagram: Diagram) -> list[Node]:
    """The nodes with a cell: not those on a border or inside another."""
    return [node for node in diagram.nodes if not node.host and not node.parent]


def ports(diagram: Diagram) -> dict[str, Node]:
    return {node.id: node for node in diagram.nodes}


def drawn(diagram: Diagram) -> list[Flow]:
    """The flows between cells."""
    return [flow for flow in diagram.flows if not flow.parent]


def _lanes(diagram: Diagram) -> dict[str, str]:
    """The lane of every node and of every flow's name, which stands in the lane it comes from."""
    nodes = ports(diagram)
    lanes = {node.id: node.lane for node in standing(diagram)}
    return lanes | {flow.id: nodes[flow.source].lane for flow in drawn(diagram) if flow.name}


def _steps(diagram: Diagram, known: Iterable[str]) -> dict[str, list[str]]:
    """From each cell to the next ones, through the names of the flows."""
    nodes = ports(diagram)
    steps: dict[str, list[str]] = {id: [] for id in known}
    for flow in drawn(diagram):
        source = nodes[flow.source].host or flow.source
        if flow.name:
            steps[source].append(flow.id)
            source = flow.id
        steps[source].append(flow.target)
    return steps


def _columns(known: Iterable[str], steps: dict[str, list[str]]) -> dict[str, int]:
    columns = dict.fromkeys(known, 0)
    order, back = _order(known, steps)
    for id in order:
        for following in steps[id]:
            if (id, following) not in back:
                columns[following] = max(columns[following], columns[id] + 1)
    return columns


def _order(known: Iterable[str], steps: dict[str, list[str]]) -> tuple[list[str], set[tuple[str, str]]]:
    """Depth first: an order in which every step but those going back leads onward, and the ones going back."""
    done: list[str] = []
    open_, seen, back = set[str](), set[str](), set[tuple[str, str]]()
    for root in known:
        trail = [] if root in seen else [(root, iter(steps[root]))]
        open_.update(id for id, _ in trail)
        seen.add(root)
        while trail:
            id, following = trail[-1]
            onward = next(following, None)
            if onward is None:
                trail.pop()
                open_.discard(id)
                done.append(id)
            elif onward in open_:
                back.add((id, onward))
            elif onward not in seen:
                seen.add(onward)
                open_.add(onward)
                trail.append((onward, iter(steps[onward])))
    return done[::-1], back


def _rows(lane_of: dict[str, str], steps: dict[str, list[str]], columns: dict[str, int]) -> dict[str, int]:
    """The row inside the lane: that of what comes before where it is free, else the nearest free one."""
    before: dict[str, str] = {}
    for id, following in steps.items():
        for onward in following:
            if columns[onward] > columns[id] and lane_of[onward] == lane_of[id]:
                before.setdefault(onward, id)
    rows: dict[str, int] = {}
    taken: set[tuple[str, int, int]] = set()
    for column in range(max(columns.values()) + 1):
        standing_here = {id: rows.get(before.get(id, ""), 0) for id in lane_of if columns[id] == column}
        for id, wanted in sorted(standing_here.items(), key=lambda item: item[1]):
            nearest = sorted(range(wanted + len(lane_of)), key=lambda row: (abs(row - wanted), -row))
            rows[id] = next(row for row in nearest if (lane_of[id], row, column) not in taken)
            taken.add((lane_of[id], rows[id], column))
    return rows
