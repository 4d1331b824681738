"""The next version while it is written: saved as often as one likes, sound or not."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from workflow.definition.checks.change import check_change
from workflow.definition.checks.people import Staffing, check_people
from workflow.definition.lines import located
from workflow.definition.model import Finding, Process
from workflow.definition.reading import load, read
from workflow.errors import InvalidProcess
from workflow.store.tables import draft as saved
from workflow.store.versions import Db, running
from workflow.versions.difference import Change, difference
from workflow.versions.refusals import NoDraft, StaleDraft


@dataclass(frozen=True)
class Draft:
    """The text as last saved, the `n`-th time. `writers` is everybody who saved it since the last publication;
    `base_id` the version that was in force at the last save."""

    key: str
    n: int
    text: str
    drafted_by: int | None
    at: datetime
    base_id: int
    writers: frozenset[int | None]


def draft(db: Db, key: str = "idea", *, lock: bool = False) -> Draft | None:
    """The draft of a process; with `lock` nobody else saves or publishes it until the transaction ends."""
    chosen = select(saved).where(saved.c.key == key).order_by(saved.c.n)
    rows = db.execute(chosen.with_for_update() if lock else chosen).all()
    if not rows:
        return None
    last = rows[-1]
    writers = frozenset(row.drafted_by for row in rows)
    return Draft(key, last.n, last.text, last.drafted_by, last.at, last.base_id, writers)


def save_draft(db: Db, text: str, *, key: str = "idea", by: int, seen: int = 0, at: datetime) -> Draft:
    """Save the text whole; `seen` is the `n` of the draft that was edited, 0 when there was none.

    Raises StaleDraft, UnknownProcess.
    """
    present = draft(db, key)
    if present is not None and present.n != seen or present is None and seen:
        raise StaleDraft(present.drafted_by if present else None, present.at if present else at)
    base_id, _ = running(db, key)
    row = {"key": key, "n": seen + 1, "base_id": base_id, "text": text, "drafted_by": by, "at": at}
    try:
        with db.begin_nested():
            db.execute(insert(saved).values(row))
    except IntegrityError as second:
        raise StaleDraft(None, at) from second
    writers = (present.writers if present else frozenset()) | {by}
    return Draft(key, seen + 1, text, by, at, base_id, writers)


def discard_draft(db: Db, key: str = "idea", *, seen: int) -> None:
    """Throw the draft away. Raises NoDraft, StaleDraft."""
    present = draft(db, key, lock=True)
    if present is None:
        raise NoDraft
    if present.n != seen:
        raise StaleDraft(present.drafted_by, present.at)
    db.execute(delete(saved).where(saved.c.key == key))


def findings(db: Db, text: str, *, key: str = "idea", staffing: Staffing | None = None, at: datetime) -> list[Finding]:
    """What is wrong in a text, in itself, as the successor of the version in force and, given the ids of the people by
    role, with the people of today; empty when nothing is."""
    try:
        process = load(text, at)
    except InvalidProcess as invalid:
        return list(invalid.findings)
    return faults_as_successor(running(db, key)[1], process, staffing)


def faults_as_successor(old: Process, new: Process, staffing: Staffing | None) -> list[Finding]:
    """Old names that the version before does not know, work that nobody can do. Where cases under way go on, the
    rehearsal says."""
    people = [] if staffing is None else check_people(new, staffing)
    return located(new.text, [*check_change(old, new), *people])


def changes(db: Db, text: str, *, key: str = "idea") -> list[Change]:
    """What a text changes in the version in force. Raises InvalidProcess when its form cannot be read."""
    return difference(running(db, key)[1], read(text))
