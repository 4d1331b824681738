"""What a draft would have done to the cases of the past: their log told again under other rules.

Lateness: each piece of work with the time and the calendar that the draft gives it, against when it really ended; and
the promises to customers, started, paused and stopped as the draft says. Work that a timer ends is never late.
Another way: the first move of a case that the draft does not make as it was made (see `ways`). People would have acted
otherwise under other rules: these are counts to think with, not a forecast.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from workflow.definition.model import Process
from workflow.engine import clocks
from workflow.engine.allowed import action_in
from workflow.engine.state import Clock
from workflow.record.kept import UNDONE
from workflow.record.replay import Past, retold
from workflow.rehearsal.ways import Way, other_way
from workflow.rehearsal.wording import cases as counted
from workflow.rehearsal.wording import sentence
from workflow.store.history import Event, event_of
from workflow.store.tables import case, event
from workflow.store.versions import Db, processes
from workflow.text import Text

EXAMPLES = 10


@dataclass(frozen=True)
class Example:
    """The event at which the case of that subject leaves its way."""

    subject_id: int
    seq: int


@dataclass(frozen=True)
class Divergence:
    """`cases` cases would have left their way in `stage`, at `action` (a verdict: "legal=no"), for the reason that
    `code` and the sentence tell; `examples` are some of them, the first to be opened first."""

    code: str
    stage: str
    action: str
    cases: int
    examples: tuple[Example, ...]
    sentence: Text


@dataclass(frozen=True)
class PastRehearsal:
    """As it was (`_then`) and as it would have been: `late_cases` have some piece of work late, of the `late` pieces
    there are; `broken` have a promise to the customer not kept. `late_by_stage` has late pieces, then and now, by
    stage of the draft."""

    cases: int
    late_cases_then: int
    late_cases: int
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
        late = {"before": str(self.late_cases_then), "after": str(self.late_cases)}
        broken = {"before": str(self.broken_then), "after": str(self.broken)}
        first = sentence("past_late", {"cases": counted(self.cases), **late})
        return (first, sentence("past_broken", broken), *(each.sentence for each in self.divergences))


@dataclass
class _Tally:
    cases: int = 0
    late_cases_then: int = 0
    late_cases: int = 0
    broken_then: int = 0
    broken: int = 0
    late: dict[str, tuple[int, int]] = field(default_factory=lambda: defaultdict(lambda: (0, 0)))
    ways: dict[Way, list[Example]] = field(default_factory=lambda: defaultdict(list))


def rehearse_past(db: Db, new: Process, *, at: datetime, since: datetime | None = None) -> PastRehearsal:
    """Tell every case that had work to do, and moved after `since` (without it: every one), again under `new`. What is
    still open counts as late when it is so at `at`. Reads the log once, row by row; writes nothing."""
    tally, process_of = _Tally(), processes(db)
    for subject_id, events in _histories(db, new.key, since):
        told = retold(events, process_of)
        if told[-1].state.steps:
            tally.cases += 1
            _count_late(tally, new, told[-1], at)
            _count_broken(tally, new, events, told, at)
            if found := other_way(new, events, told):
                way, seq = found
                tally.ways[way].append(Example(subject_id, seq))
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


def _count_late(tally: _Tally, new: Process, past: Past, at: datetime) -> None:
    any_then = any_now = False
    for done in past.state.steps:
        stage = new.stages.get(new.renamed("stage", done.stage))
        if stage is None or stage.is_end:
            continue
        ended = done.closed_at or at
        # A day that somebody chose is that day under any rules.
        due_at = done.due_at if stage.due.startswith("@") else new.calendar.due(done.opened_at, stage.due)
        then = done.timer is None and ended > done.due_at
        now = stage.timer is None and ended > due_at
        before, after = tally.late[stage.id]
        tally.late[stage.id] = before + then, after + now
        any_then, any_now = any_then or then, any_now or now
    tally.late_cases_then += any_then
    tally.late_cases += any_now


def _count_broken(tally: _Tally, new: Process, events: list[Event], told: list[Past], at: datetime) -> None:
    tally.broken_then += any(_broken(clock, at) for clock in told[-1].state.clocks)
    tally.broken += any(_broken(clock, at) for clock in _promises(new, events, told))


def _broken(clock: Clock, at: datetime) -> bool:
    return clock.missed or (clock.running and clock.due_at is not None and at > clock.due_at)


def _promises(new: Process, events: Sequence[Event], told: Sequence[Past]) -> tuple[Clock, ...]:
    """The promises of the draft over the stages that the case really passed through."""
    kept: tuple[Clock, ...] = ()
    before: Past | None = None
    for happened, past in zip(events, told, strict=True):
        name = new.renamed("stage", past.state.stage)
        if _entered(before, past) and UNDONE not in happened.record and name in new.stages:
            reopened = _reopened(before, happened)
            kept, _ = clocks.entering(new, kept, name, past.state.round, reopened=reopened, at=past.entered_at)
        before = past
    return kept


def _entered(before: Past | None, past: Past) -> bool:
    return before is None or (past.entered_at, past.state.stage) != (before.entered_at, before.state.stage)


def _reopened(before: Past | None, happened: Event) -> bool:
    """A case from elsewhere has its promise from the import, whatever stage it stood in."""
    if before is None:
        return happened.action == "import"
    action = action_in(before.process, before.state, happened.action)
    return action is not None and action.new_round


def _told(new: Process, tally: _Tally) -> PastRehearsal:
    ways = sorted(tally.ways.items(), key=lambda item: -len(item[1]))
    return PastRehearsal(
        tally.cases,
        tally.late_cases_then,
        tally.late_cases,
        sum(then for then, _ in tally.late.values()),
        sum(now for _, now in tally.late.values()),
        dict(tally.late),
        tally.broken_then,
        tally.broken,
        tuple(_divergence(new, way, examples) for way, examples in ways),
    )


def _divergence(new: Process, way: Way, examples: list[Example]) -> Divergence:
    words = {"cases": counted(len(examples)), "stage": way.stage_title, "action": way.action_title}
    said = sentence(way.code, words | {"office": way.office_title})
    return Divergence(way.code, way.stage, way.action, len(examples), tuple(examples[:EXAMPLES]), said)
