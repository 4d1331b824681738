"""Drafts: what was typed and not sent yet, kept for its writer alone."""

from datetime import datetime

from sqlalchemy import delete, func, select

from ideas.board.errors import DraftMissing, TooManyDrafts, empty_draft, long_draft
from ideas.board.models import Draft, Idea, Picture
from ideas.board.policy import DRAFT_LONGEST, MOST_DRAFTS, Proposal
from ideas.kernel.db import db, insert


def save_draft(person_id: int, typed: Proposal, at: datetime) -> Draft | None:
    """Keep what is typed, personal data covered, under the token of its form; None when just this was sent already
    (a late autosave).

    Raises DraftUnusable, TooManyDrafts, DraftMissing when the token is somebody else's.
    """
    _check(typed)
    typed = typed.covered()
    if already_sent(person_id, typed):
        return None
    draft = find_draft(person_id, typed.token)
    if draft is None:
        if _kept(person_id) >= MOST_DRAFTS:
            raise TooManyDrafts
        row = insert(Draft).values(token=typed.token, person_id=person_id, title="", story="", saved_at=at)
        db.session.execute(row.on_conflict_do_nothing(index_elements=[Draft.token]))
        draft = find_draft(person_id, typed.token)
    if draft is None:
        raise DraftMissing
    draft.title, draft.story, draft.category_id = typed.title, typed.story, typed.category_id
    draft.signature, draft.saved_at = typed.signature, at
    db.session.flush()
    return draft


def discard_draft(person_id: int, draft_id: int) -> None:
    """Throw a draft away with its pictures; nothing happens when it is gone already."""
    own = select(Draft.id).where(Draft.id == draft_id, Draft.person_id == person_id)
    db.session.execute(delete(Picture).where(Picture.draft_id.in_(own)))
    db.session.execute(delete(Draft).where(Draft.id.in_(own)))


def find_draft(person_id: int, token: str) -> Draft | None:
    """The draft that this person keeps under a token, held until the transaction ends."""
    query = select(Draft).where(Draft.token == token, Draft.person_id == person_id).with_for_update()
    return db.session.scalars(query).one_or_none()


def already_sent(person_id: int, typed: Proposal) -> bool:
    """Whether these very words are this person's newest idea."""
    newest = select(Idea.title, Idea.story).where(Idea.author_id == person_id).order_by(Idea.id.desc()).limit(1)
    last = db.session.execute(newest).first()
    return last is not None and (last.title, last.story) == (typed.title, typed.story)


def _check(typed: Proposal) -> None:
    if not (typed.title or typed.story) or not typed.token:
        raise empty_draft()
    if max(len(typed.title), len(typed.story)) > DRAFT_LONGEST:
        raise long_draft()


def _kept(person_id: int) -> int:
    return db.session.scalar(select(func.count()).select_from(Draft).where(Draft.person_id == person_id)) or 0
