"""Tables of moderation. What was decided, and what was handed over, is never written again."""

from datetime import date, datetime

from sqlalchemy import (
    DDL,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime

KEPT, HIDDEN, REMOVED = "kept", "hidden", "removed"
OUTCOMES = (KEPT, HIDDEN, REMOVED)
PASSED_ON = "passed_on"  # to the complaints office, where somebody had reported it
AUTHOR, REPORTER = "author", "reporter"
UPHELD, OVERTURNED = "upheld", "overturned"
PAYMENTS, OTHER = "payments", "other"


class Decision(Base):
    """What a moderator decided on an idea (`comment_id` empty) or on a comment, with the statement of reasons.

    `source`: report, own (the moderators' own initiative), held (before publication), appeal.
    """

    __tablename__ = "moderation_decision"
    __table_args__ = (
        UniqueConstraint("id", "by_id"),
        Index("ix_moderation_decision_idea", "idea_id", "id"),
        Index("ix_moderation_decision_comment", "comment_id", "id"),
        Index("ix_moderation_decision_at", "at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    outcome: Mapped[str] = mapped_column(String(10))
    rule: Mapped[str] = mapped_column(String(40), default="")
    facts: Mapped[str] = mapped_column(Text, default="")
    automated: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(10))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Report(Base):
    """A notice that something breaks a rule. Open while it has no decision; `minutes` is how long it was open.

    `mark` is the fingerprint of one sending of the form: pressing the button twice makes one report.
    """

    __tablename__ = "moderation_report"
    __table_args__ = (
        Index("ix_moderation_report_open", "idea_id", "comment_id", "id", sqlite_where=text("decision_id IS NULL"),
              postgresql_where=text("decision_id IS NULL")),
        Index("ix_moderation_report_person", "reporter_id", "id"),
        Index("ix_moderation_report_decision", "decision_id"),
        Index("ix_moderation_report_at", "created_at", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    rule: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(80), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2), default="it")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    mark: Mapped[str] = mapped_column(String(64), unique=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_decision.id"))
    minutes: Mapped[int | None] = mapped_column()


class Appeal(Base):
    """Somebody asks that a decision be looked at again: whoever wrote the content, or whoever reported it.

    The database itself holds that another person decides: `first_by_id` is tied to the decision, and differs from
    `decided_by_id`. `side` tells the two apart: one appeal for each decision and side.
    """

    __tablename__ = "moderation_appeal"
    __table_args__ = (
        UniqueConstraint("decision_id", "side"),
        ForeignKeyConstraint(["decision_id", "first_by_id"], ["moderation_decision.id", "moderation_decision.by_id"],
                             name="fk_moderation_appeal_first_decision"),
        CheckConstraint("decided_by_id IS NULL OR decided_by_id <> first_by_id", name="another_person"),
        CheckConstraint("(decided_at IS NULL) = (decided_by_id IS NULL)", name="decided_by_somebody"),
        Index("ix_moderation_appeal_open", "id", sqlite_where=text("decided_at IS NULL"),
              postgresql_where=text("decided_at IS NULL")),
        Index("ix_moderation_appeal_person", "person_id", "id"),
        Index("ix_moderation_appeal_report", "report_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column()
    first_by_id: Mapped[int] = mapped_column()
    side: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    report_id: Mapped[int | None] = mapped_column(ForeignKey("moderation_report.id"))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[str | None] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")


class Complaint(Base):
    """What was handed over to the complaints office, as it was written and by whom. Its clock starts at `posted_at`.

    Rows are chained by hash (`policy.complaint_hash`) and triggers refuse every UPDATE and DELETE. `idea_id` is empty
    for a complaint that was split off while proposing, `by_id` when its author handed it over themselves.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        Index("ix_complaint_due", "due_on", "id"),
        Index("ix_complaint_person", "customer_id", "id"),
        Index("ix_complaint_idea", "idea_id", unique=True, sqlite_where=text("comment_id IS NULL"),
              postgresql_where=text("comment_id IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    customer_name: Mapped[str] = mapped_column(String(80))
    customer_email: Mapped[str] = mapped_column(String(254))
    matter: Mapped[str] = mapped_column(String(10))
    posted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    handed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date] = mapped_column(Date)
    previous: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64))


SQLITE_DDL = tuple(
    f"CREATE TRIGGER complaint_no_{what.lower()} BEFORE {what} ON complaint"
    " BEGIN SELECT RAISE(ABORT, 'complaints are never changed'); END"
    for what in ("UPDATE", "DELETE")
)
POSTGRES_DDL = (
    "CREATE FUNCTION complaint_unchanged() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'complaints are never changed'; END $$",
    "CREATE TRIGGER complaint_no_change BEFORE UPDATE OR DELETE ON complaint"
    " FOR EACH ROW EXECUTE FUNCTION complaint_unchanged()",
)
for statement in SQLITE_DDL:
    event.listen(Complaint.__table__, "after_create", DDL(statement).execute_if(dialect="sqlite"))
for statement in POSTGRES_DDL:
    event.listen(Complaint.__table__, "after_create", DDL(statement).execute_if(dialect="postgresql"))
