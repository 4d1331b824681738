"""A case under way goes over to another version of its process: pure, so that the log can repeat it.

Decisions, in the order in which they matter:
- A stage, role or office goes on under its new name (`was`); a stage that has no successor needs a decision.
- Due dates stay as they were promised, unless the stage's own `due` changed. Then they count again from the day the
  step was opened, but nobody becomes late by a publication: at least one working day is left, or what there was.
- A promise to the customer keeps its date; only where it starts, pauses and stops follows the new version.
- A stage that changes from one desk to several offices (or back), or that was decided on, is entered anew.
- Verdicts given stay given. A new office is asked in the present round; one that was dropped and had not spoken is
  not waited for.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from workflow.definition.calendar import span_parts
from workflow.definition.model import Process, Stage
from workflow.engine import clocks
from workflow.engine.moves import Entry, close, deadlines, enter
from workflow.engine.state import AUTHOR, Actor, Obligation, State, Step
from workflow.record.kept import MIGRATED

NOBODY = Actor(None, frozenset())
Decisions = Mapping[str, str]


class Carried(NamedTuple):
    """The state under the new version; `kept` are the places, among the steps before, of those that are still there
    and stand first. `anew` when the stage was entered again."""

    state: State
    kept: tuple[int, ...]
    anew: bool


class Passage(NamedTuple):
    old: Process
    new: Process
    decided: Decisions
    at: datetime

    def home(self, stage: str) -> str:
        """Where a case that is in `stage` goes on: a name that may not exist when nobody decided."""
        return self.decided.get(stage) or self.new.renamed("stage", stage)

    def anew(self, stage: str) -> bool:
        """Whether who stands in `stage` enters its home from the start."""
        if stage in self.decided:
            return True
        return bool(self.old.stages[stage].offices) != bool(self.new.stages[self.home(stage)].offices)


def carry(passage: Passage, state: State) -> Carried:
    """`state` as it stands under the new version. Raises KeyError for a stage that has no home."""
    everything = tuple(range(len(state.steps)))
    named = tuple(_renamed(passage, step) for step in state.steps)
    duties = tuple(_duty(passage.new, duty) for duty in state.obligations)
    before = state._replace(steps=named, obligations=duties)
    if state.closed_at is not None:
        return Carried(before._replace(stage=passage.home(state.stage)), everything, False)
    home = passage.new.stages[passage.home(state.stage)]
    back = passage.home(state.back) if state.back else None
    before = before._replace(clocks=_promises(passage, state))
    if passage.anew(state.stage):
        closed = close(before, MIGRATED, NOBODY, passage.at)
        after, _ = enter(passage.new, closed, home.id, Entry(origin=back or passage.new.start), passage.at)
        return Carried(after, everything, True)
    return _going_on(passage, before, passage.old.stages[state.stage], home, back)


def _renamed(passage: Passage, step: Step) -> Step:
    new = passage.new
    stage, role = new.renamed("stage", step.stage), new.renamed("role", step.role)
    slot = new.renamed("role", step.slot) if step.slot else ""
    if (stage, role, slot) == (step.stage, step.role, step.slot):
        return step
    return step._replace(stage=stage, role=role, slot=slot)


def _duty(new: Process, duty: Obligation) -> Obligation:
    return duty._replace(stage=new.renamed("stage", duty.stage), slot=new.renamed("role", duty.slot))


def _going_on(passage: Passage, before: State, old: Stage, home: Stage, back: str | None) -> Carried:
    kept = tuple(
        n for n, step in enumerate(before.steps) if step.closed_at is not None or step.slot in (home.offices or ("",))
    )
    steps = tuple(
        before.steps[n] if before.steps[n].closed_at is not None else _open(passage, before, before.steps[n], old, home)
        for n in kept
    )
    asked = {step.slot for step in steps if (step.round, step.stage) == (before.round, home.id)}
    due_at, warn_at = deadlines(passage.new, home, passage.at)
    new = tuple(
        Step(home.id, slot, before.round, slot, passage.at, due_at, warn_at=warn_at)
        for slot in home.offices
        if slot not in asked
    )
    stage_back = (back or passage.new.start) if home.returns else None
    state = before._replace(stage=home.id, back=stage_back, steps=steps + new)
    moved, _ = clocks.entering(passage.new, state.clocks, home.id, state.round, reopened=False, at=passage.at)
    return Carried(state._replace(clocks=moved), kept, False)


def _open(passage: Passage, before: State, step: Step, old: Stage, home: Stage) -> Step:
    """An open step under the new definition of its stage; who has it in hand keeps it while the role is the same."""
    role = step.slot or home.role
    assignee = step.assignee_id if role == step.role else before.author_id if role == AUTHOR else None
    timer = home.timer.id if home.timer else None
    same = step._replace(role=role, assignee_id=assignee, timer=timer)
    if (old.due, old.due_else, old.warn) == (home.due, home.due_else, home.warn):
        return step if same == step else same
    again, warn_at = deadlines(passage.new, home, step.opened_at)
    due_at = step.due_at if (old.due, old.due_else) == (home.due, home.due_else) else due_again(passage, step, again)
    escalated = step.escalated_at if due_at == step.due_at else None
    return same._replace(due_at=due_at, warn_at=warn_at, escalated_at=escalated)


def due_again(passage: Passage, step: Step, again: datetime) -> datetime:
    """When an open step is due whose stage has another `due` now: `again` when counted from its opening."""
    return max(again, min(step.due_at, passage.new.calendar.due(passage.at, "1bd")))


def _promises(passage: Passage, state: State) -> tuple[clocks.Clock, ...]:
    """Promises that are gone end here; one that stands still and counts in another unit has its whole time again."""
    carried = []
    for clock in state.clocks:
        promise = passage.new.clocks.get(clock.name)
        if clock.stopped_at is None and promise is None:
            clock = clock._replace(stopped_at=passage.at)
        elif clock.paused and promise is not None:
            amount, unit = span_parts(promise.due)
            known = passage.old.clocks.get(clock.name)
            if known is not None and span_parts(known.due)[1] != unit:
                clock = clock._replace(budget_left=amount if unit == "bd" else amount * 60)
        carried.append(clock)
    return tuple(carried)
