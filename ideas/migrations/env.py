"""Alembic runs this for `flask --app wsgi db ...`; one migration serves SQLite and PostgreSQL."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection, inspect, select

import workflow
from ideas.kernel import clock
from ideas.kernel.db import Base, UtcDateTime, db

# Kept by hand in the migrations, because models cannot say them: the full-text index of each database.
FULL_TEXT = ("idea_fts", "idea_gist", "ix_idea_terms_vector", "ix_idea_terms_gist", "vector", "gist")


def written_in_models(_thing: object, name: str | None, _kind: str, reflected: bool, _model: object) -> bool:
    return not (reflected and (name or "").startswith(FULL_TEXT))


def plain_type(kind: str, thing: Any, _autogenerate: Any) -> str | Literal[False]:
    """Migrations outlive the code: they name the database's type, not ours."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, UtcDateTime) else False


def drop_empty_revision(_context: object, _revision: object, directives: list[Any]) -> None:
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def foreign_keys(connection: Connection, state: str) -> None:
    """SQLite rebuilds a table to alter it; dropping the old one must not touch the rows that point to it.

    Has an effect only outside a transaction.
    """
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys={state}")


def lay_the_path(connection: Connection) -> None:
    """A database that has no process yet follows the shipped one: without it no idea could enter."""
    version = workflow.tables.version
    prepared = inspect(connection).has_table(version.name)
    if prepared and connection.execute(select(version.c.id).limit(1)).first() is None:
        workflow.install(connection, workflow.shipped(), by_id=None, at=clock.now())


def run() -> None:
    """All pending migrations in one transaction."""
    options = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection:
        foreign_keys(connection, "OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_object=written_in_models,
            render_item=plain_type,
            process_revision_directives=drop_empty_revision,
            transactional_ddl=True,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
            lay_the_path(connection)
        connection.rollback()
        foreign_keys(connection, "ON")


if context.is_offline_mode():
    raise SystemExit("These migrations run on a database, not as a script: leave out --sql.")
run()
