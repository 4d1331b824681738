"""Announcements, and who did what to each."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime

DRAFT, IN_APPROVAL, APPROVED, SCHEDULED, PUBLISHED = "draft", "in_approval", "approved", "scheduled", "published"
STATES = (DRAFT, IN_APPROVAL, APPROVED, SCHEDULED, PUBLISHED)


class Announcement(Base):
    """One for each released idea.

    `row_version` grows with every change, so that nobody overwrites what they have not read. `written_by_id` is whoever
    wrote the words as they stand, or first stood by those of the draft: another person approves. `publish_at` is
    proposed by the writer and binding once scheduled.
    """

    __tablename__ = "announcement"
    __table_args__ = (
        Index("ix_announcement_state_publish", "state", "publish_at", "id"),
        Index("ix_announcement_published", "published_at", "id"),
        Index("ix_announcement_publish", "publish_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    slug: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12), default=DRAFT)
    row_version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    publish_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AnnouncementChange(Base):
    """One row for each thing done to an announcement: `what` is one of the words below the class; `note` the
    reason for sending it back. `by_id` is empty when the product did it by itself."""

    __tablename__ = "announcement_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcement.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    what: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(Text, default="")


DRAFTED, WRITTEN, SUBMITTED, RETURNED = "drafted", "written", "submitted", "returned"
APPROVAL, TIMED, UNTIMED, OUT = "approved", "scheduled", "withdrawn", "published"
