"""A database with process tables alone, and the bank that uses it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine, event

import workflow
from tests.workflow.bank import Bank
from workflow import Process

# How fast an example runs says more about the machine's other work than about ours.
# A failure prints a blob that reproduces it; `pytest --hypothesis-seed=N` repeats a whole series.
settings.register_profile("calm", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    """An empty database; SQLite is told to lock when a transaction begins, as the engine expects of its caller."""
    on_sqlite = empty_url.startswith("sqlite")
    made = create_engine(empty_url, connect_args={"isolation_level": None, "timeout": 15} if on_sqlite else {})
    if on_sqlite:
        event.listen(made, "connect", _foreign_keys)
        event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    yield made
    made.dispose()


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
