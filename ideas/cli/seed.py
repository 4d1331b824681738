"""`flask seed`: a small believable bank for trying things out."""

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError, ProgrammingError

from ideas.cli.demo import stage
from ideas.kernel import clock, process
from ideas.kernel.jobs import transaction


@click.command("seed")
@click.option("--if-empty", is_flag=True, help="Do nothing, without an error, when the database is not empty.")
@with_appcontext
def seed(if_empty: bool) -> None:
    """Fill an empty database with the demo bank: people, ideas at every stage, announcements."""
    try:
        with transaction():
            if not stage.is_empty():
                if if_empty:
                    return
                raise click.ClickException("The database is not empty: the demo bank goes into an empty one only.")
            people, ideas = stage.perform(clock.now(), current_app.config["DEMO_PASSWORD"])
    except (OperationalError, ProgrammingError) as missing:
        raise click.ClickException("The tables are not there: run `flask --app wsgi db upgrade` first.") from missing
    process.forget()
    click.echo(f"The demo bank is ready: {people} people, {ideas} ideas.")
