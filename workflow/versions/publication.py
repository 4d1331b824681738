"""A version comes into force by a second person's hand, and every case under way goes over with it."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import delete, insert, select

from workflow.definition.checks.people import Staffing
from workflow.definition.model import Process
from workflow.definition.reading import load
from workflow.engine.state import Actor
from workflow.errors import InvalidProcess
from workflow.rehearsal.present import rehearse
from workflow.store.moving import Move
from workflow.store.tables import draft as saved
from workflow.store.tables import publication, version
from workflow.store.versions import Db, add, find, replace_running, running
from workflow.versions.carrying import Decisions
from workflow.versions.drafts import Draft, draft, faults_as_successor
from workflow.versions.migration import Migrated, live, migrate
from workflow.versions.refusals import (
    BadDecision,
    BehindRunning,
    NoDraft,
    NothingNew,
    SamePerson,
    StaleDraft,
    Undecided,
)

PUBLISHER = frozenset({"publisher"})


@dataclass(frozen=True)
class Published:
    """What a publication did. `migrated` are the cases whose stage or public status is called otherwise now, `moves`
    those that moved on because an office is not asked any more: whoever keeps copies or tells people follows both."""

    id: int
    version_id: int
    process: Process
    cases: int
    migrated: tuple[Migrated, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class Publication:
    """A line of the list of versions; `n` numbers definitions, so that one put back into force keeps its number."""

    id: int
    version_id: int
    n: int
    hash: str
    drafted_by: int | None
    approved_by: int | None
    at: datetime
    undone_by: int | None
    undone_at: datetime | None


def publish(
    db: Db,
    *,
    key: str = "idea",
    seen: int,
    by: int,
    decided: Decisions | None = None,
    staffing: Staffing | None = None,
    at: datetime,
) -> Published:
    """Put the draft, as saved the `seen`-th time, into force and carry every case under way over, in the caller's
    transaction. `decided` says where cases go whose stage is gone: {stage of the old version: stage of the new one}.
    `staffing` has the ids of the people by role; without it nobody looks whether there are enough of them.

    Raises NoDraft, StaleDraft, SamePerson (whoever saved the draft cannot approve it), BehindRunning, InvalidProcess,
    NothingNew, BadDecision, Undecided.
    """
    replace_running(db, key)
    written = _approved(db, key, seen, by)
    base_id, old = running(db, key)
    if written.base_id != base_id:
        raise BehindRunning
    new = load(written.text, at)
    if found := faults_as_successor(old, new, staffing):
        raise InvalidProcess(found)
    if new.hash == old.hash:
        raise NothingNew
    _decidable(db, old, new, decided or {})
    version_id = find(db, new) or add(db, new, written.drafted_by, by, at)
    values = {"key": key, "version_id": version_id, "replaced_id": base_id, "drafted_by": written.drafted_by}
    made = insert(publication).values({**values, "approved_by": by, "at": at}).returning(publication.c.id)
    publication_id = int(db.execute(made).scalar_one())
    case_ids = live(db, new, version_id)
    migrated, moves = migrate(db, new, version_id, decided or {}, case_ids, Actor(by, PUBLISHER), at)
    db.execute(delete(saved).where(saved.c.key == key))
    return Published(publication_id, version_id, new, len(case_ids), tuple(migrated), tuple(moves))


def publications(db: Db, key: str = "idea") -> list[Publication]:
    """Every publication, the newest first."""
    chosen = (
        select(publication, version.c.n, version.c.hash)
        .join(version, version.c.id == publication.c.version_id)
        .where(publication.c.key == key)
        .order_by(publication.c.id.desc())
    )
    return [
        Publication(**{each.name: getattr(row, each.name) for each in fields(Publication)})
        for row in db.execute(chosen)
    ]


def _approved(db: Db, key: str, seen: int, by: int) -> Draft:
    """The draft that this person may approve, and nobody else touches meanwhile."""
    written = draft(db, key, lock=True)
    if written is None:
        raise NoDraft
    if written.n != seen:
        raise StaleDraft(written.drafted_by, written.at)
    if by in written.writers:
        raise SamePerson
    return written


def _decidable(db: Db, old: Process, new: Process, decided: Decisions) -> None:
    for stage, home in decided.items():
        known, target = old.stages.get(stage), new.stages.get(home)
        if known is None or target is None or known.is_end != target.is_end:
            raise BadDecision(stage, home)
    if blocking := rehearse(db, new, decided).blocking:
        raise Undecided([effect.sentence for effect in blocking])
