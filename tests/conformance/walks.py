"""Cases walked by our engine, told so that another engine can walk them too."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from workflow import Process, State, WorkflowRefusal
from workflow.definition.walking import MET, NOON, moves, opened, take

SEED, SHUNNING, LONGEST = 20, 25, 60
Stay = dict[str, Any]


@dataclass
class Walk:
    """`stages` as our engine visits them; `stays` says how each is left: {"action"} or {"verdicts"}."""

    name: str
    stages: list[str]
    stays: list[Stay] = field(default_factory=lambda: [{}])

    def note(self, move: str, stage: str) -> None:
        """What a move says about the stay, and the stage after it."""
        office, given, verdict = move.partition("=")
        if given and verdict != MET:
            self.stays[-1].setdefault("verdicts", {})[office] = verdict
        elif not given:
            self.stays[-1]["action"] = move
        if stage != self.stages[-1]:
            self.stages.append(stage)
            self.stays.append({})


def told(process: Process) -> list[Walk]:
    """The scenarios of the definition."""
    found = []
    for scenario in process.scenarios:
        state = opened(process, NOON)
        walk = Walk(scenario.name, [state.stage])
        for move in scenario.steps:
            if not move.startswith("@"):
                state, _ = take(process, state, move, NOON)
                walk.note(move, state.stage)
        found.append(walk)
    return found


def wandered(process: Process, number: int) -> list[Walk]:
    """Random walks that shun the ends for a while: the same ones every time."""
    return [_wander(process, f"walk {n}", Random(f"{SEED}.{n}")) for n in range(number)]


def _wander(process: Process, name: str, random: Random) -> Walk:
    state = opened(process, NOON)
    walk = Walk(name, [state.stage])
    for n in range(LONGEST):
        found = list(_after(process, state))
        onward = [(move, after) for move, after in found if after.closed_at is None]
        if not found:
            break
        move, state = random.choice(onward if onward and n < SHUNNING else found)
        walk.note(move, state.stage)
    return walk


def _after(process: Process, state: State) -> Iterator[tuple[str, State]]:
    for move in moves(process, state):
        with suppress(WorkflowRefusal):
            yield move, take(process, state, move, NOON)[0]
