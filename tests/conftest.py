"""Fixtures for every test. `--database sqlite|postgresql|both` chooses where the same suite runs."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from ideas.accounts.models import Person
from ideas.kernel.db import db
from ideas.web import page_cache
from tests import catalogue, databases
from tests.moment import START
from tests.pages import PageClient

CHOICES = {"sqlite": ("sqlite",), "postgresql": ("postgresql",), "both": ("sqlite", "postgresql")}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=CHOICES, default="sqlite", help="where the same suite runs")


def pytest_configure() -> None:
    catalogue.compile_italian()


def pytest_collection_finish() -> None:
    """What has been imported stays: looking through it again and again for garbage took a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        chosen = CHOICES[metafunc.config.getoption("database")]
        # What a page looks like does not depend on the database, and looking takes long: once is enough.
        looks = metafunc.definition.get_closest_marker("looks") is not None
        metafunc.parametrize("database", chosen[:1] if looks else chosen)


@pytest.fixture
def travel() -> Iterator[time_machine.Traveller]:
    """The clock, running from START; `travel.shift(timedelta(days=3))`, `travel.move_to(instant)`."""
    with time_machine.travel(START, tick=True) as moment:
        yield moment


@pytest.fixture
def at() -> datetime:
    """The instant at which the test begins."""
    return START


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return databases.sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[databases.Postgres]:
    """The PostgreSQL server of this run, started when the first test asks for it."""
    worker = getattr(request.config, "workerinput", {})
    with databases.postgres(worker.get("testrunuid"), worker.get("workerid", "main")) as server:
        yield server


@pytest.fixture
def pg_url(postgres: databases.Postgres, tmp_path: Path) -> str:
    """A prepared PostgreSQL database, whatever `--database` says."""
    return postgres.clean("ideas", lambda url: databases.prepare(url, tmp_path))


@pytest.fixture
def database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with all tables, the shipped process and the categories, of this test alone."""
    if database == "postgresql":
        return str(request.getfixturevalue("pg_url"))
    file = tmp_path / "ideas.sqlite3"
    shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
    return f"sqlite:///{file}"


@pytest.fixture
def empty_urls(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """`empty_urls("one")`: databases without tables, as many as a test wants."""
    with ExitStack() as opened:
        if database == "sqlite":
            yield lambda name: f"sqlite:///{tmp_path / name}.sqlite3"
        else:
            server = request.getfixturevalue("postgres")
            yield lambda name: str(opened.enter_context(server.empty(name)))


@pytest.fixture
def empty_url(empty_urls: Callable[[str], str]) -> str:
    """A database without tables."""
    return empty_urls("empty")


@pytest.fixture
def app(database_url: str, tmp_path: Path, travel: time_machine.Traveller) -> Iterator[Any]:
    """The application on the test's database, its context open in the test."""
    application = databases.plain_app(database_url, tmp_path)
    page_cache.drop()
    with application.app_context():
        yield application
        db.session.rollback()
    databases.close(application)


@pytest.fixture
def session(app: Any) -> Any:
    """The test's own session. The page client and `act()` of the builders commit it."""
    return db.session


@pytest.fixture
def client(app: Any) -> PageClient:
    """A visitor who is not signed in."""
    return PageClient(app)


@pytest.fixture
def signed_in(app: Any) -> Callable[[Person], PageClient]:
    """`signed_in(person)`: that person's own browser."""
    return lambda person: PageClient(app).sign_in(person)
