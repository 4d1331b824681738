"""`flask audit verify`: does the log of every case still say what was written?"""

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

import workflow
from ideas.kernel.db import db
from ideas.kernel.jobs import reading_only
from ideas.moderation import queries as moderation

group = AppGroup("audit", help="The log of what was done.")


@group.command("verify")
def verify() -> None:
    """Follow every chain of the log; exit 1 at the first broken link, naming it."""
    case, event = workflow.tables.case, workflow.tables.event
    with reading_only():
        broken = workflow.verify(db.session)
        if broken is not None:
            idea = db.session.scalar(select(case.c.subject_id).where(case.c.id == broken.case_id))
            place = f"case {broken.case_id} (idea {idea}), event {broken.seq}"
            raise click.ClickException(f"The log is broken at {place}: {broken.what}.")
        complaint = moderation.broken_complaint()
        if complaint is not None:
            raise click.ClickException(f"The record of complaint {complaint} no longer says what was handed over.")
        events = db.session.scalar(select(func.count()).select_from(event)) or 0
        cases = db.session.scalar(select(func.count()).select_from(case)) or 0
    click.echo(f"{events:,} events of {cases:,} cases: every link holds.")
