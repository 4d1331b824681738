"""Two ideas that ask for the same thing become one: votes and followers move, each person counting once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, literal, select, update

from ideas.board.commands.lock import locked
from ideas.board.errors import NotMergeable
from ideas.board.models import Follow, Idea, ProxyVote, Vote
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
    _move_recorded(idea_id, into.id)
    _recount(idea, imported=0)
    _recount(into, imported=into.imported_votes + idea.imported_votes)


def _move(table: type[Vote] | type[Follow], idea_id: int, into: Row[Any]) -> None:
    """Nobody votes for an idea of their own; who follows it may be its author."""
    mine = table.person_id == into.author_id if table is Vote else literal(False)
    more = (Vote.channel, Vote.by_id) if table is Vote else ()
    moved = select(literal(into.id), table.person_id, table.at, *more).where(
        table.idea_id == idea_id, mine.is_not(True)
    )
    names = ["idea_id", "person_id", "at", *(column.key for column in more)]
    db.session.execute(insert(table).from_select(names, moved).on_conflict_do_nothing())
    db.session.execute(delete(table).where(table.idea_id == idea_id))


def _move_recorded(idea_id: int, into_id: int) -> None:
    """Votes that colleagues recorded for customers without an account, each customer counting once."""
    columns = (ProxyVote.mark, ProxyVote.channel, ProxyVote.by_id, ProxyVote.at)
    moved = select(literal(into_id), *columns).where(ProxyVote.idea_id == idea_id)
    names = ["idea_id", *(column.key for column in columns)]
    db.session.execute(insert(ProxyVote).from_select(names, moved).on_conflict_do_nothing())
    db.session.execute(delete(ProxyVote).where(ProxyVote.idea_id == idea_id))


def _recount(idea: Row[Any], imported: int) -> None:
    voters = db.session.scalar(select(func.count()).select_from(Vote).where(Vote.idea_id == idea.id)) or 0
    recorded = db.session.scalar(select(func.count()).select_from(ProxyVote).where(ProxyVote.idea_id == idea.id)) or 0
    by_others = (Vote.idea_id == idea.id, Vote.channel != "")
    proxies = recorded + (db.session.scalar(select(func.count()).select_from(Vote).where(*by_others)) or 0)
    votes = voters + recorded + imported
    db.session.execute(
        update(Idea)
        .where(Idea.id == idea.id)
        .values(votes=votes, proxy_votes=proxies, imported_votes=imported, score=rank(votes, idea.created_at))
    )
