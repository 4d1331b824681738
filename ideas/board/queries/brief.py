"""An idea in a few words, for the capabilities above."""

from dataclasses import dataclass

from sqlalchemy import select

from ideas.board.commands.lock import LARGEST_ID
from ideas.board.errors import IdeaMissing
from ideas.board.models import Category, Idea
from ideas.board.queries.cards import category_name
from ideas.kernel.db import db
from ideas.kernel.i18n import language


@dataclass(frozen=True)
class IdeaBrief:
    id: int
    slug: str
    title: str
    number: str
    author_id: int | None
    author_name: str
    status: str
    stage: str
    votes: int
    comments: int
    category: str


def brief(idea_id: int) -> IdeaBrief:
    """One statement. Raises IdeaMissing."""
    query = select(Idea, Category).outerjoin(Category, Category.id == Idea.category_id).where(Idea.id == idea_id)
    found = db.session.execute(query).first() if 0 < idea_id <= LARGEST_ID else None
    if found is None:
        raise IdeaMissing
    idea, category = found
    return IdeaBrief(
        idea.id, idea.slug, idea.title, idea.number, idea.author_id, idea.author_name, idea.status, idea.stage,
        idea.votes, idea.comments, category_name(category.label(language()) if category else None),
    )  # fmt: skip
