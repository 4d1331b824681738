"""What is said on an idea: customers' comments and the bank's public updates."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime


class Comment(Base):
    """`state`: public, or as moderation left it (`policy`); `Idea.comments` counts the public ones.

    `external_id` is set on imported comments, so that a second import does not double them. `parent_id` is the comment
    that this one answers; answers have no answers of their own. `useful` counts rows of `comment_useful`.
    """

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_idea", "idea_id", "id"),
        Index("ix_comment_person", "person_id", "id"),
        Index("ix_comment_parent", "parent_id", "id"),
        Index("ix_comment_idea_useful", "idea_id", "useful", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    author_name: Mapped[str] = mapped_column(String(80), default="")
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    official: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default="public", server_default="public")
    external_id: Mapped[str | None] = mapped_column(String(120), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    useful: Mapped[int] = mapped_column(default=0, server_default="0")
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Useful(Base):
    """One person found one comment useful."""

    __tablename__ = "comment_useful"
    __table_args__ = (Index("ix_comment_useful_person", "person_id", "comment_id"),)

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Update(Base):
    """What the bank tells everybody when a case moves; one for an event of the process (`seq`).

    `text_en` is the same in English; empty where a person wrote all of it, in whatever language they did.
    """

    __tablename__ = "idea_update"
    __table_args__ = (UniqueConstraint("idea_id", "seq"), Index("ix_idea_update_person", "by_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    seq: Mapped[int] = mapped_column()
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    action: Mapped[str] = mapped_column(String(40))
    status_from: Mapped[str] = mapped_column(String(40))
    status_to: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")
    written: Mapped[bool] = mapped_column(default=False)

    def text_in(self, language: str) -> str:
        return self.text_en if language == "en" and self.text_en else self.text
