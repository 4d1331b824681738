"""The way of every arrow between the boxes: along free rows, and through the gaps between columns and rows.

Onward an arrow leaves a box on its right and enters on the left, back it leaves on the left and enters on the right,
at other heights: so what goes on and what comes back never run into one another. In a gap each arrow has a track of
its own, but for those that leave the same box, which run together.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from ideas.admin.drawing.places import Arrow, Cell, Plan

OUT, IN, BACK_OUT, BACK_IN = -8, -20, 12, 24
"""How far from the middle of a box's side an arrow meets it."""
BESIDE = 24
"""How far from the middle an arrow that goes up in a column runs."""


class Corridor(NamedTuple):
    """The gap before column `at`, or, `across`, the channel above row `at`."""

    across: bool
    at: int


@dataclass(frozen=True)
class Way:
    """`upright` for a line straight down or up; else the height offsets of both ends, the sides (1 right, -1 left)
    and the corridors between."""

    arrow: Arrow
    upright: bool = False
    leaves: int = OUT
    enters: int = OUT
    out_side: int = 1
    in_side: int = -1
    corridors: tuple[Corridor, ...] = ()


@dataclass
class Ways:
    ways: list[Way]
    tracks: dict[tuple[Corridor, Arrow], int] = field(default_factory=dict)
    counts: dict[Corridor, int] = field(default_factory=dict)


def ways(plan: Plan, arrows: list[Arrow]) -> Ways:
    """A way for each arrow."""
    taken = set(plan.cells.values())
    found = Ways([_way(arrow, plan.cells[arrow[0]], plan.cells[arrow[1]], taken) for arrow in arrows])
    _give_tracks(found, plan)
    return found


def _way(arrow: Arrow, here: Cell, there: Cell, taken: set[Cell]) -> Way:
    if here.column == there.column:
        low, high = sorted((here.row, there.row))
        if all(Cell(here.column, row) not in taken for row in range(low + 1, high)):
            return Way(arrow, upright=True)
        return Way(arrow, leaves=OUT, enters=BACK_IN, in_side=1, corridors=(Corridor(False, here.column + 1),))
    if here.column < there.column:
        return _sideways(arrow, here, there, taken, 1)
    return _sideways(arrow, here, there, taken, -1)


def _sideways(arrow: Arrow, here: Cell, there: Cell, taken: set[Cell], side: int) -> Way:
    """Onward (`side` 1) or back (-1)."""
    leaves, enters = (OUT, IN) if side > 0 else (BACK_OUT, BACK_IN)
    first = Corridor(False, here.column + (side > 0))
    last = Corridor(False, there.column + (side < 0))
    between = range(min(here.column, there.column) + 1, max(here.column, there.column))

    def free(row: int) -> bool:
        return all(Cell(column, row) not in taken for column in between)

    if here.row == there.row and free(here.row):
        corridors: tuple[Corridor, ...] = ()
        enters = leaves
    elif first == last or free(there.row):
        corridors = (first,)
    elif free(here.row):
        corridors = (last,)
    else:
        corridors = (first, Corridor(True, there.row + (there.row < here.row)), last)
    return Way(arrow, False, leaves, enters, side, -side, corridors)


def _give_tracks(found: Ways, plan: Plan) -> None:
    """In each corridor, arrows that meet get tracks apart."""
    spans: dict[Corridor, dict[str, list[tuple[int, int, Arrow]]]] = defaultdict(lambda: defaultdict(list))
    for way in found.ways:
        here, there = (plan.cells[stage] for stage in way.arrow)
        for n, corridor in enumerate(way.corridors):
            bundle = way.arrow[0] if n == 0 else f"to {way.arrow[1]}"
            low, high = sorted(_stretch(way, n, here, there))
            spans[corridor][bundle].append((low, high, way.arrow))
    for corridor, bundles in spans.items():
        lanes: list[list[tuple[int, int]]] = []
        for stretches in bundles.values():
            low, high = min(s[0] for s in stretches), max(s[1] for s in stretches)
            track = next((n for n, lane in enumerate(lanes) if all(high < a or b < low for a, b in lane)), len(lanes))
            if track == len(lanes):
                lanes.append([])
            lanes[track].append((low, high))
            found.tracks |= {(corridor, arrow): track for _low, _high, arrow in stretches}
        found.counts[corridor] = len(lanes)


def _stretch(way: Way, n: int, here: Cell, there: Cell) -> tuple[int, int]:
    """From where to where a way runs in its n-th corridor: boxes count odd, corridors even."""
    if way.corridors[n].across:
        return way.corridors[0].at * 2, way.corridors[-1].at * 2
    begin = here.row * 2 + 1 if n == 0 else way.corridors[n - 1].at * 2
    end = there.row * 2 + 1 if n + 1 == len(way.corridors) else way.corridors[n + 1].at * 2
    return begin, end
