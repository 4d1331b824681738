"""A database with process tables alone, and the bank that uses it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine, event

import workflow
from tests import databases
from tests.workflow.bank import Bank
from workflow import Process
from workflow.store.tables import metadata

AUTOCOMMIT = {"isolation_level": None, "timeout": 15}

# How fast an example runs says more about the machine's other work than about ours.
# A failure prints a blob that reproduces it; `pytest --hypothesis-seed=N` repeats a whole series.
settings.register_profile("calm", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


@pytest.fixture
def engine(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with the empty tables of the process."""
    if database == "postgresql":
        url = request.getfixturevalue("postgres").clean("process", _fill)
        made = databases.KEPT.make(url, lambda: create_engine(url))
    else:
        made = _locking(create_engine(f"sqlite:///{tmp_path / 'process'}.sqlite3", connect_args=AUTOCOMMIT))
        _create_tables(made)
    yield made
    databases.KEPT.give_back(made)


def _fill(url: str) -> None:
    engine = create_engine(url)
    _create_tables(engine)
    engine.dispose()


def _create_tables(engine: Engine) -> None:
    metadata.create_all(engine, [table for name, table in metadata.tables.items() if name.startswith("process_")])


def _locking(engine: Engine) -> Engine:
    """SQLite locks when a transaction begins, as the process engine expects of its caller."""
    event.listen(engine, "connect", _foreign_keys)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _foreign_keys(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys=ON")


@pytest.fixture
def bank(engine: Engine, at: datetime) -> Bank:
    return Bank(engine, at)


@pytest.fixture(scope="session")
def process() -> Process:
    return workflow.load(workflow.shipped())


@pytest.fixture
def broken() -> Callable[..., dict[str, str]]:
    """`broken(("old text", "new text"), ...)`: the findings of the shipped definition so changed, place by code."""

    def change(*changes: tuple[str, str]) -> dict[str, str]:
        text = workflow.shipped()
        for old, new in changes:
            assert old in text, f"the shipped definition does not say {old!r} any more"
            text = text.replace(old, new, 1)
        with pytest.raises(workflow.InvalidProcess) as refused:
            workflow.load(text)
        return {finding.code: finding.place for finding in refused.value.findings}

    return change
