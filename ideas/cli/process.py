"""`flask process check FILE`: is this definition fit to be published?"""

from pathlib import Path

import click
from flask.cli import AppGroup

import workflow

group = AppGroup("process", help="The paths that ideas follow.")


@group.command("check", with_appcontext=False)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(["it", "en"]), default="it", help="Language of the findings.")
def check(file: Path, language: str) -> None:
    """Check the definition in FILE. Every fault is listed with its code, its place and a sentence; exit 1."""
    try:
        process = workflow.load(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{file} is not written in UTF-8 (byte {fault.start}).") from fault
    except workflow.InvalidProcess as invalid:
        for finding in invalid.findings:
            click.echo(f"{finding.code}\t{finding.place}\t{finding.sentence.in_(language)}")
        raise click.ClickException(f"{file}: {len(invalid.findings)} faults.") from invalid
    click.echo(f"{process.key}: {len(process.stages)} stages, no faults. Version {process.hash[:12]}.")
