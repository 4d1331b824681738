"""Two ideas that ask for the same thing become one: votes and followers move, each person counting once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, literal, select, update

from ideas.board.commands.lock import locked
from ideas.board.errors import NotMergeable
from ideas.board.models import Follow, Idea, Vote
from ideas.board.policy import MERGED, is_private, rank
from ideas.kernel.db import db, insert
from ideas.kernel.process import running


def merge_into(idea_id: int, into_id: int, at: datetime) -> None:
    """Move everything that supports one idea to another; whoever wrote it supports and follows the other from now on.

    Raises IdeaMissing, NotMergeable when the other is itself, merged or not public.
    """
    idea, into = locked(idea_id, into_id)
    if idea_id == into_id or into.status == MERGED or is_private(running(), into.status):
        raise NotMergeable
    for table in (Vote, Follow):
        _move(table, idea_id, into)
    if idea.author_id not in (None, into.author_id):
        row = {"idea_id": into_id, "person_id": idea.author_id, "at": at}
        for table in (Vote, Follow):
            db.session.execute(insert(table).values(row).on_conflict_do_nothing())
    db.session.execute(
        update(Idea).where((Idea.id == idea_id) | (Idea.merged_into_id == idea_id)).values(merged_into_id=into_id)
    )
    _recount(idea, imported=0)
    _recount(into, imported=into.imported_votes + idea.imported_votes)


def _move(table: type[Vote] | type[Follow], idea_id: int, into: Row[Any]) -> None:
    """Nobody votes for an idea of their own; who follows it may be its author."""
    mine = table.person_id == into.author_id if table is Vote else literal(False)
    moved = select(literal(into.id), table.person_id, table.at).where(table.idea_id == idea_id, mine.is_not(True))
    db.session.execute(insert(table).from_select(["idea_id", "person_id", "at"], moved).on_conflict_do_nothing())
    db.session.execute(delete(table).where(table.idea_id == idea_id))


def _recount(idea: Row[Any], imported: int) -> None:
    voters = db.session.scalar(select(func.count()).select_from(Vote).where(Vote.idea_id == idea.id)) or 0
    votes = voters + imported
    db.session.execute(
        update(Idea)
        .where(Idea.id == idea.id)
        .values(votes=votes, imported_votes=imported, score=rank(votes, idea.created_at))
    )
