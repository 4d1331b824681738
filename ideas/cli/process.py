"""`flask process`: `check` whether a definition is fit to be published, `xes` for mining, `export` for modellers."""

from pathlib import Path
from typing import TextIO

import click
from flask.cli import AppGroup

import workflow
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.jobs import reading_only

group = AppGroup("process", help="The paths that ideas follow.")


@group.command("check", with_appcontext=False)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(["it", "en"]), default="it", help="Language of the findings.")
def check(file: Path, language: str) -> None:
    """Check the definition in FILE. Every fault is listed with its code, its place, a sentence and, where a case gets
    stuck, the way there; exit 1. Without faults, what the scenarios do not cover."""
    try:
        process = workflow.load(file.read_text(encoding="utf-8"), clock.now())
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{file} is not written in UTF-8 (byte {fault.start}).") from fault
    except workflow.InvalidProcess as invalid:
        for finding in invalid.findings:
            _show(finding, language)
        raise click.ClickException(f"{file}: {len(invalid.findings)} faults.") from invalid
    click.echo(f"{process.key}: {len(process.stages)} stages, no faults. Version {process.hash[:12]}.")
    covered = workflow.coverage(process)
    click.echo(f"{len(process.scenarios)} scenarios cover {sum(covered.values())} of {len(covered)} actions.")
    for name in (name for name, taken in covered.items() if not taken):
        click.echo(f"not covered\t{name}")


@group.command("xes")
@click.option("--output", type=click.File("w", encoding="utf-8", atomic=True), default="-", help="Instead of stdout.")
def xes(output: TextIO) -> None:
    """Write the log of every case as XES (IEEE 1849). People are pseudonyms, what they wrote stays here."""
    with reading_only():
        for piece in workflow.xes(db.session):
            output.write(piece)


@group.command("export")
@click.option(
    "--profile", type=click.Choice(list(workflow.bpmn.PROFILES)), default="office", help="For people, or for analysis."
)
@click.option("--output", type=click.File("w", encoding="utf-8", atomic=True), default="-", help="Instead of stdout.")
def export(profile: workflow.bpmn.Profile, output: TextIO) -> None:
    """Write the running version as BPMN 2.0; the file carries the definition and can be read back."""
    with reading_only():
        output.write(workflow.bpmn.write(workflow.running(db.session)[1], profile))


def _show(finding: workflow.Finding, language: str) -> None:
    place = finding.place if finding.line is None else f"{finding.place} (line {finding.line})"
    click.echo(f"{finding.code}\t{place}\t{finding.sentence.in_(language)}")
    if finding.path:
        click.echo(f"\tpath\t{' '.join(finding.path)}")
