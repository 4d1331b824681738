"""Ideas, their categories, and the stored counts of the filters."""

from datetime import date, datetime

from sqlalchemy import Date, Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime
from ideas.kernel.ids import practice_number


class Category(Base):
    """An area of the bank. `icon` is a name of the sprite, `team` who answers for its ideas, as customers read it."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    name_en: Mapped[str] = mapped_column(String(80), default="")
    icon: Mapped[str] = mapped_column(String(40), default="circle-help")
    position: Mapped[int] = mapped_column(default=0)
    team: Mapped[str] = mapped_column(String(80), default="", server_default="")

    def label(self, language: str) -> str:
        return self.name_en if language == "en" and self.name_en else self.name


class CategoryPerson(Base):
    """A colleague of an area's team: the ideas of the area are on their desk."""

    __tablename__ = "category_person"

    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class Idea(Base):
    """A customer's proposal.

    Lists always name their statuses and walk one index for each of them, so every index starts with the status.

    `stage` and `status` repeat the case's stage and its public status, so that lists need no join: they are written
    only when the case moves. `moved_at` is when the public status last changed, `promised_on` the day on which the
    bank said it comes out. `votes` counts rows of `vote` and of `proxy_vote` plus `imported_votes`; `score` is the
    trending rank, which does not change as time passes (`policy.rank`). `submission` is the fingerprint of one sending
    of the form: pressing the button twice makes one idea. `signature` is how the author chose to appear
    (`policy.SIGNATURES`), `author_name` the words that follow from it. `pictures` counts rows, so that ideas without
    any ask nothing.
    """

    __tablename__ = "idea"
    __table_args__ = tuple(
        Index(f"ix_idea_{'_'.join((*lead, sort))}", *lead, sort, "id")
        for sort in ("score", "votes", "created_at", "comments")
        for lead in (("status",), ("status", "category_id"))
    ) + (
        Index("ix_idea_author", "author_id", "id"),
        Index("ix_idea_status_moved_at", "status", "moved_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    slug: Mapped[str] = mapped_column(String(60))
    story: Mapped[str] = mapped_column(Text)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    author_name: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    stage: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(40))
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    votes: Mapped[int] = mapped_column(default=0)
    imported_votes: Mapped[int] = mapped_column(default=0)
    proxy_votes: Mapped[int] = mapped_column(default=0, server_default="0")
    comments: Mapped[int] = mapped_column(default=0)
    score: Mapped[float] = mapped_column(Float, default=0.0)
    promised_on: Mapped[date | None] = mapped_column(Date)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"), index=True)
    submission: Mapped[str | None] = mapped_column(String(64), unique=True)
    external_id: Mapped[str | None] = mapped_column(String(120), unique=True)
    signature: Mapped[str] = mapped_column(String(10), default="name", server_default="name")
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pictures: Mapped[int] = mapped_column(default=0, server_default="0")

    @property
    def number(self) -> str:
        return practice_number(self.id, self.created_at)


class Tally(Base):
    """How many ideas have a public status in a category; kept with every change, so that no page counts.

    `category_id` is 0 for ideas without one.
    """

    __tablename__ = "idea_tally"

    status: Mapped[str] = mapped_column(String(40), primary_key=True)
    category_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ideas: Mapped[int] = mapped_column(default=0)
