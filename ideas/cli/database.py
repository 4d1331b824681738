"""`flask db-check|backup|restore`: the counts, and copies of the database."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click
from flask.cli import with_appcontext

from ideas.board import commands as board
from ideas.kernel.db import db
from ideas.kernel.jobs import transaction

NEEDED_TABLES = {"person", "idea", "process_case", "process_event"}


@click.command("db-check")
@with_appcontext
def db_check() -> None:
    """Count votes, comments and filters again, and mend what differs; exit 1 when something did."""
    with transaction():
        found = board.recount()
    click.echo(f"Mended: votes of {found.votes} ideas, comments of {found.comments}, {found.tally} filter counts.")
    if found.wrong:
        raise click.exceptions.Exit(1)


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Copy the SQLite database into FILE while it is in use, and check the copy."""
    source = _sqlite_file("pg_dump --format=custom")
    if file.exists():
        raise click.ClickException(f"{file} is there already. Choose another name.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        _copy(source, unfinished)
        _one_file(unfinished)
        _check(unfinished)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    click.echo(f"{file}: {file.stat().st_size:,} bytes, complete.")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(file: Path) -> None:
    """Replace the SQLite database with the copy in FILE; the present one is kept beside it."""
    target = _sqlite_file("pg_restore --clean")
    _check(file)
    db.engine.dispose()
    kept = target.with_name(f"{target.name}.before-restore")
    if target.exists():
        _copy(target, kept)
    _copy(file, target)
    click.echo(f"Restored from {file}. What was there before is in {kept}.")
    click.echo("If the copy is older than the program, run `flask --app wsgi db upgrade` now.")


def _sqlite_file(instead: str) -> Path:
    url = db.engine.url
    if url.get_backend_name() != "sqlite":
        raise click.ClickException(f"This database is PostgreSQL, which has its own tools: use {instead}.")
    return Path(str(url.database))


def _copy(source: Path, target: Path) -> None:
    """SQLite's own copying: a consistent picture, also while others write."""
    try:
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
            one.backup(other)
    except sqlite3.Error as problem:
        raise click.ClickException(f"Cannot copy {source} to {target}: {problem}.") from problem


def _one_file(copy: Path) -> None:
    """Without a write-ahead log beside it, so that moving the file moves everything."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _check(file: Path) -> None:
    """Raises ClickException for a file that is damaged, or not a database of ours."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            (found,) = copy.execute("PRAGMA integrity_check").fetchone()
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as problem:
        raise click.ClickException(f"{file} is not a SQLite database that can be read: {problem}.") from problem
    if found != "ok":
        raise click.ClickException(f"{file} is damaged: {found}.")
    if not tables >= NEEDED_TABLES:
        raise click.ClickException(f"{file} is a database, but not of this product.")
