"""A publication is taken back while no case has gone on since."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, and_, func, insert, not_, or_, select, update

from workflow.definition.model import Process
from workflow.engine.state import Actor
from workflow.record.kept import BROUGHT_BACK, MIGRATED, UNDONE
from workflow.record.replay import Past, ProcessOf, replay
from workflow.store.cases import Case, cases_by_id
from workflow.store.history import Chain, Record, history
from workflow.store.tables import case, event, publication, version
from workflow.store.tables import draft as saved
from workflow.store.versions import Db, processes, replace_running, running
from workflow.versions.carrying import Carried, Passage, carry
from workflow.versions.drafts import draft
from workflow.versions.migration import BATCH, Change, migrate, write
from workflow.versions.publication import PUBLISHER, Publication, publications
from workflow.versions.refusals import NotLast, OwnPublication, Touched

OPENED = ("start", "import")


def undo(db: Db, publication_id: int, *, by: int, key: str = "idea", at: datetime) -> int:
    """Put the version before back into force and every case back where it was; how many cases.

    The text becomes the draft again when there is none. Cases opened since go over to the version before.
    Raises NotLast, OwnPublication (whoever published cannot undo it), Touched.
    """
    replace_running(db, key)
    last = _last(db, publication_id, key)
    if last.approved_by == by:
        raise OwnPublication
    if touched := _touched(db, last):
        raise Touched(touched)
    taken_back = {"undone_by": by, "undone_at": at}
    db.execute(update(publication).where(publication.c.id == last.id).values(taken_back))
    before_id, before = running(db, key)
    actor, process_of = Actor(by, PUBLISHER), processes(db)
    returning = _ids(db, last, MIGRATED)
    waiting = iter(returning)
    while chunk := list(islice(waiting, BATCH)):
        write(db, [_brought_back(db, held, process_of, actor, at) for held in cases_by_id(db, chunk)])
    opened = _ids(db, last, *OPENED)
    migrate(db, before, before_id, _homes(process_of(last.version_id), before), opened, actor, at)
    _draft_again(db, last, before_id, key, at)
    return len(returning) + len(opened)


def _last(db: Db, publication_id: int, key: str) -> Publication:
    newest, *before = publications(db, key)
    if not before or newest.id != publication_id or newest.undone_at is not None:
        raise NotLast
    return newest


def _own(last: Publication) -> ColumnElement[bool]:
    """A case under that version with its last event."""
    return and_(case.c.version_id == last.version_id, event.c.case_id == case.c.id, event.c.seq == case.c.row_version)


def _touched(db: Db, last: Publication) -> int:
    """Cases whose last event is neither this publication's own nor their opening after it."""
    own = and_(event.c.action == MIGRATED, event.c.at == last.at)
    fresh = and_(event.c.action.in_(OPENED), event.c.from_stage == "", event.c.at >= last.at)
    joined = select(func.count()).select_from(case.join(event, _own(last)))
    # What was closed under this very version in an earlier life of it stays as it is.
    old = and_(case.c.closed_at.is_not(None), case.c.closed_at < last.at)
    return int(db.execute(joined.where(not_(or_(own, fresh)), not_(old))).scalar_one())


def _ids(db: Db, last: Publication, *actions: str) -> Sequence[int]:
    chosen = select(case.c.id).join(event, _own(last))
    chosen = chosen.where(event.c.action.in_(actions), event.c.at >= last.at)
    return db.execute(chosen.order_by(case.c.id)).scalars().all()


def _homes(new: Process, before: Process) -> dict[str, str]:
    """A case opened since stands in a first stage; where the version before has no such stage, in its own first."""
    return {} if new.start in before.stages else {new.start: before.start}


def _brought_back(db: Db, held: Case, process_of: ProcessOf, by: Actor, at: datetime) -> Change:
    *earlier, migrated = history(db, held.id)
    past = replay(earlier, process_of)
    if past is None or MIGRATED not in migrated.record:  # somebody was quicker than our lock
        raise Touched(1)
    decided = migrated.record[MIGRATED]["decided"]
    carried = carry(Passage(past.process, held.process, decided, migrated.at), past.state)
    chain = Chain(held.process.key, held.subject_id, past.version_id, held.row_version, held.head)
    record = {UNDONE: held.version_id}
    chain.add(Record(BROUGHT_BACK, held.stage, past.state.stage, record=record), by, at)
    held = replace(held, entered_at=past.entered_at, last_by=past.last_by, last_at=past.last_at)
    seqs = _opened_at_first(past, carried)
    return Change(held, past.process, past.version_id, _reversed(held, past, carried), chain, by.id, at, seqs)


def _reversed(held: Case, past: Past, carried: Carried) -> Carried:
    """The past as the rows see it: the steps that were carried over first, then those that the migration took out."""
    before = past.state
    same = [before.steps[n]._replace(id=held.steps[at].id) for at, n in enumerate(carried.kept)]
    back = [gone for n, gone in enumerate(before.steps) if n not in carried.kept]
    clocks = [clock._replace(id=now.id) for clock, now in zip(before.clocks, held.clocks, strict=False)]
    duties = [duty._replace(id=now.id) for duty, now in zip(before.obligations, held.obligations, strict=True)]
    state = before._replace(steps=(*same, *back), clocks=tuple(clocks), obligations=tuple(duties))
    return Carried(state, tuple(range(len(same))), False)


def _opened_at_first(past: Past, carried: Carried) -> tuple[int, ...]:
    return tuple(seq for n, seq in enumerate(past.opened) if n not in carried.kept)


def _draft_again(db: Db, last: Publication, base_id: int, key: str, at: datetime) -> None:
    if draft(db, key) is None:
        text = db.execute(select(version.c.text).where(version.c.id == last.version_id)).scalar_one()
        row = {"key": key, "n": 1, "base_id": base_id, "text": text, "drafted_by": last.drafted_by, "at": at}
        db.execute(insert(saved).values(row))
