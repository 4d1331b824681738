"""What the vote and follow buttons show after they were pressed."""

from dataclasses import dataclass

from sqlalchemy import select

from ideas.board.commands.lock import LARGEST_ID
from ideas.board.errors import IdeaMissing
from ideas.board.models import Idea
from ideas.board.policy import is_private, voting_open
from ideas.board.queries.cards import followed_by, voted_by, votes_hidden
from ideas.kernel.db import db
from ideas.kernel.process import running


@dataclass(frozen=True)
class Support:
    id: int
    slug: str
    title: str
    votes: int
    voted: bool
    following: bool
    own: bool
    voting_open: bool
    votes_hidden: bool


def support(idea_id: int, viewer_id: int) -> Support:
    """One statement. Raises IdeaMissing."""
    query = select(
        Idea.id, Idea.slug, Idea.title, Idea.votes, Idea.status, Idea.author_id, Idea.created_at,
        voted_by(viewer_id).label("voted"), followed_by(viewer_id).label("following"),
    ).where(Idea.id == idea_id)  # fmt: skip
    row = db.session.execute(query).first() if 0 < idea_id <= LARGEST_ID else None
    if row is None or (is_private(running(), row.status) and row.author_id != viewer_id):
        raise IdeaMissing
    own, open_ = row.author_id == viewer_id, voting_open(running(), row.status)
    return Support(
        row.id, row.slug, row.title, row.votes, bool(row.voted), bool(row.following), own, open_,
        votes_hidden(row.created_at, open_=open_, voted=bool(row.voted), own=own),
    )  # fmt: skip
