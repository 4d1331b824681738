"""What a draft would have done to the cases of the past: their log told again under other rules.

Lateness: each piece of work with the time and the calendar that the draft gives it, against when it really ended; and
the promises to customers, started, paused and stopped as the draft says. Another way: the first move of a case that the
draft does not have, gives to another role, asks more for, forbids by four eyes, or leads elsewhere. People would have
acted otherwise under other rules: these are counts to think with, not a forecast.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select

from workflow.definition.model import BACK, Action, Process, Stage
from workflow.engine import clocks
from workflow.engine.allowed import action_in
from workflow.engine.state import Clock, State
from workflow.record.replay import Past, ProcessOf, replay
from workflow.store.history import Event, event_of
from workflow.store.tables import case, event
from workflow.store.versions import Db, processes
from workflow.text import Text
from workflow.versions.wording import cases as counted
from workflow.versions.wording import sentence

EXAMPLES = 5


@dataclass(frozen=True)
class Divergence:
    """`cases` cases would have left their way in `stage`, at `action`; `examples` are subjects of some of them."""

    code: str
    stage: str
    action: str
    cases: int
    examples: tuple[int, ...]
    sentence: Text


@dataclass(frozen=True)
class PastRehearsal:
    """Late pieces of work and broken promises as they were (`_then`) and as they would have been; `late_by_stage` has
    both by stage of the draft."""

    cases: int
    late_then: int
    late: int
    late_by_stage: dict[str, tuple[int, int]]
    broken_then: int
    broken: int
    divergences: tuple[Divergence, ...]

    @property
    def otherwise(self) -> int:
        """How many cases would have gone another way."""
        return sum(each.cases for each in self.divergences)

    @property
    def sentences(self) -> tuple[Text, ...]:
        first = sentence(
            "past_late", {"cases": counted(self.cases), "before": str(self.late_then), "after": str(self.late)}
        )
        promise = sentence("past_broken", {"before": str(self.broken_then), "after": str(self.broken)})
        return (first, promise, *(each.sentence for each in self.divergences))


@dataclass
class _Tally:
    cases: int = 0
    broken_then: int = 0
    broken: int = 0
    late: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    ways: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str, str], list[int]] = field(default_factory=lambda: defaultdict(list))


def rehearse_past(db: Db, new: Process, *, at: datetime, since: datetime | None = None) -> PastRehearsal:
    """Tell every case with an event after `since` (all of them without) again under `new`; work that is still open
    counts as late when it is so at `at`. Reads the log once, row by row."""
    tally, process_of = _Tally(), processes(db)
    for subject_id, events in _histories(db, new.key, since):
        past = replay(events, process_of)
        if past is None or events[0].action == "import":
            continue
        tally.cases += 1
        _time(tally, new, past, at)
        if way := _first_divergence(new, events, process_of):
            tally.ways[way] += 1
            if len(tally.examples[way]) < EXAMPLES:
                tally.examples[way].append(subject_id)
    return _told(new, tally)


def _histories(db: Db, key: str, since: datetime | None) -> Iterator[tuple[int, list[Event]]]:
    chosen = select(case.c.subject_id, event).join(event, event.c.case_id == case.c.id).where(case.c.process_key == key)
    if since is not None:
        chosen = chosen.where(case.c.last_at >= since)
    ordered = chosen.order_by(event.c.case_id, event.c.seq).execution_options(yield_per=1000)
    with db.execute(ordered) as rows:
        for _, of in groupby(rows, key=lambda row: row.case_id):
            found = list(of)
            yield found[0].subject_id, [event_of(row, {}) for row in found]


def _time(tally: _Tally, new: Process, past: Past, at: datetime) -> None:
    for done in past.state.steps:
        name = new.renamed("stage", done.stage)
        stage = new.stages.get(name)
        ended = done.closed_at or at
        if stage is None or stage.is_end:
            continue
        due_at = done.due_at if stage.due.startswith("@") else new.calendar.due(done.opened_at, stage.due)
        tally.late[name][0] += ended > done.due_at
        tally.late[name][1] += ended > due_at
    tally.broken_then += any(_broken(clock, at) for clock in past.state.clocks)
    tally.broken += any(_broken(clock, at) for clock in _promises(new, past.state))


def _broken(clock: Clock, at: datetime) -> bool:
    return clock.missed or (clock.running and clock.due_at is not None and at > clock.due_at)


def _promises(new: Process, state: State) -> tuple[Clock, ...]:
    """The promises of the draft over the stages that the case really passed through."""
    kept: tuple[Clock, ...] = ()
    round_ = 0
    for done in state.steps:
        name = new.renamed("stage", done.stage)
        if name in new.stages and not new.stages[name].is_end:
            reopened, round_ = done.round > max(round_, 1), done.round
            kept, _ = clocks.entering(new, kept, name, round_, reopened=reopened, at=done.opened_at)
    if state.closed_at is not None and state.stage in new.stages:
        kept, _ = clocks.entering(new, kept, state.stage, round_, reopened=False, at=state.closed_at)
    return kept


def _first_divergence(new: Process, events: list[Event], process_of: ProcessOf) -> tuple[str, str, str] | None:
    for n, happened in enumerate(events):
        moves = happened.from_stage and not happened.record.keys() & {"claim", "met", "migrated", "undone"}
        if not moves:
            continue
        office, _, verdict = happened.action.partition("=")
        code = (
            _verdict(new, happened, office, verdict)
            if verdict
            else _move(new, events[: n + 1], process_of(happened.version_id))
        )
        if code:
            return code, happened.from_stage, happened.action
    return None


def _verdict(new: Process, happened: Event, office: str, verdict: str) -> str | None:
    stage = new.stages.get(new.renamed("stage", happened.from_stage))
    if stage is None or new.renamed("role", office) not in stage.offices or verdict not in stage.verdicts:
        return "past_gone"
    return None


def _move(new: Process, events: list[Event], old: Process) -> str | None:
    happened = events[-1]
    here = new.renamed("stage", happened.from_stage)
    if here not in new.stages:
        return "past_gone"
    action = action_in(new, State(here, 1), happened.action)
    was = action_in(old, State(happened.from_stage, 1), happened.action)
    if action is None or was is None:
        return "past_gone"
    if new.stages[here].offices and _joins_otherwise(new, new.stages[here], events):
        return "past_other_way"
    if (action.by, action.role) != (was.by, new.renamed("role", was.role)):
        return "past_role"
    if action.to != BACK and action.to != new.renamed("stage", happened.to_stage):
        return "past_other_way"
    return _forbidden(new, action, new.stages[here], events)


def _joins_otherwise(new: Process, stage: Stage, events: list[Event]) -> bool:
    """Whether the verdicts before this join do not suffice any more, or decide otherwise."""
    given: dict[str, str] = {}
    for before in reversed(events[:-1]):
        office, _, verdict = before.action.partition("=")
        if before.from_stage != events[-1].from_stage:
            break
        if verdict and "met" not in before.record:
            given.setdefault(new.renamed("role", office), verdict)
    if not set(stage.offices) <= set(given):
        return events[-1].action in {rule.do for rule in stage.join}
    joined = next((rule.do for rule in stage.join if rule.applies(list(given.values()))), "")
    return joined != events[-1].action and events[-1].action in {rule.do for rule in stage.join}


def _forbidden(new: Process, action: Action, stage: Stage, events: list[Event]) -> str | None:
    happened = events[-1]
    if any(name not in happened.fields for name in action.need if name not in action.given):
        return "past_field"
    watched = {before.actor_id for before in events[:-1] if new.renamed("stage", before.from_stage) in stage.not_by}
    return "past_four_eyes" if happened.actor_id is not None and happened.actor_id in watched else None


def _told(new: Process, tally: _Tally) -> PastRehearsal:
    by_stage = {stage: (then, now) for stage, (then, now) in tally.late.items()}
    return PastRehearsal(
        tally.cases,
        sum(then for then, _ in by_stage.values()),
        sum(now for _, now in by_stage.values()),
        by_stage,
        tally.broken_then,
        tally.broken,
        tuple(_divergence(new, way, count, tally.examples[way]) for way, count in tally.ways.most_common()),
    )


def _divergence(new: Process, way: tuple[str, str, str], count: int, examples: list[int]) -> Divergence:
    code, stage, action = way
    known = new.stages.get(new.renamed("stage", stage))
    title: Any = known.title if known else Text(it=stage, en=stage)
    named = known.actions.get(action) if known else None
    label: Any = named.label if named else action
    said = sentence(code, {"cases": counted(count), "stage": title, "action": label})
    return Divergence(code, stage, action, count, tuple(examples), said)
