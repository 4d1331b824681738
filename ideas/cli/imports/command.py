"""`flask import ideas FILE --format ...`"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import AppGroup

from ideas.cli.imports import decidim, it_initiatives, jsonl
from ideas.cli.imports.drafts import BadFile, Rows
from ideas.cli.imports.lines import Read
from ideas.cli.imports.writing import Report, Writer
from ideas.kernel import clock, process
from ideas.kernel.jobs import transaction

FORMATS = ("decidim", "jsonl", "it_initiatives")
group = AppGroup("import", help="Bring in what was written elsewhere.")
readable = click.Path(exists=True, dir_okay=False, path_type=Path)


@group.command("ideas")
@click.argument("file", type=readable)
@click.option("--format", "format_", type=click.Choice(FORMATS), required=True, help="What the file holds.")
@click.option("--comments", type=readable, help="Decidim only: a file with the comments of the proposals.")
def import_ideas(file: Path, format_: str, comments: Path | None) -> None:
    """Bring in the ideas of FILE. Run again, it adds only what is new; rows that cannot be stored are listed."""
    if comments is not None and format_ != "decidim":
        raise click.UsageError("--comments goes with --format decidim; in the other formats they are in the file.")
    at = clock.now()
    try:
        with transaction():
            writer = Writer(at)
            with _progress(file, "Ideas") as (opened, read):
                writer.ideas(_reader(format_, at)(opened, read))
            refused = list(writer.report.refused)
            if comments is not None:
                with _progress(comments, "Comments") as (opened, read):
                    writer.comments(decidim.comments(opened, read, at))
    except BadFile as fault:
        raise click.ClickException(f"Nothing was stored: {fault}.") from fault
    _tell(file, refused)
    _tell(comments, writer.report.refused[len(refused) :])
    _count(writer.report)


def _reader(format_: str, at: datetime) -> Callable[[BinaryIO, Read], Rows]:
    stages = process.running().stages
    readers: dict[str, Callable[[BinaryIO, Read], Rows]] = {
        "decidim": lambda file, read: decidim.proposals(file, read, at),
        "jsonl": lambda file, read: jsonl.ideas(file, read, at, stages),
        "it_initiatives": lambda file, read: it_initiatives.initiatives(file, read, at),
    }
    return readers[format_]


@contextmanager
def _progress(file: Path, label: str) -> Iterator[tuple[BinaryIO, Read]]:
    """The opened file, and what to call with each number of bytes read."""
    with file.open("rb") as opened, click.progressbar(length=file.stat().st_size, label=label) as bar:
        yield opened, bar.update


def _tell(file: Path | None, refused: list[tuple[int, str]]) -> None:
    for line, reason in refused:
        click.echo(f"{file}, line {line}: {reason}", err=True)


def _count(report: Report) -> None:
    click.echo(f"Ideas: {report.new:,} new, {report.known:,} already there.")
    if report.new_comments or report.known_comments:
        click.echo(f"Comments: {report.new_comments:,} new, {report.known_comments:,} already there.")
    if report.refused:
        click.echo(f"Refused: {len(report.refused):,} rows, listed above.")
        if not report.new and not report.known:
            raise click.exceptions.Exit(1)
