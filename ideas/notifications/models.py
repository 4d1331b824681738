"""What one person has been told."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime

RECEIPT, UPDATE = "receipt", "update"
# A comment, to whoever proposed the idea; to whoever wrote the comment that it answers.
COMMENT, REPLY = "comment", "reply"
OF_COMMENTS = (COMMENT, REPLY)
# About a piece of work, to whoever has it to do or must know that nobody did it.
DUE_SOON, OVERDUE, ESCALATED, PROMISE_SOON = "due_soon", "overdue", "escalated", "promise_soon"

# About moderation: to whoever wrote something, to whoever reported it, to whoever complained.
TAKEN_DOWN, PUT_BACK, PUBLISHED = "taken_down", "put_back", "published"
REPORT_ACTED, REPORT_KEPT, REPORT_PASSED_ON = "report_acted", "report_kept", "report_passed_on"
APPEAL_UPHELD, APPEAL_OVERTURNED = "appeal_upheld", "appeal_overturned"
HANDED_OVER = "handed_over"
OF_DECISIONS = (
    TAKEN_DOWN, PUT_BACK, PUBLISHED, REPORT_ACTED, REPORT_KEPT, REPORT_PASSED_ON, APPEAL_UPHELD, APPEAL_OVERTURNED,
)  # fmt: skip


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
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_decision.id"))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
