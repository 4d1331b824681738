"""The migrations build the same schema as the models, on SQLite and on PostgreSQL."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from sqlalchemy import Connection, text

from ideas.kernel.db import db
from tests import databases

SQLITE_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE name <> 'alembic_version' AND sql IS NOT NULL"
POSTGRES_SCHEMA = (
    """SELECT 'column', table_name || '.' || column_name,
         concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default, generation_expression)
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'""",
    """SELECT 'index', indexname, indexdef FROM pg_indexes
       WHERE schemaname = 'public' AND tablename <> 'alembic_version'""",
    """SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND conrelid IS DISTINCT FROM to_regclass('alembic_version')""",
)


@contextmanager
def database(url: str, folder: Path) -> Iterator[Any]:
    """An application on a database without tables, its context open."""
    app = databases.plain_app(url, folder)
    try:
        with app.app_context():
            yield app
    finally:
        databases.close(app)


def parts(sql: str) -> Iterator[str]:
    """A CREATE statement's head, then what stands in its brackets in any order: a column may have been added later."""
    head, _, body = re.sub(r"\s+", " ", sql.replace('"', "")).partition("(")
    yield head.strip(" '")
    yield from sorted(part.strip(" '") for part in re.split(r",(?![^(]*\))", body.rpartition(")")[0]))


def schema(connection: Connection) -> dict[str, Any]:
    """Everything the database holds but rows, as it tells it."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text(SQLITE_SCHEMA))
        return {f"{kind} {name}": list(parts(sql)) for kind, name, sql in rows}
    asked = [row for query in POSTGRES_SCHEMA for row in connection.execute(text(query))]
    return {f"{kind} {name}": definition for kind, name, definition in asked}


def present_schema() -> dict[str, Any]:
    with db.engine.connect() as connection:
        return schema(connection)


@pytest.fixture
def by_models(empty_urls: Callable[[str], str], tmp_path: Path) -> dict[str, Any]:
    with database(empty_urls("models"), tmp_path):
        db.create_all()
        return present_schema()


def test_migrations_build_what_the_models_say(by_models: dict[str, Any], empty_url: str, tmp_path: Path) -> None:
    with database(empty_url, tmp_path):
        flask_migrate.upgrade()
        assert present_schema() == by_models


def test_search_has_its_index(by_models: dict[str, Any]) -> None:
    assert {"table idea_fts", "index ix_idea_terms_vector"} & set(by_models)


def test_nothing_is_left_after_going_back(empty_url: str, tmp_path: Path) -> None:
    with database(empty_url, tmp_path):
        flask_migrate.upgrade()
        flask_migrate.downgrade(revision="base")
        assert present_schema() == {}


def test_foreign_keys_are_on_again_after_migrating(empty_url: str, tmp_path: Path) -> None:
    with database(empty_url, tmp_path):
        flask_migrate.upgrade()
        if db.engine.dialect.name == "sqlite":
            assert db.session.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_missing_column_would_be_seen(by_models: dict[str, Any], empty_url: str, tmp_path: Path) -> None:
    with database(empty_url, tmp_path):
        flask_migrate.upgrade()
        with db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE category ADD COLUMN planted INTEGER"))
        assert present_schema() != by_models
