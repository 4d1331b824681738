"""Top floor: `flask --app wsgi ...`."""

from flask import Flask

from ideas.cli.imports import command as imports

COMMANDS = (imports.group,)


def init_app(app: Flask) -> None:
    """Register every command."""
    for command in COMMANDS:
        app.cli.add_command(command)
