"""From cells and tracks to points: shapes, labels and lines, in pixels from the top left."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from workflow.bpmn.graph import Diagram, Flow, Node
from workflow.bpmn.grid import Cell, Grid, drawn, grid, standing
from workflow.bpmn.routes import Leg, Routes, routes

SIZES = {
    "userTask": (120, 80),
    "subProcess": (240, 120),
    "exclusiveGateway": (50, 50),
    "parallelGateway": (50, 50),
    "startEvent": (36, 36),
    "endEvent": (36, 36),
    "boundaryEvent": (36, 36),
}
LABEL_WIDTH, LINE_HEIGHT, LETTERS_PER_LINE = 90, 14, 15
LEFT, TOP, HEADER = 160, 80, 30
TRACK, MARGIN = 12, 18
LETTER = 8
BORDER_EVENT = 98
"""Where across a task its border event is centred: far enough right to leave room for its label."""


class Box(NamedTuple):
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


Point = tuple[int, int]


@dataclass
class Layout:
    """Boxes by id: `shapes` of nodes, `lanes` and the `pool` around them; `labels` of nodes and flows; `lines`."""

    shapes: dict[str, Box] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)
    lines: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    lanes: dict[str, Box] = field(default_factory=dict)
    pool: Box | None = None


def layout(diagram: Diagram) -> Layout:
    """The same diagram always gets the same layout."""
    placed = grid(diagram)
    ways = routes(diagram, placed)
    ruler = _Ruler(diagram, placed, ways)
    drawing = Layout()
    for node in standing(diagram):
        _put(drawing, node, *ruler.centre(placed.cells[node.id]))
    for node in diagram.nodes:
        if node.host:
            host = drawing.shapes[node.host]
            _put(drawing, node, host.x + BORDER_EVENT, host.y + host.height)
    _put_inside(drawing, diagram)
    for flow in drawn(diagram):
        if flow.name:
            x, y = ruler.centre(placed.cells[flow.id])
            height = _text_height(flow.name)
            drawing.labels[flow.id] = Box(x - LABEL_WIDTH // 2, y - height - 3, LABEL_WIDTH, height)
        drawing.lines[flow.id] = _line(flow, ways.legs[flow.id], drawing, ruler)
    if diagram.lanes:
        _put_lanes(drawing, placed, ruler)
    return drawing


class _Ruler:
    """How wide every column and gap is, how high every row and channel, and so where each begins."""

    def __init__(self, diagram: Diagram, placed: Grid, ways: Routes) -> None:
        self.cells, self.ways = placed.cells, ways
        self.widths = [LABEL_WIDTH] * placed.columns
        self.above, self.below = ([25] * len(placed.lanes) for _ in range(2))
        hosts = {node.host for node in diagram.nodes}
        for node in standing(diagram):
            width, above, below = _needs(node, node.id in hosts)
            self._grow(placed.cells[node.id], width, above, below)
        for flow in drawn(diagram):
            if flow.name:
                self._grow(placed.cells[flow.id], LABEL_WIDTH, _text_height(flow.name) + 3, 0)
        self.gaps = [self._corridor(False, n) for n in range(placed.columns + 1)]
        self.channels = [self._corridor(True, n) for n in range(len(placed.lanes) + 1)]
        self._stretch(diagram, placed)

    def _grow(self, cell: Cell, width: int, above: int, below: int) -> None:
        self.widths[cell.column] = max(self.widths[cell.column], width)
        self.above[cell.row] = max(self.above[cell.row], above)
        self.below[cell.row] = max(self.below[cell.row], below)

    def _corridor(self, across: bool, at: int) -> int:
        tracks = self.ways.tracks.get((across, at), {})
        return 2 * MARGIN + TRACK * max(tracks.values(), default=0)

    def _stretch(self, diagram: Diagram, placed: Grid) -> None:
        """A lane has room under its last row, and is at least as high as its title, which stands upright, is long."""
        for lane, title in diagram.lanes.items():
            rows = [n for n, name in enumerate(placed.lanes) if name == lane]
            self.below[rows[-1]] += MARGIN
            high = sum(self.channels[row] + self.above[row] + self.below[row] for row in rows)
            missing = max(0, LETTER * len(title) + 2 * MARGIN - high)
            self.above[rows[0]] += missing // 2
            self.below[rows[-1]] += missing - missing // 2

    def left(self, gap: int) -> int:
        """Where the gap before column `gap` begins."""
        return LEFT + 2 * HEADER + sum(self.gaps[:gap]) + sum(self.widths[:gap])

    def top(self, channel: int) -> int:
        """Where the channel above row `channel` begins."""
        return TOP + sum(self.channels[:channel]) + sum(self.above[:channel]) + sum(self.below[:channel])

    def centre(self, cell: Cell) -> Point:
        x = self.left(cell.column) + self.gaps[cell.column] + self.widths[cell.column] // 2
        return x, self.top(cell.row) + self.channels[cell.row] + self.above[cell.row]

    def track(self, across: bool, at: int, bundle: tuple[str, str]) -> int:
        begin = self.top(at) if across else self.left(at)
        return begin + MARGIN + TRACK * self.ways.tracks[across, at][bundle]


def _needs(node: Node, is_host: bool) -> tuple[int, int, int]:
    """The width of the cell of `node`, and its height above and below the middle."""
    width, height = SIZES[node.kind]
    above = below = height // 2
    if node.kind in ("startEvent", "endEvent"):
        below += _text_height(node.name) + 4
    if node.kind == "exclusiveGateway" and node.name:
        above += _text_height(node.name) + 4
    if is_host:
        below += 3 * LINE_HEIGHT + 4
    return max(width, LABEL_WIDTH), above, below


def _put(drawing: Layout, node: Node, x: int, y: int) -> None:
    width, height = SIZES[node.kind]
    drawing.shapes[node.id] = Box(x - width // 2, y - height // 2, width, height)
    if not node.name or node.kind in ("userTask", "subProcess"):
        return
    words = _text_height(node.name)
    if node.kind == "boundaryEvent":
        drawing.labels[node.id] = Box(x - BORDER_EVENT, y + 4, BORDER_EVENT - 22, 3 * LINE_HEIGHT)
    elif node.kind == "exclusiveGateway":
        drawing.labels[node.id] = Box(x - LABEL_WIDTH // 2, y - height // 2 - words - 2, LABEL_WIDTH, words)
    else:
        drawing.labels[node.id] = Box(x - LABEL_WIDTH // 2, y + height // 2 + 2, LABEL_WIDTH, words)


def _put_inside(drawing: Layout, diagram: Diagram) -> None:
    """What is in an event sub-process stands in a line in the middle of it."""
    for outer in (node for node in diagram.nodes if node.kind == "subProcess"):
        box = drawing.shapes[outer.id]
        inner = [node for node in diagram.nodes if node.parent == outer.id]
        for n, node in enumerate(inner, 1):
            _put(drawing, node, box.x + box.width * (2 * n - 1) // (2 * len(inner)), box.middle)
    for flow in diagram.flows:
        if flow.parent:
            source, target = drawing.shapes[flow.source], drawing.shapes[flow.target]
            drawing.lines[flow.id] = ((source.x + source.width, source.middle), (target.x, target.middle))


def _line(flow: Flow, legs: list[Leg], drawing: Layout, ruler: _Ruler) -> tuple[Point, ...]:
    shape = drawing.shapes[flow.source]
    points = [(shape.x + shape.width, shape.middle)]
    if legs[0].below:
        points = [(shape.x + shape.width // 2, shape.y + shape.height)]
    for leg in legs:
        points += _bends(leg, points[-1], ruler)
        x, y = ruler.centre(ruler.cells[leg.target])
        points.append((drawing.shapes[leg.target].x if leg.target in drawing.shapes else x, y))
    return _without_needless(points)


def _bends(leg: Leg, start: Point, ruler: _Ruler) -> Iterator[Point]:
    x, y = start
    for bend in leg.bends:
        if bend.across:
            y = ruler.track(True, bend.at, bend.bundle)
        else:
            x = ruler.track(False, bend.at, bend.bundle)
        yield x, y
    yield x, ruler.centre(ruler.cells[leg.target])[1]


def _without_needless(points: list[Point]) -> tuple[Point, ...]:
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _put_lanes(drawing: Layout, placed: Grid, ruler: _Ruler) -> None:
    right = ruler.left(placed.columns) + ruler.gaps[placed.columns]
    bottom = ruler.top(len(placed.lanes)) + ruler.channels[len(placed.lanes)]
    drawing.pool = Box(LEFT, TOP, right - LEFT, bottom - TOP)
    for lane in dict.fromkeys(placed.lanes):
        first = placed.lanes.index(lane)
        last = len(placed.lanes) - placed.lanes[::-1].index(lane)
        end = bottom if last == len(placed.lanes) else ruler.top(last)
        top = ruler.top(first)
        drawing.lanes[lane] = Box(LEFT + HEADER, top, right - LEFT - HEADER, end - top)


def _text_height(text: str) -> int:
    """Of a label LABEL_WIDTH wide, its words wrapped."""
    lines, room = 1, LETTERS_PER_LINE
    for word in text.split():
        if len(word) > room and room < LETTERS_PER_LINE:
            lines, room = lines + 1, LETTERS_PER_LINE
        room -= len(word) + 1
    return lines * LINE_HEIGHT
