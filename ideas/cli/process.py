"""`flask process`: `check` whether a definition is fit to be published, `rehearse` and `simulate` what it would do,
`xes` for mining, `export` for modellers."""

from datetime import timedelta
from pathlib import Path
from typing import TextIO

import click
from flask.cli import AppGroup

import workflow
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.jobs import reading_only

group = AppGroup("process", help="The paths that ideas follow.")
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
LANGUAGE = click.option("--language", type=click.Choice(["it", "en"]), default="it", help="Language of the sentences.")


@group.command("check", with_appcontext=False)
@FILE
@LANGUAGE
def check(file: Path, language: str) -> None:
    """Check the definition in FILE. Every fault is listed with its code, its place, a sentence and, where a case gets
    stuck, the way there; exit 1. Without faults, what the scenarios do not cover."""
    process = _loaded(file, language)
    click.echo(f"{process.key}: {len(process.stages)} stages, no faults. Version {process.hash[:12]}.")
    covered = workflow.coverage(process)
    click.echo(f"{len(process.scenarios)} scenarios cover {sum(covered.values())} of {len(covered)} actions.")
    for name in (name for name, taken in covered.items() if not taken):
        click.echo(f"not covered\t{name}")


@group.command("rehearse")
@FILE
@LANGUAGE
@click.option("--days", type=click.IntRange(1), help="Of the past, only what moved in so many days.")
def rehearse(file: Path, language: str, days: int | None) -> None:
    """Say what the definition in FILE changes, what it would do to the ideas under way, and what it would have done to
    those of the past. Nothing is written; exit 1 when it has faults."""
    process, at = _loaded(file, language), clock.now()
    with reading_only():
        changes = workflow.difference(workflow.running(db.session, process.key)[1], process)
        present = workflow.rehearse(db.session, process)
        since = at - timedelta(days=days) if days else None
        past = workflow.rehearse_past(db.session, process, at=at, since=since)
    for each in changes:
        click.echo(f"change\t{each.place}\t{each.sentence.in_(language)}")
    for said in present.sentences:
        click.echo(f"now\t{said.in_(language)}")
    for said in past.sentences:
        click.echo(f"past\t{said.in_(language)}")
    for divergence in past.divergences:
        for example in divergence.examples:
            click.echo(f"example\t{divergence.code}\tidea {example.subject_id}\tevent {example.seq}")


@group.command("simulate")
@FILE
@LANGUAGE
@click.option("--days", type=click.IntRange(1, 5_000), default=250, show_default=True, help="Working days.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same result.")
@click.option(
    "--arrivals", type=click.FloatRange(0.001, 1_000), help="Ideas a working day, instead of what the log says."
)
@click.option("--people", multiple=True, metavar="ROLE=NUMBER", help="Instead of who has worked; as often as needed.")
def simulate(file: Path, language: str, days: int, seed: int, arrivals: float | None, people: tuple[str, ...]) -> None:
    """Show where work would queue under the definition in FILE. Arrivals, people, times and ways come from the log of
    the last half year where the options do not say otherwise. Waits and times are in working days."""
    process = _loaded(file, language)
    with reading_only():
        known = workflow.calibrated(db.session, process, at=clock.now()) or workflow.Parameters(1.0, {}, {}, {}, {})
    staff = dict(_people(each) for each in people)
    told = {
        **vars(known),
        "arrivals_per_day": arrivals or known.arrivals_per_day,
        "capacity": {**known.capacity, **staff},
    }
    try:
        found = workflow.simulate(process, **told, days=days, seed=seed)
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from wrong
    _show_simulation(process, found, language)


def _people(written: str) -> tuple[str, int]:
    role, _, number = written.partition("=")
    if not number.isdigit():
        raise click.BadParameter(f"{written!r} is not like legal=2", param_hint="--people")
    return role, int(number)


def _show_simulation(process: workflow.Process, found: workflow.Simulation, language: str) -> None:
    click.echo(f"{found.cases} ideas, {found.closed} closed, in {found.days} working days.")
    click.echo("stage\tcame\tdone\tmean wait\t95% wait\tmean queue\t95% queue\tstill waiting")
    for load in found.stages:
        figures = f"{load.mean_wait:.1f}\t{load.p95_wait:.1f}\t{load.mean_queue:.1f}\t{load.p95_queue}"
        click.echo(f"{load.stage}\t{load.arrived}\t{load.done}\t{figures}\t{load.left_waiting}")
    for role in found.roles:
        click.echo(f"role\t{role.role}\t{role.people} people\t{role.utilisation:.0%} of their time")
    where = found.bottleneck
    title = process.stages[where].title.in_(language) if where else ""
    click.echo(f"Most work waits in {where} ({title})." if where else "Nothing waits anywhere.")


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


def _loaded(file: Path, language: str) -> workflow.Process:
    """The definition in a file; its faults are printed, exit 1."""
    try:
        return workflow.load(file.read_text(encoding="utf-8"), clock.now())
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{file} is not written in UTF-8 (byte {fault.start}).") from fault
    except workflow.InvalidProcess as invalid:
        for finding in invalid.findings:
            _show(finding, language)
        raise click.ClickException(f"{file}: {len(invalid.findings)} faults.") from invalid


def _show(finding: workflow.Finding, language: str) -> None:
    place = finding.place if finding.line is None else f"{finding.place} (line {finding.line})"
    click.echo(f"{finding.code}\t{place}\t{finding.sentence.in_(language)}")
    if finding.path:
        click.echo(f"\tpath\t{' '.join(finding.path)}")
