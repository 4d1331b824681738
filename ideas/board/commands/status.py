"""The board's copy of where a case is."""

from datetime import date, datetime

from sqlalchemy import update

from ideas.board.commands.lock import locked
from ideas.board.commands.tally import count
from ideas.board.models import Idea
from ideas.board.policy import OFF_BOARD, comes_out
from ideas.kernel.db import db
from ideas.kernel.process import running


def set_status(idea_id: int, *, stage: str, status: str, at: datetime, promised_on: date | str | None = None) -> None:
    """Follow a move of the case; `promised_on` (a date, or ISO text) is the day on which the bank says it comes out.

    Stages that customers do not tell apart change nothing that they see, not even the date. Raises IdeaMissing.
    """
    (idea,) = locked(idea_id)
    values: dict[str, object] = {"stage": stage}
    if idea.status in OFF_BOARD and not comes_out(running(), idea.status, status):
        status = idea.status
    if promised_on:
        values["promised_on"] = date.fromisoformat(promised_on) if isinstance(promised_on, str) else promised_on
    if status != idea.status:
        values |= {"status": status, "moved_at": at}
        count({(idea.status, idea.category_id): -1, (status, idea.category_id): 1})
    db.session.execute(update(Idea).where(Idea.id == idea_id).values(**values))
