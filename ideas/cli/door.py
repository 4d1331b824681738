"""`flask door train`: what the right door has learnt, written again from its examples."""

from pathlib import Path

import click
from flask.cli import AppGroup

from ideas.privacy.policy import learning

group = AppGroup("door", help="The model that tells an idea from a complaint, a question or an emergency.")


@group.command("train")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), default=learning.LEARNT, help="Another file.")
def train(to: Path) -> None:
    """Learn the examples again; look at the difference before keeping it."""
    labelled = learning.examples()
    model = learning.train(labelled)
    learning.save(model, to)
    click.echo(f"{len(labelled)} examples, {len(model.weights)} words and pairs of words, in {to.name}.")
