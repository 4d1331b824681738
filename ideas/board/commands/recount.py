"""Every stored count, made again from the rows it counts (`flask db-check`)."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from ideas.board.models import Comment, Idea, ProxyVote, Tally, Vote
from ideas.board.policy import PUBLIC, rank
from ideas.kernel.db import db


@dataclass(frozen=True)
class Recount:
    """How many stored counts were wrong; they no longer are."""

    votes: int
    comments: int
    tally: int

    @property
    def wrong(self) -> int:
        return self.votes + self.comments + self.tally


def recount() -> Recount:
    """Count votes, comments and the numbers beside the filters again, and mend what differs."""
    return Recount(_votes(), _comments(), _tally())


def _votes() -> int:
    voters, recorded = _rows_of(Vote), _rows_of(ProxyVote)
    counted = voters + recorded + Idea.imported_votes
    proxies = recorded + _rows_of(Vote, Vote.channel != "")
    wrong = db.session.execute(
        select(Idea.id, Idea.created_at, counted.label("votes"), proxies.label("proxies")).where(
            (Idea.votes != counted) | (Idea.proxy_votes != proxies)
        )
    ).all()
    for row in wrong:
        values = {"votes": row.votes, "proxy_votes": row.proxies, "score": rank(row.votes, row.created_at)}
        db.session.execute(update(Idea).where(Idea.id == row.id).values(values))
    return len(wrong)


def _rows_of(table: type[Vote] | type[ProxyVote], *which: Any) -> Any:
    query = select(func.count()).select_from(table).where(table.idea_id == Idea.id, *which)
    return query.correlate(Idea).scalar_subquery()


def _comments() -> int:
    counted = (
        select(func.count())
        .select_from(Comment)
        .where(Comment.idea_id == Idea.id, Comment.state == PUBLIC)
        .correlate(Idea)
        .scalar_subquery()
    )
    wrong = db.session.execute(select(Idea.id, counted.label("comments")).where(Idea.comments != counted)).all()
    for row in wrong:
        db.session.execute(update(Idea).where(Idea.id == row.id).values(comments=row.comments))
    return len(wrong)


def _tally() -> int:
    area = func.coalesce(Idea.category_id, 0)
    counted = db.session.execute(select(Idea.status, area, func.count()).group_by(Idea.status, area))
    right = {(status, category): n for status, category, n in counted}
    stored = {(row.status, row.category_id): row.ideas for row in db.session.scalars(select(Tally))}
    wrong = [key for key in right.keys() | stored.keys() if right.get(key, 0) != stored.get(key, 0)]
    if wrong:
        db.session.execute(delete(Tally))
        db.session.expire_all()
        rows = [{"status": status, "category_id": category, "ideas": n} for (status, category), n in right.items()]
        if rows:
            db.session.execute(insert(Tally), rows)
    return len(wrong)
