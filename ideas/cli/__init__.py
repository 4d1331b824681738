"""Top floor: `flask --app wsgi ...`."""

from flask import Flask

from ideas.cli import accounts, audit, clock, database, door, export, outbox, process, seed
from ideas.cli.imports import command as imports

COMMANDS = (
    seed.seed,
    imports.group,
    export.export,
    clock.clock,
    outbox.group,
    process.group,
    audit.group,
    door.group,
    accounts.group,
    database.db_check,
    database.backup,
    database.restore,
)


def init_app(app: Flask) -> None:
    """Register every command."""
    for command in COMMANDS:
        app.cli.add_command(command)
