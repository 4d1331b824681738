"""The way of every flow between the cells: along free rows and through the gaps between columns and rows.

Positions here are abstract. Across: column c is 2c + 1 and the gap before it 2c. Down: row r is 2r + 1 and the
channel above it 2r. A line that runs in a gap or a channel gets a track of its own there, unless it starts from or
leads to the same node as another: those run together.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from workflow.bpmn.graph import Diagram
from workflow.bpmn.grid import Cell, Grid, drawn, ports


class Bend(NamedTuple):
    """A stretch of a route: `across` it in the channel `at`, or down it in the gap `at`. `bundle` names the lines
    that run together."""

    across: bool
    at: int
    bundle: tuple[str, str]


class Leg(NamedTuple):
    """From a cell to another; without bends it is straight. `below` when it leaves from the lower border."""

    source: str
    target: str
    bends: tuple[Bend, ...]
    below: bool = False


@dataclass
class Routes:
    """`legs` by flow; `tracks` by gap or channel, (across, at), and bundle."""

    legs: dict[str, list[Leg]] = field(default_factory=dict)
    tracks: dict[tuple[bool, int], dict[tuple[str, str], int]] = field(default_factory=dict)


@dataclass
class _Span:
    """What a bundle takes of a gap or channel, and where lines join it from before it and leave it beyond."""

    low: int
    high: int
    from_before: set[int] = field(default_factory=set)
    to_beyond: set[int] = field(default_factory=set)

    def meets(self, other: "_Span") -> bool:
        return self.low <= other.high and other.low <= self.high


def routes(diagram: Diagram, grid: Grid) -> Routes:
    """Every flow, its name on the way."""
    found = Routes()
    nodes = ports(diagram)
    free = _Free(grid)
    for flow in drawn(diagram):
        source, below = nodes[flow.source].host or flow.source, bool(nodes[flow.source].host)
        stops = [source, *([flow.id] if flow.name else []), flow.target]
        found.legs[flow.id] = [
            _leg(free, start, end, below and start == source) for start, end in zip(stops, stops[1:], strict=False)
        ]
    spans = _spans(grid, [leg for legs in found.legs.values() for leg in legs])
    found.tracks = {corridor: _tracks(bundles) for corridor, bundles in spans.items()}
    return found


class _Free:
    """The rows between two columns along which a line may run."""

    def __init__(self, grid: Grid) -> None:
        self.cells = grid.cells
        self.taken: dict[Cell, str] = {cell: "" for cell in grid.cells.values()}

    def take(self, row: int, left: int, right: int, target: str) -> bool:
        """Whether the row is free from column `left` up to but not with `right`; it is taken then."""
        run = [Cell(column, row) for column in range(left, right)]
        if right < left or any(self.taken.get(cell, target) != target for cell in run):
            return False
        self.taken |= dict.fromkeys(run, target)
        return True


def _leg(free: _Free, source: str, target: str, below: bool) -> Leg:
    here, there = free.cells[source], free.cells[target]
    out, into = ("out", source), ("in", target)
    if below:
        return Leg(source, target, (Bend(True, here.row + 1, out), Bend(False, there.column, into)), below)
    onward = here.column + 1
    if here.row == there.row and free.take(here.row, onward, there.column, target):
        return Leg(source, target, ())
    if onward == there.column:
        return Leg(source, target, (Bend(False, onward, out),))
    if free.take(here.row, onward, there.column, target):
        return Leg(source, target, (Bend(False, there.column, into),))
    if free.take(there.row, onward, there.column, target):
        return Leg(source, target, (Bend(False, onward, out),))
    channel = there.row + (there.row < here.row)
    return Leg(source, target, (Bend(False, onward, out), Bend(True, channel, into), Bend(False, there.column, into)))


def _spans(grid: Grid, legs: Iterable[Leg]) -> dict[tuple[bool, int], dict[tuple[str, str], _Span]]:
    found: dict[tuple[bool, int], dict[tuple[str, str], _Span]] = defaultdict(dict)
    for leg in legs:
        here, there = grid.cells[leg.source], grid.cells[leg.target]
        ends = [bend.at * 2 for bend in leg.bends]
        first = here.column * 2 + 1 if leg.below else here.row * 2 + 1
        for n, bend in enumerate(leg.bends):
            begin = first if n == 0 else ends[n - 1]
            end = there.row * 2 + 1 if n + 1 == len(leg.bends) else ends[n + 1]
            span = found[bend.across, bend.at].setdefault(bend.bundle, _Span(min(begin, end), max(begin, end)))
            span.low, span.high = min(span.low, begin, end), max(span.high, begin, end)
            if not bend.across and n == 0 and not leg.below:
                span.from_before.add(begin)
            if not bend.across and n + 1 == len(leg.bends):
                span.to_beyond.add(end)
    return found


def _tracks(bundles: dict[tuple[str, str], _Span]) -> dict[tuple[str, str], int]:
    """A track for each bundle: apart from those it meets, and before those that lead on where it is joined."""
    waiting, tracks = dict(bundles), dict[tuple[str, str], int]()
    while waiting:
        name = next((name for name in waiting if not _must_wait(name, waiting)), next(iter(waiting)))
        span = waiting.pop(name)
        met = {tracks[other] for other in tracks if bundles[other].meets(span)}
        after = [tracks[other] for other in tracks if bundles[other].from_before & span.to_beyond]
        first = max(after, default=-1) + 1
        tracks[name] = next(n for n in range(first, first + len(met) + 1) if n not in met)
    return tracks


def _must_wait(name: tuple[str, str], waiting: dict[tuple[str, str], _Span]) -> bool:
    span = waiting[name]
    return any(other.from_before & span.to_beyond for key, other in waiting.items() if key != name)
