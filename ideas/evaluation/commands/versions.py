"""Another version of the process came into force: the board follows."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select

import workflow
from ideas.board import commands as board
from ideas.board.models import Idea
from ideas.evaluation.commands.moving import follow
from ideas.kernel.db import db
from workflow import Move


def follow_version(moves: Iterable[Move], actor_id: int, at: datetime) -> None:
    """What the board keeps of each idea follows, and `moves` that the new version set off are told."""
    for move in moves:
        follow(move, actor_id, at)
    case = workflow.tables.case
    strayed = (
        select(Idea.id, case.c.stage, case.c.public)
        .join(case, case.c.subject_id == Idea.id)
        .where(or_(Idea.stage != case.c.stage, Idea.status != case.c.public))
        .order_by(Idea.id)
    )
    for row in db.session.execute(strayed).all():
        board.set_status(row.id, stage=row.stage, status=row.public, at=at)
