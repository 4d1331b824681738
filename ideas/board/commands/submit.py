"""A customer proposes an idea."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from ideas.accounts.models import Person
from ideas.board.commands.draft import already_sent, find_draft
from ideas.board.commands.indexing import index_idea
from ideas.board.commands.picture import save_with_picture
from ideas.board.commands.reading import read_first
from ideas.board.commands.tally import count
from ideas.board.events import IdeaSubmitted
from ideas.board.models import Follow, Idea, Picture
from ideas.board.policy import HELD, NAME, Proposal, public_signature, rank
from ideas.kernel import guard
from ideas.kernel.db import changed, db, insert
from ideas.kernel.events import publish
from ideas.kernel.process import running
from ideas.kernel.text import slug

A_DAY = timedelta(days=1)


def submit_idea(
    *, author_id: int, title: str, story: str, category_id: int | None, at: datetime, submission: str | None = None,
    signature: str = NAME,
) -> Idea:  # fmt: skip
    """Write the idea at the start of the process; its author follows it. Personal data in the words is covered.

    With `MODERATION=before` nobody else sees a customer's idea until the first desk has read it.

    `submission` marks one sending of the form: the same mark again gives back the idea that the first one made.
    """
    title, story = guard.mask(title), guard.mask(story)
    process = running()
    author = db.session.get_one(Person, author_id)
    values = {
        "title": title, "slug": slug(title), "story": story, "category_id": category_id, "author_id": author_id,
        "author_name": public_signature(author.public_name, signature), "signature": signature, "created_at": at,
        "moved_at": at, "stage": process.start, "score": rank(0, at), "submission": submission,
        "status": HELD if read_first() and not author.is_staff else process.public_of(process.start).key,
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


def submit_form(
    author_id: int, typed: Proposal, at: datetime, picture: bytes | None = None, alt: str | None = None
) -> Idea:
    """What the form sends: the idea, with the pictures of its draft, which is a draft no more.

    Pressing the button twice leads to the same idea. Raises what `save_with_picture` does when a picture comes along.
    """
    typed = typed.covered()
    if picture and typed.token and not already_sent(author_id, typed):
        save_with_picture(author_id, typed, at, picture, alt or "")
    idea = submit_idea(
        author_id=author_id, title=typed.title, story=typed.story, category_id=typed.category_id, at=at,
        submission=_mark(author_id, typed, at), signature=typed.signature,
    )  # fmt: skip
    draft = find_draft(author_id, typed.token) if typed.token else None
    if draft is not None:
        values = {"idea_id": idea.id, "draft_id": None}
        idea.pictures = changed(update(Picture).where(Picture.draft_id == draft.id).values(values))
        db.session.delete(draft)
        db.session.flush()
    return idea


def _mark(author_id: int, typed: Proposal, at: datetime) -> str:
    """The mark of one sending.

    The same words from the same form are sent once, whatever the hour; who goes back, changes them and sends again
    proposes something else.

    Without the form's token the same words are sent once a day, counted from the first time and not from midnight.
    """
    which = typed.token or f"after {_older(author_id, typed, at - A_DAY)}"
    words = "\x00".join((str(author_id), which, typed.title, typed.story))
    return hashlib.sha256(words.encode()).hexdigest()


def _older(author_id: int, typed: Proposal, before: datetime) -> int:
    """How many times this author proposed these very words earlier than that."""
    same = (Idea.author_id == author_id, Idea.title == typed.title, Idea.story == typed.story)
    query = select(func.count()).select_from(Idea).where(*same, Idea.created_at < before)
    return db.session.scalar(query) or 0
