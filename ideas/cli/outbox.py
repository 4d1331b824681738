"""`flask outbox list|retry`: messages that could not be delivered."""

import click
from flask.cli import AppGroup

from ideas.kernel import clock, outbox
from ideas.kernel.jobs import reading_only, transaction

group = AppGroup("outbox", help="Messages to the outside world that could not be delivered.")


@group.command("list")
def list_dead() -> None:
    """List the dead letters: number, kind, attempts, when it was given up, last error."""
    with reading_only():
        letters = outbox.dead_letters()
        for letter in letters:
            given_up = f"{clock.local(letter.dead_at):%d/%m/%Y %H:%M}" if letter.dead_at else ""
            click.echo(f"{letter.id}\t{letter.kind}\t{letter.attempts} attempts\t{given_up}\t{letter.error or ''}")
    click.echo(f"{len(letters)} dead letters.", err=True)


@group.command("retry")
@click.argument("numbers", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="Every dead letter.")
def retry(numbers: tuple[int, ...], everything: bool) -> None:
    """Put dead letters back in the queue, by number."""
    if bool(numbers) == everything:
        raise click.UsageError("Give the numbers that `outbox list` shows, or --all.")
    with transaction():
        chosen = [letter.id for letter in outbox.dead_letters()] if everything else list(dict.fromkeys(numbers))
        unknown = [number for number in chosen if not outbox.retry(number)]
    click.echo(f"{len(chosen) - len(unknown)} messages are back in the queue.")
    if unknown:
        raise click.ClickException(f"No dead letter has the number {', '.join(map(str, unknown))}.")
