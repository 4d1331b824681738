"""Where each stage stands: a lane per role, columns from left to right along the main path."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ideas.kernel.i18n import language
from workflow import Process, Stage

BACK = "@back"
Arrow = tuple[str, str]


class Cell(NamedTuple):
    column: int
    row: int


@dataclass(frozen=True)
class Plan:
    """`cells` by stage; `lanes` has the title and the first row of each lane and `rows` how many rows there are."""

    cells: dict[str, Cell]
    lanes: tuple[tuple[str, int], ...]
    rows: int
    columns: int
    main: tuple[str, ...]


def plan(process: Process) -> Plan:
    """The same process always stands the same way."""
    main = main_path(process)
    lane_of = _lanes(process, main)
    order = [lane for lane in _lane_titles(process) if lane in lane_of.values()]
    placed = _Placing(lane_of, order)
    for stage in main:
        placed.go_on(stage)
    for present in process.stages.values():
        if present.id not in main:
            placed.beside(present.id, [source for source, target in arrows(process) if target == present.id])
    return placed.plan(_lane_titles(process), main)


def arrows(process: Process) -> list[Arrow]:
    """Every way from a stage to another, once; @back leads to each stage that one may come from."""
    found: dict[Arrow, None] = {}
    for stage in process.stages.values():
        for action in stage.actions.values():
            targets = origins(process, stage) if action.to == BACK else [action.to]
            known = (target for target in targets if target in process.stages and target != stage.id)
            found |= dict.fromkeys((stage.id, target) for target in known)
    return list(found)


def origins(process: Process, stage: Stage) -> list[str]:
    """The stages that lead to this one."""
    return [s.id for s in process.stages.values() if any(action.to == stage.id for action in s.actions.values())]


def main_path(process: Process) -> tuple[str, ...]:
    """From the start through what each stage does first of all, as far as that leads on."""
    path: dict[str, None] = {}
    here: str | None = process.start
    while here in process.stages and here not in path:
        path[here] = None
        here = _onward(process.stages[here])
    return tuple(path)


def _onward(stage: Stage) -> str | None:
    if stage.join and stage.join[-1].do in stage.actions:
        return stage.actions[stage.join[-1].do].to
    ways = [action for action in stage.actions.values() if action.to != BACK]
    first = [action for action in ways if action.tone == "primary"] or ways
    return first[0].to if first else None


def _lane_titles(process: Process) -> dict[str, str]:
    """Roles in their order; the offices of a parallel stage share a lane, which stands where the first of them does."""
    lang = language()
    titles: dict[str, str] = {}
    for role in process.roles.values():
        for stage in process.stages.values():
            if stage.offices and stage.offices[0] == role.id:
                titles[f"{BACK}{stage.id}"] = stage.title.in_(lang)
        titles[role.id] = role.title.in_(lang)
    return titles | {"": ""}


def _lanes(process: Process, main: tuple[str, ...]) -> dict[str, str]:
    """The lane of each stage; an end stands where most ways to it come from, before all the main path's."""
    lanes = {stage.id: _lane(process, stage) for stage in process.stages.values() if not stage.is_end}
    for end in (stage for stage in process.stages.values() if stage.is_end):
        sources = [source for source, target in arrows(process) if target == end.id]
        sources = [source for source in sources if source in main] or sources
        anywhere = [action.role for action in process.anywhere.values() if action.to == end.id]
        common = Counter(lanes.get(source, "") for source in sources).most_common(1)
        lanes[end.id] = common[0][0] if common else _known(process, anywhere)
    return lanes


def _lane(process: Process, stage: Stage) -> str:
    if stage.offices and stage.offices[0] in process.roles:
        return f"{BACK}{stage.id}"
    return _known(process, [stage.role])


def _known(process: Process, roles: list[str]) -> str:
    return next((role for role in roles if role in process.roles), "")


class _Placing:
    """Rows count inside a lane until every stage has its place."""

    def __init__(self, lane_of: dict[str, str], order: list[str]) -> None:
        self.lane_of, self.order = lane_of, order
        self.cells: dict[str, Cell] = {}
        self.taken: set[tuple[str, Cell]] = set()
        self.last = ""
        self.dropped = True

    def go_on(self, stage: str) -> None:
        """The next stage of the main path: straight below the last one where that is a lane further down, once per
        column; else one column on."""
        column = self.cells[self.last].column if self.last else -1
        below = self.last and self._depth(stage) > self._depth(self.last)
        self.dropped = bool(below and not self.dropped)
        self._put(stage, Cell(column if self.dropped else column + 1, 0))
        self.last = stage

    def beside(self, stage: str, sources: list[str]) -> None:
        """A stage off the main path: after what leads to it, in the first free place of its lane."""
        known = [self.cells[source].column + 1 for source in sources if source in self.cells]
        first = min(known) if known else max(cell.column for cell in self.cells.values())
        lane = self.lane_of[stage]
        places = (Cell(first + beyond, row) for row in range(len(self.lane_of) + 1) for beyond in (0, 1))
        self._put(stage, next(cell for cell in places if (lane, cell) not in self.taken))

    def plan(self, titles: dict[str, str], main: tuple[str, ...]) -> Plan:
        lanes: list[tuple[str, int]] = []
        first = 0
        cells: dict[str, Cell] = {}
        for lane in self.order:
            mine = {stage: cell for stage, cell in self.cells.items() if self.lane_of[stage] == lane}
            lanes.append((titles[lane], first))
            cells |= {stage: Cell(cell.column, first + cell.row) for stage, cell in mine.items()}
            first += max(cell.row for cell in mine.values()) + 1
        columns = max(cell.column for cell in cells.values()) + 1
        return Plan(cells, tuple(lanes), first, columns, main)

    def _depth(self, stage: str) -> int:
        return self.order.index(self.lane_of[stage])

    def _put(self, stage: str, cell: Cell) -> None:
        self.cells[stage] = cell
        self.taken.add((self.lane_of[stage], cell))


def steps(path: tuple[str, ...]) -> Iterator[Arrow]:
    """The pairs of a path, standing still left out."""
    return ((one, other) for one, other in zip(path, path[1:], strict=False) if one != other)
