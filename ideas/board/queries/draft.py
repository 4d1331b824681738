"""What one person is writing, and the pictures of drafts and ideas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from ideas.board.commands.lock import LARGEST_ID
from ideas.board.errors import DraftMissing, PictureMissing
from ideas.board.models import Draft, Idea, Picture
from ideas.board.policy import MOST_DRAFTS, is_private
from ideas.kernel.db import db
from ideas.kernel.process import running
from ideas.kernel.text import excerpt


@dataclass(frozen=True)
class PictureView:
    id: int
    key: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class DraftView:
    """`name` is the title, or the first words of the story while there is no title."""

    id: int
    token: str
    name: str
    title: str
    story: str
    category_id: int | None
    signature: str
    saved_at: datetime


def draft(draft_id: int, person_id: int) -> DraftView:
    """Raises DraftMissing."""
    found = _drafts(person_id, Draft.id == draft_id) if 0 < draft_id <= LARGEST_ID else []
    if not found:
        raise DraftMissing
    return found[0]


def drafts(person_id: int) -> list[DraftView]:
    """Last saved first."""
    return _drafts(person_id)


@dataclass(frozen=True)
class BeingWritten:
    """`draft` is the one this form is of, `waiting` the last other one, `pictures` those of the form."""

    draft: DraftView | None
    waiting: DraftView | None
    pictures: Sequence[PictureView]


def being_written(person_id: int, token: str) -> BeingWritten:
    """Two statements, the second only for a form that is a draft already."""
    found = drafts(person_id)
    mine = next((draft for draft in found if draft.token == token), None)
    others = [draft for draft in found if draft.token != token]
    return BeingWritten(mine, others[0] if others else None, pictures_of_draft(person_id, token) if mine else ())


def _drafts(person_id: int, *which: Any) -> list[DraftView]:
    query = select(Draft).where(Draft.person_id == person_id, *which)
    rows = db.session.scalars(query.order_by(Draft.saved_at.desc(), Draft.id.desc()).limit(MOST_DRAFTS))
    return [
        DraftView(
            row.id, row.token, row.title or excerpt(row.story, 80), row.title, row.story, row.category_id,
            row.signature, row.saved_at,
        )
        for row in rows
    ]  # fmt: skip


def pictures_of_draft(person_id: int, token: str) -> list[PictureView]:
    if not token:
        return []
    mine = (Draft.token == token, Draft.person_id == person_id)
    return _views(_shown().join(Draft, Draft.id == Picture.draft_id).where(*mine))


def pictures_of(idea_id: int) -> list[PictureView]:
    return _views(_shown().where(Picture.idea_id == idea_id))


def picture_data(key: str, viewer_id: int | None, is_staff: bool) -> bytes:
    """What is served. A draft's is its writer's alone, a private idea's its writer's and the bank's.

    Raises PictureMissing.
    """
    query = select(Picture, Idea.status).outerjoin(Idea, Idea.id == Picture.idea_id).options(undefer(Picture.data))
    found = db.session.execute(query.where(Picture.key == key)).first()
    if found is None:
        raise PictureMissing
    picture, status = found
    own = viewer_id is not None and picture.person_id == viewer_id
    public = status is not None and not is_private(running(), status)
    if not (public or own or (is_staff and status is not None)):
        raise PictureMissing
    return bytes(picture.data)


def _shown() -> Any:
    return select(Picture.id, Picture.key, Picture.alt, Picture.width, Picture.height).order_by(Picture.id)


def _views(query: Any) -> list[PictureView]:
    rows: Sequence[Any] = db.session.execute(query).all()
    return [PictureView(row.id, row.key, row.alt, row.width, row.height) for row in rows]
