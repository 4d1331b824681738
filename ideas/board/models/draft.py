"""What is being written: drafts, their pictures, and the earlier versions of what was changed afterwards."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime


class Draft(Base):
    """A proposal that was not sent yet, seen by its writer alone. `token` is that of the form it began in."""

    __tablename__ = "idea_draft"
    __table_args__ = (Index("ix_idea_draft_person", "person_id", "saved_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    title: Mapped[str] = mapped_column(Text, default="")
    story: Mapped[str] = mapped_column(Text, default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    signature: Mapped[str] = mapped_column(String(10), default="name")
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Picture(Base):
    """A picture of a draft, then of its idea: drawn anew from what was sent, without anything but the drawing.

    Kept in the database, so that a backup has it, several machines share it and erasing a person reaches it. `key` is
    its address; `data` is read only to be served.
    """

    __tablename__ = "idea_picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(43), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("idea_draft.id"), index=True)
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"), index=True)
    alt: Mapped[str] = mapped_column(String(200))
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Version(Base):
    """What an idea said from `at` on; the first one is written when it is changed for the first time."""

    __tablename__ = "idea_version"

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(120))
    story: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
