"""A customer proposes an idea."""

import hashlib
from datetime import datetime

from sqlalchemy import select

from ideas.accounts.models import Person
from ideas.board.commands.indexing import index_idea
from ideas.board.commands.tally import count
from ideas.board.events import IdeaSubmitted
from ideas.board.models import Follow, Idea
from ideas.board.policy import rank
from ideas.kernel import clock
from ideas.kernel.db import db, insert
from ideas.kernel.events import publish
from ideas.kernel.process import running
from ideas.kernel.text import slug


def submit_idea(
    *, author_id: int, title: str, story: str, category_id: int | None, at: datetime, submission: str | None = None
) -> Idea:
    """Write the idea at the start of the process; its author follows it.

    `submission` marks one sending of the form: the same mark again gives back the idea that the first one made.
    """
    process = running()
    author = db.session.get_one(Person, author_id)
    values = {
        "title": title, "slug": slug(title), "story": story, "category_id": category_id, "author_id": author_id,
        "author_name": author.public_name, "created_at": at, "moved_at": at, "stage": process.start,
        "status": process.stages[process.start].public, "score": rank(0, at), "submission": submission,
    }  # fmt: skip
    row = insert(Idea).values(values).on_conflict_do_nothing(index_elements=[Idea.submission]).returning(Idea)
    idea = db.session.scalars(row).one_or_none()
    if idea is None:
        return db.session.scalars(select(Idea).where(Idea.submission == submission)).one()
    index_idea(idea.id, title, story)
    count({(idea.status, category_id): 1})
    db.session.add(Follow(idea_id=idea.id, person_id=author_id, at=at))
    db.session.flush()
    publish(IdeaSubmitted(idea.id, author_id))
    return idea


def submit_form(author_id: int, title: str, story: str, category_id: int | None, at: datetime) -> Idea:
    """What the form sends; pressing the button twice leads to the same idea."""
    return submit_idea(
        author_id=author_id, title=title, story=story, category_id=category_id, at=at,
        submission=_fingerprint(author_id, title, story, at),
    )  # fmt: skip


def _fingerprint(author_id: int, title: str, story: str, at: datetime) -> str:
    """The mark of a form sent twice: the same words by the same person on the same day."""
    words = "\x00".join((str(author_id), title, story, clock.local_date(at).isoformat()))
    return hashlib.sha256(words.encode()).hexdigest()
