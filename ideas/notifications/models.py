"""What one person has been told."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime

RECEIPT, UPDATE, COMMENT = "receipt", "update", "comment"
# About a piece of work, to whoever has it to do or must know that nobody did it.
DUE_SOON, OVERDUE, ESCALATED, PROMISE_SOON = "due_soon", "overdue", "escalated", "promise_soon"


class Notification(Base):
    """One fact told to one person: the database holds at most one row for each (event, person).

    `event_key` names the fact ("update:12"); `kind` says which of the columns below it speaks of.
    """

    __tablename__ = "notification"
    __table_args__ = (UniqueConstraint("event_key", "person_id"), Index("ix_notification_person", "person_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    event_key: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    update_id: Mapped[int | None] = mapped_column(ForeignKey("idea_update.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("process_step.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
