"""The words of an idea, written so that it can be found."""

from typing import Any

from sqlalchemy import select, update

from ideas.board.models import Idea, IdeaTerms
from ideas.board.words import gist
from ideas.board.words.lexicon import lexicon
from ideas.kernel.db import db
from ideas.kernel.text import plain, terms


def index_idea(idea_id: int, title: str, story: str) -> None:
    """Make the idea's words findable; also after they were changed."""
    db.session.merge(IdeaTerms(idea_id=idea_id, **index_of(title, story)))


def index_of(title: str, story: str) -> dict[str, str]:
    """The columns of `idea_terms` for these words."""
    story = plain(story)
    gist_title, gist_story = gist.gists(title, story)
    return {
        "title": " ".join(terms(title)), "story": " ".join(terms(story)), "gist_title": gist_title,
        "gist_story": gist_story, "version": lexicon().version,
    }  # fmt: skip


def reindex(most: int) -> int:
    """Write anew what an earlier lexicon or stemmer wrote, at most so many ideas; how many were."""
    version = lexicon().version
    # Two ranges of one index: the versions before this one and those after it.
    old = (IdeaTerms.version < version) | (IdeaTerms.version > version)
    rows = db.session.execute(
        select(Idea.id, Idea.title, Idea.story).join(IdeaTerms, IdeaTerms.idea_id == Idea.id).where(old).limit(most)
    ).all()
    values: list[dict[str, Any]] = [{"idea_id": row.id, **index_of(row.title, row.story)} for row in rows]
    if values:
        db.session.execute(update(IdeaTerms), values)
    return len(values)
