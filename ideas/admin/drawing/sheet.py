"""The picture in pixels: what the template writes as SVG."""

from dataclasses import dataclass, field
from itertools import pairwise

from ideas.admin.drawing.places import Plan, arrows, plan, steps
from ideas.admin.drawing.routes import BESIDE, Corridor, Way, Ways, ways
from ideas.kernel.i18n import language
from workflow import Process

WIDTH, HEIGHT = 156, 84
LEFT, TOP = 112, 6
GAP, CHANNEL, TRACK = 26, 22, 9
LETTERS = 19
DOT = 11
Point = tuple[float, float]


@dataclass(frozen=True)
class Lane:
    title: tuple[str, ...]
    y: int
    height: int


@dataclass(frozen=True)
class Box:
    """`kind` is desk, offices or end."""

    stage: str
    x: int
    y: int
    mark: str
    kind: str
    title: tuple[str, ...]
    offices: tuple[str, ...] = ()
    new: bool = False


@dataclass(frozen=True)
class Line:
    """`kind` is main, aside or bad."""

    kind: str
    path: str


@dataclass(frozen=True)
class Dot:
    n: int
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """`stuck` is the box where the counter-example ends."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...] = ()
    stuck: Box | None = None
    main: tuple[str, ...] = field(default=())


def picture(process: Process, stuck: tuple[str, ...] = (), new: frozenset[str] = frozenset()) -> Picture:
    """The process drawn, left to right. `stuck` are the stages of a counter-example, in red; `new` stages are dashed.

    Also a process with faults can be drawn: what leads nowhere is left out.
    """
    stands = plan(process)
    bad = list(steps(tuple(stage for stage in stuck if stage in process.stages)))
    routes = ways(stands, list(dict.fromkeys([*arrows(process), *bad])))
    ruler = _Ruler(stands, routes)
    main = set(steps(stands.main))
    boxes = {box.stage: box for box in _boxes(process, ruler, new)}
    lines, dots = [], []
    for way in routes.ways:
        points = ruler.points(way)
        kind = "bad" if way.arrow in bad else "main" if way.arrow in main else "aside"
        lines.append(Line(kind, "M" + "L".join(f"{x:g} {y:g}" for x, y in points)))
        dots += [Dot(n, *_middle(points)) for n, arrow in enumerate(bad, 1) if arrow == way.arrow]
    return Picture(
        *ruler.size(),
        ruler.lanes(),
        tuple(boxes.values()),
        tuple(sorted(lines, key=lambda line: ("aside", "main", "bad").index(line.kind))),
        tuple(sorted(_apart(dots), key=lambda dot: dot.n)),
        boxes.get(stuck[-1]) if stuck else None,
        tuple(process.stages[stage].title.in_(language()) for stage in stands.main),
    )


def wrapped(text: str, letters: int = LETTERS, lines: int = 2) -> tuple[str, ...]:
    """The text on a few lines, cut where it does not fit."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if len(longer) <= letters or not rows[-1]:
            rows[-1] = longer
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], f"{rows[lines - 1][: letters - 1]}…"]
    return tuple(rows)


def _boxes(process: Process, ruler: "_Ruler", new: frozenset[str]) -> list[Box]:
    lang, found = language(), []
    for name, cell in ruler.plan.cells.items():
        stage = process.stages[name]
        status = process.public.get(stage.public)
        kind = "end" if stage.is_end else "offices" if stage.offices else "desk"
        offices = tuple(process.roles[o].title.in_(lang) for o in stage.offices if o in process.roles)
        x, y = ruler.corner(cell.column, cell.row)
        mark = status.mark if status else ""
        found.append(Box(name, x, y, mark, kind, wrapped(stage.title.in_(lang)), offices, name in new))
    return found


def _middle(points: list[Point]) -> Point:
    """The middle of the longest stretch, where a number is out of the way of boxes."""
    (x, y), (to_x, to_y) = max(pairwise(points), key=lambda s: abs(s[0][0] - s[1][0]) + abs(s[0][1] - s[1][1]))
    return (x + to_x) / 2, (y + to_y) / 2


def _apart(dots: list[Dot]) -> list[Dot]:
    """Two numbers on one arrow stand side by side."""
    found: list[Dot] = []
    for dot in dots:
        beside = sum((other.x, other.y) == (dot.x, dot.y) for other in dots[: dots.index(dot)])
        found.append(Dot(dot.n, dot.x + beside * 2 * DOT, dot.y))
    return found


class _Ruler:
    """How wide every gap is and how high every channel, and so where everything begins."""

    def __init__(self, plan: Plan, routes: Ways) -> None:
        self.plan, self.tracks = plan, routes.tracks
        count = routes.counts
        self.gaps = [GAP + TRACK * (count.get(Corridor(False, n), 1) - 1) for n in range(plan.columns + 1)]
        self.channels = [CHANNEL + TRACK * count.get(Corridor(True, n), 0) for n in range(plan.rows + 1)]

    def size(self) -> tuple[int, int]:
        return self.left(self.plan.columns) + self.gaps[-1], self.top(self.plan.rows) + self.channels[-1] + TOP

    def left(self, gap: int) -> int:
        return LEFT + sum(self.gaps[:gap]) + gap * WIDTH

    def top(self, channel: int) -> int:
        return TOP + sum(self.channels[:channel]) + channel * HEIGHT

    def corner(self, column: int, row: int) -> tuple[int, int]:
        return self.left(column) + self.gaps[column], self.top(row) + self.channels[row]

    def lanes(self) -> tuple[Lane, ...]:
        """A lane begins in the middle of the channel above it."""
        ends = [first for _title, first in self.plan.lanes[1:]] + [self.plan.rows]
        found = []
        for (title, first), end in zip(self.plan.lanes, ends, strict=True):
            top = self.top(first) + (self.channels[first] // 2 if first else 0)
            last = end == self.plan.rows
            bottom = self.top(end) + (self.channels[end] if last else self.channels[end] // 2)
            found.append(Lane(wrapped(title, 15, 3), top, bottom - top))
        return tuple(found)

    def points(self, way: Way) -> list[Point]:
        source, target = (self.plan.cells[stage] for stage in way.arrow)
        x, y = self.corner(*source)
        to_x, to_y = self.corner(*target)
        if way.upright:
            beside = WIDTH / 2 + (0 if to_y > y else BESIDE)
            down = to_y > y
            return [(x + beside, y + HEIGHT if down else y), (to_x + beside, to_y if down else to_y + HEIGHT)]
        end = (to_x + (WIDTH if way.in_side > 0 else 0), to_y + HEIGHT / 2 + way.enters)
        found: list[Point] = [(x + (WIDTH if way.out_side > 0 else 0), y + HEIGHT / 2 + way.leaves)]
        for corridor in way.corridors:
            track = TRACK * self.tracks[corridor, way.arrow]
            if corridor.across:
                found.append((found[-1][0], self.top(corridor.at) + CHANNEL / 2 + track))
            else:
                found.append((self.left(corridor.at) + GAP / 2 + track, found[-1][1]))
        last = way.corridors[-1:] and not way.corridors[-1].across
        return [*found, *([(found[-1][0], end[1])] if last else []), end]
