"""Published definitions: immutable rows, read once per process and kept by hash."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.orm import Session, scoped_session

from workflow.definition.model import Process
from workflow.definition.reading import load, read
from workflow.errors import UnknownProcess
from workflow.store.tables import publication, version

Db = Session | scoped_session[Any] | Connection

VERSIONS_LOCK = 7_041
_by_hash: dict[str, Process] = {}


def connection(db: Db) -> Connection:
    """The connection of the transaction under way. A statement costs a fifth less on it than on the Session, which
    first looks for mapped classes in it."""
    return db if isinstance(db, Connection) else db.connection()


def install(db: Db, text: str, *, by_id: int | None, at: datetime) -> int:
    """Put the first definition of a process into force and return its version id; the same definition again returns
    the id it has. What replaces it while cases are under way is published (workflow.publish).

    Raises InvalidProcess.
    """
    process = load(text, at)
    known = find(db, process)
    if known is not None:
        return known
    version_id = add(db, process, by_id, None, at)
    values = {"key": process.key, "version_id": version_id, "drafted_by": by_id, "at": at}
    db.execute(insert(publication).values(values))
    return version_id


def find(db: Db, process: Process) -> int | None:
    """The version with this very definition, None when there never was one."""
    return db.execute(select(version.c.id).where(version.c.key == process.key, version.c.hash == process.hash)).scalar()


def add(db: Db, process: Process, drafted_by: int | None, approved_by: int | None, at: datetime) -> int:
    """A new version, not yet in force."""
    last = db.execute(select(func.max(version.c.n)).where(version.c.key == process.key)).scalar()
    values = {"key": process.key, "n": (last or 0) + 1, "hash": process.hash, "text": process.text}
    by = {"drafted_by": drafted_by, "approved_by": approved_by, "at": at}
    return int(db.execute(insert(version).values(values | by).returning(version.c.id)).scalar_one())


def running(db: Db, key: str = "idea") -> tuple[int, Process]:
    """The version in force. Raises UnknownProcess when none was ever installed."""
    row = db.execute(_RUNNING, {"of": key}).first()
    if row is None:
        raise UnknownProcess(key)
    return row.id, process_of(db, row.id, row.hash)


_RUNNING = (
    select(version.c.id, version.c.hash)
    .join(publication, publication.c.version_id == version.c.id)
    .where(publication.c.key == bindparam("of"), publication.c.undone_at.is_(None))
    .order_by(publication.c.id.desc())
    .limit(1)
)


def keep_running(db: Db, key: str) -> None:
    """Until the transaction ends no other version comes into force: whoever opens a case calls it before `running`, so
    that none is left behind in a version that is just being replaced."""
    _lock(db, func.pg_advisory_xact_lock_shared, key)


def replace_running(db: Db, key: str) -> None:
    """Until the transaction ends nobody else puts a version into force, nor opens a case."""
    _lock(db, func.pg_advisory_xact_lock, key)


def _lock(db: Db, function: Callable[..., Any], key: str) -> None:
    """Two whole numbers of 32 bits name the lock. SQLite lets one transaction write at a time anyhow."""
    db = connection(db)
    if db.dialect.name == "postgresql":
        db.execute(select(function(VERSIONS_LOCK, crc32(key.encode()) - 2**31)))


def processes(db: Db) -> Callable[[int], Process]:
    """A function from a version's id to its process that asks the database once for each."""
    return cache(lambda version_id: process_of(db, version_id, _hash(db, version_id)))


def _hash(db: Db, version_id: int) -> str | None:
    return db.execute(select(version.c.hash).where(version.c.id == version_id)).scalar()


def process_of(db: Db, version_id: int, hash_: str | None) -> Process:
    """The process of a stored version; one statement the first time, none after."""
    if hash_ is not None and hash_ in _by_hash:
        return _by_hash[hash_]
    process = read(db.execute(select(version.c.text).where(version.c.id == version_id)).scalar_one())
    _by_hash[process.hash] = process
    return process
