"""Every situation that a case can get into, found by going there with the engine's own functions.

A situation (`Marking`) keeps what decides which moves exist and where they lead; people, dates and numbers of rounds
do not. Offices of a stage differ only in whose verdict it is, and a round joins on the set of verdicts, so they are
let speak in the order of the file, and verdicts that no rule tells apart are tried once. That leaves finitely many:
stages x stages @back x offices that spoke x sets of verdicts x whether conditions are open x stages asked this round.
Open conditions differ only in their number, so they are met all at once.
Soundness after W. van der Aalst et al., "Soundness of workflow nets", Formal Aspects of Computing 23 (2011).
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from workflow.definition.model import Process, Stage
from workflow.definition.walking import MET, NOON, moves, opened, take
from workflow.engine.facts import ActionTaken, Fact
from workflow.engine.moves import Result
from workflow.engine.state import State
from workflow.errors import WorkflowRefusal

LIMIT = 1_000
Path = tuple[str, ...]


class Marking(NamedTuple):
    """`back` is where @back leads; `spoken` and `said` the verdicts of this round; `conditions` whether some are open;
    `asked` the parallel stages of this round, which asked again make it a new one."""

    stage: str
    back: str | None
    spoken: int
    said: frozenset[str]
    conditions: bool
    asked: frozenset[str]

    @property
    def place(self) -> "Place":
        return Place(self.stage, self.back)


class Place(NamedTuple):
    """A marking without its verdicts."""

    stage: str
    back: str | None


@dataclass
class Space:
    """`moves`: what leads where, situations in the order they are met; `ways`: a shortest way to each; `taken`: the
    actions that were performed, with the stage; not `complete` when there were too many."""

    process: Process
    moves: dict[Marking, dict[Path, Marking]] = field(default_factory=dict)
    ways: dict[Marking, Path] = field(default_factory=dict)
    taken: set[tuple[str, str]] = field(default_factory=set)
    complete: bool = True

    @cached_property
    def onward(self) -> dict[Marking, dict[Path, Marking]]:
        """The moves without the actions open anywhere: a case must not need to be withdrawn in order to end."""
        anywhere = self.process.anywhere
        return {
            marking: {move: to for move, to in found.items() if move[0] not in anywhere}
            for marking, found in self.moves.items()
        }

    @cached_property
    def places(self) -> dict[Place, set[Place]]:
        """Which stage leads to which; a stage with @back counts once for each stage it was entered from."""
        found: dict[Place, set[Place]] = {}
        for marking, moved in self.moves.items():
            found.setdefault(marking.place, set()).update(to.place for to in moved.values())
        return found

    def is_end(self, marking: Marking | Place) -> bool:
        return self.process.stages[marking.stage].is_end


def explore(process: Process, at: datetime = NOON, limit: int = LIMIT) -> Space:
    """Breadth first from the opening; `at` is any moment, the same for every move."""
    space = Space(process)
    kinds = {stage.id: _kinds(process, stage) for stage in process.stages.values()}
    first = opened(process, at)
    waiting = deque([(first, marking_of(process, first))])
    space.ways[waiting[0][1]] = ()
    while waiting:
        state, marking = waiting.popleft()
        found = space.moves[marking] = {}
        for move in _tried(process, state, kinds[state.stage]):
            try:
                after, facts = _after(process, state, move, at)
            except WorkflowRefusal:
                continue
            space.taken.update((fact.from_stage, fact.action) for fact in facts if isinstance(fact, ActionTaken))
            to = found[move] = marking_of(process, after)
            if to not in space.ways:
                space.ways[to] = space.ways[marking] + move
                waiting.append((after, to))
        if len(space.ways) > limit:
            space.complete = False
            break
    return space


def marking_of(process: Process, state: State) -> Marking:
    """The situation of a case."""
    stage = process.stages[state.stage]
    kinds = _kinds(process, stage)
    given = [kinds[step.outcome or ""] for step in state.verdicts.values()] if stage.offices else []
    # With one parallel stage alone, open conditions say whether it was asked, and without any it does not matter.
    several = len(process.parallel) > 1
    asked = {step.stage for step in state.steps if step.slot and step.round == state.round} if several else ()
    conditions = any(duty.open for duty in state.obligations)
    return Marking(state.stage, state.back, len(given), frozenset(given), conditions, frozenset(asked))


def _kinds(process: Process, stage: Stage) -> dict[str, str]:
    """Each verdict -> the first one that the join and the conditions do not tell from it."""
    named = {name for rule in stage.join for name in (rule.any, rule.all)}
    first: dict[tuple[str, bool], str] = {}
    return {
        verdict: first.setdefault((verdict if verdict in named else "", process.verdicts[verdict].obligation), verdict)
        for verdict in stage.verdicts
    }


def _tried(process: Process, state: State, kinds: dict[str, str]) -> Iterator[Path]:
    """The moves to try: only the next of the offices speaks, one verdict of each kind; all conditions are met."""
    speaker = next((slot for slot in process.stages[state.stage].offices if slot not in state.verdicts), "")
    verdicts = {f"{speaker}={kind}" for kind in kinds.values()}
    for move in moves(process, state):
        if "=" not in move or move in verdicts:
            yield (move,)
    if state.closed_at is None and (duties := [f"{duty.slot}={MET}" for duty in state.obligations if duty.open]):
        yield tuple(duties)


def _after(process: Process, state: State, move: Path, at: datetime) -> Result:
    facts: tuple[Fact, ...] = ()
    for part in move:
        state, more = take(process, state, part, at)
        facts += more
    return state, facts
