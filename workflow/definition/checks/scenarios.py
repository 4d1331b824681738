"""Scenarios: stories that every version must be able to tell, and what none of them does."""

from collections.abc import Iterator
from datetime import datetime

from workflow.definition.checks.findings import finding, unknown
from workflow.definition.model import Finding, Process, Scenario
from workflow.definition.walking import NOON, moves, opened, take
from workflow.engine.facts import ActionTaken, VerdictGiven
from workflow.errors import UnknownAction, WorkflowRefusal
from workflow.text import Text

HERE = "@"


def failures(process: Process, at: datetime) -> Iterator[Finding]:
    """The step that fails of each scenario that cannot be told."""
    for n, scenario in enumerate(process.scenarios):
        if fault := _tell(process, scenario, f"scenario[{n}]", at, set()):
            yield fault


def coverage(process: Process, at: datetime = NOON) -> dict[str, bool]:
    """Every action and verdict, and whether some scenario takes it: "triage.accept", "signoff=no",
    "anywhere.withdraw"."""
    taken: set[str] = set()
    for scenario in process.scenarios:
        _tell(process, scenario, "", at, taken)
    every = [f"{stage.id}.{action}" for stage in process.stages.values() for action in stage.actions]
    every += [f"{stage.id}={verdict}" for stage in process.stages.values() for verdict in stage.verdicts]
    every += [f"anywhere.{action}" for action in process.anywhere]
    return {name: name in taken for name in every}


def _tell(process: Process, scenario: Scenario, place: str, at: datetime, taken: set[str]) -> Finding | None:
    """What goes wrong, if anything does. Adds to `taken` what is done until then."""
    state = opened(process, at)
    for n, move in enumerate(scenario.steps):
        stage, at_step, so_far = process.stages[state.stage], f"{place}.steps[{n}]", scenario.steps[:n]
        words: dict[str, Text | str] = {"scenario": scenario.name, "n": str(n + 1), "stage": stage.title, "step": move}
        if move.startswith(HERE):
            if move != f"{HERE}{stage.id}":
                return finding("scenario_elsewhere", at_step, so_far, **words)
            continue
        try:
            state, facts = take(process, state, move, at)
        except UnknownAction:
            return unknown("scenario_unknown", at_step, move, moves(process, state), so_far, **words)
        except WorkflowRefusal as refused:
            return finding("scenario_refused", at_step, so_far, why=refused.sentence, **words)
        taken.update(f"{stage.id}={fact.verdict}" for fact in facts if isinstance(fact, VerdictGiven))
        done = [fact.action for fact in facts if isinstance(fact, ActionTaken)]
        taken.update(f"anywhere.{name}" if name in process.anywhere else f"{stage.id}.{name}" for name in done)
    return None
