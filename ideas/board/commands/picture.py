"""Pictures of a proposal that is being written."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select

from ideas.board.commands.draft import save_draft
from ideas.board.errors import DraftMissing, PictureWithoutWords, TooManyPictures
from ideas.board.models import Draft, Picture
from ideas.board.policy import ALT_LONGEST, MOST_PICTURES, Proposal
from ideas.kernel import guard
from ideas.kernel.db import db
from ideas.kernel.ids import new_token
from ideas.kernel.pictures import PictureUnusable, redraw


def save_form(person_id: int, typed: Proposal, at: datetime, sent: bytes | None, alt: str | None) -> Draft | None:
    """Save the draft, with the picture that was chosen and not added yet."""
    if sent:
        return save_with_picture(person_id, typed, at, sent, alt or "")
    return save_draft(person_id, typed, at)


def save_with_picture(person_id: int, typed: Proposal, at: datetime, sent: bytes | None, alt: str) -> Draft:
    """Save the draft with one more picture. Raises what `save_draft` and `add_picture` do."""
    if not sent:
        sentence = _l("Choose a picture first.")
        raise PictureUnusable(sentence, fields={"picture": sentence})
    draft = save_draft(person_id, typed, at)
    if draft is None:
        raise DraftMissing
    add_picture(draft, sent, alt, at)
    return draft


def add_picture(draft: Draft, sent: bytes, alt: str, at: datetime) -> Picture:
    """Put a picture on a draft, with the words for who does not see it.

    Raises PictureWithoutWords, TooManyPictures, PictureUnusable.
    """
    alt = guard.mask(alt)
    if not alt:
        raise PictureWithoutWords(_l("Say in a few words what the picture shows: who does not see it reads them."))
    if len(alt) > ALT_LONGEST:
        raise PictureWithoutWords(_l("It is too long: one line is enough."))
    if _on(draft) >= MOST_PICTURES:
        raise TooManyPictures
    drawn = redraw(sent)
    picture = Picture(
        key=new_token(), person_id=draft.person_id, draft_id=draft.id, alt=alt, width=drawn.width,
        height=drawn.height, data=drawn.data, at=at,
    )  # fmt: skip
    db.session.add(picture)
    db.session.flush()
    return picture


def remove_picture(person_id: int, picture_id: int) -> None:
    """Take a picture off a draft; nothing happens when it is gone already, or is on an idea that was sent."""
    own = (Picture.id == picture_id, Picture.person_id == person_id, Picture.draft_id.is_not(None))
    db.session.execute(delete(Picture).where(*own))


def _on(draft: Draft) -> int:
    return db.session.scalar(select(func.count()).select_from(Picture).where(Picture.draft_id == draft.id)) or 0
