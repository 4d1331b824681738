"""The database: one metadata with the process engine, and SQLite made safe.

SQLite: WAL, `synchronous=FULL` (in simulated power cuts NORMAL lost acknowledged writes), the driver's own
transaction handling off, and an explicit BEGIN IMMEDIATE for whatever may write, so that two writers queue
instead of overwriting each other. Reading requests open a plain BEGIN (see `reading`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, CursorResult, Engine, Executable, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry

import workflow
from workflow import UtcDateTime

__all__ = ["Base", "UtcDateTime", "changed", "db", "engine_options", "guard_sqlite", "insert", "reading"]

BUSY_TIMEOUT_MS = 15_000
_reading: ContextVar[bool] = ContextVar("reading", default=False)


class Base(DeclarativeBase):
    metadata = workflow.metadata


db = SQLAlchemy(model_class=Base)


@contextmanager
def reading() -> Iterator[None]:
    """Inside, transactions are opened for reading: SQLite takes no write lock."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def insert(table: Any) -> Any:
    """An INSERT that may say ON CONFLICT, in the dialect of the database in use."""
    return (postgresql if db.engine.dialect.name == "postgresql" else sqlite).insert(table)


def changed(statement: Executable) -> int:
    """Execute an INSERT, UPDATE or DELETE; how many rows it touched."""
    # Without the option the count of an INSERT is gone by the time it is asked for, on PostgreSQL.
    done = db.session.execute(statement, execution_options={"preserve_rowcount": True})
    return int(cast("CursorResult[Any]", done).rowcount)


def engine_options(url: str) -> dict[str, Any]:
    """Engine options for a database URL. What people typed never reaches the text of an error, and so the log."""
    if url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"isolation_level": None, "timeout": BUSY_TIMEOUT_MS / 1000}}
    return {"hide_parameters": True, "pool_size": 10, "max_overflow": 10, "pool_pre_ping": True}


def guard_sqlite(engine: Engine) -> None:
    """Install pragmas and explicit transactions; does nothing on other databases."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")
