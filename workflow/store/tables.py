"""The rows a case is made of. Everything SQL is asked about is a column, never a blob."""

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from workflow.store.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One row per definition ever published; immutable. `approved_by` waits for publication by two people.
version = Table(
    "process_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(40), nullable=False),
    Column("n", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("drafted_by", Integer),
    Column("approved_by", Integer),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("key", "n"),
    UniqueConstraint("key", "hash"),
)

# Which version was put into force when and by whom; the last one that was not undone is running.
publication = Table(
    "process_publication",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(40), nullable=False),
    Column("version_id", ForeignKey("process_version.id"), nullable=False),
    Column("replaced_id", ForeignKey("process_version.id")),
    Column("drafted_by", Integer),
    Column("approved_by", Integer),
    Column("at", UtcDateTime, nullable=False),
    Column("undone_by", Integer),
    Column("undone_at", UtcDateTime),
    Index("ix_process_publication_key", "key", "id"),
)

# The next version being written, one row per save: who saved any of them cannot approve it. Empty when there is none.
draft = Table(
    "process_draft",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("base_id", ForeignKey("process_version.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("drafted_by", Integer),
    Column("at", UtcDateTime, nullable=False),
)

# `row_version` is the seq of the case's last event and `head` its hash: every change writes exactly the events
# that move them, so a cut tail of the chain shows. People are bare ids: this package knows no accounts.
case = Table(
    "process_case",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("process_key", String(40), nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("author_id", Integer, index=True),
    Column("version_id", ForeignKey("process_version.id"), nullable=False, index=True),
    Column("stage", String(40), nullable=False),
    Column("public", String(40), nullable=False),
    Column("round", Integer, nullable=False),
    Column("back", String(40)),
    Column("row_version", Integer, nullable=False),
    Column("head", String(64), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("last_by", Integer),
    Column("last_at", UtcDateTime, nullable=False),
    UniqueConstraint("process_key", "subject_id"),
    Index("ix_process_case_public_entered_at", "public", "entered_at", "id"),
    Index("ix_process_case_stage_entered_at", "stage", "entered_at", "id"),
)

# One row per piece of work: one for a stage with one desk, one per office in a parallel stage.
# `timer` is the action the clock performs when the step is due, NULL when people alone may act. `warn_at` is worked
# out at the opening, so that the sweep asks an index; `warned_at` and `escalated_at` say that it has been there.
step = Table(
    "process_step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("process_case.id"), nullable=False),
    Column("stage", String(40), nullable=False),
    Column("slot", String(40), nullable=False),
    Column("round", Integer, nullable=False),
    Column("opened_seq", Integer, nullable=False),
    Column("role", String(40), nullable=False),
    Column("assignee_id", Integer),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("timer", String(40)),
    Column("warn_at", UtcDateTime),
    Column("warned_at", UtcDateTime),
    Column("escalated_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("outcome", String(40)),
    Column("by_id", Integer),
    Column("on_behalf_of_id", Integer),
    Column("reason", Text),
    UniqueConstraint("case_id", "opened_seq", "slot"),
)


def _where(name: str, *columns: str, only: str, unique: bool = False, of: Table = step) -> None:
    chosen = [of.c[column] for column in columns]
    Index(name, *chosen, unique=unique, sqlite_where=text(only), postgresql_where=text(only))


OPEN = "closed_at IS NULL"
_where("uq_process_step_verdict", "case_id", "round", "stage", "slot", only="slot <> ''", unique=True)
_where("uq_process_step_single_open", "case_id", only=f"{OPEN} AND slot = ''", unique=True)
_where("ix_process_step_role_open", "role", "due_at", "id", only=OPEN)
_where("ix_process_step_assignee_open", "assignee_id", "due_at", "id", only=OPEN)
_where("ix_process_step_due_open", "due_at", only=OPEN)
_where("ix_process_step_timer_open", "due_at", "id", only=f"{OPEN} AND timer IS NOT NULL")
_where("ix_process_step_warn", "warn_at", "id", only=f"{OPEN} AND warned_at IS NULL")
_where("ix_process_step_late", "due_at", "id", only=f"{OPEN} AND timer IS NULL AND escalated_at IS NULL")

# A promise across stages. `budget_left` is set while the clock is paused: whole business days when the promise
# is in days, minutes when it is in business hours.
clock = Table(
    "process_clock",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("process_case.id"), nullable=False),
    Column("name", String(40), nullable=False),
    Column("round", Integer, nullable=False),
    Column("running_since", UtcDateTime),
    Column("budget_left", Integer),
    Column("due_at", UtcDateTime),
    Column("stopped_at", UtcDateTime),
    Column("warn_at", UtcDateTime),
    Column("warned_at", UtcDateTime),
    Column("missed_at", UtcDateTime),
    UniqueConstraint("case_id", "name", "round"),
    Index("ix_process_clock_due_at", "due_at"),
    Index("ix_process_clock_stopped", "name", "stopped_at"),
)
ALIVE = "stopped_at IS NULL AND missed_at IS NULL"
_where("ix_process_clock_warn", "warn_at", "id", only=f"{ALIVE} AND warned_at IS NULL", of=clock)
_where("ix_process_clock_missed", "due_at", "id", only=ALIVE, of=clock)
_where("ix_process_clock_unanswered", "name", "due_at", only="stopped_at IS NULL", of=clock)

# A condition an office put on its favourable verdict.
obligation = Table(
    "process_obligation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("process_case.id"), nullable=False, index=True),
    Column("step_id", ForeignKey("process_step.id"), nullable=False, unique=True),
    Column("text", Text),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("opened_by", Integer),
    Column("closed_at", UtcDateTime),
    Column("closed_by", Integer),
    Column("outcome", String(20)),
    Column("note", Text),
)
_where("ix_process_obligation_open", "id", only=OPEN, of=obligation)

# Append-only: one hash chain per case.
event = Table(
    "process_event",
    metadata,
    Column("case_id", ForeignKey("process_case.id"), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("actor_id", Integer, index=True),
    Column("on_behalf_of_id", Integer),
    Column("action", String(85), nullable=False),
    Column("from_stage", String(40), nullable=False),
    Column("to_stage", String(40), nullable=False),
    Column("version_id", ForeignKey("process_version.id"), nullable=False),
    Column("fields", Text, nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# What people wrote, kept apart: the chain holds only a salted hash of it, so erasing a row breaks nothing.
event_text = Table(
    "process_event_text",
    metadata,
    Column("case_id", ForeignKey("process_case.id"), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("field", String(40), primary_key=True),
    Column("salt", String(32), nullable=False),
    Column("text", Text, nullable=False),
)

# Who stands in for whom, in which roles, from which day to which. Never deleted: the log names acts done through it.
delegation = Table(
    "process_delegation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("from_id", Integer, nullable=False),
    Column("to_id", Integer, nullable=False),
    Column("roles", String(400), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("by_id", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("revoked_by", Integer),
    Column("revoked_at", UtcDateTime),
    Index("ix_process_delegation_to", "to_id", "ends_on"),
    Index("ix_process_delegation_from", "from_id", "ends_on"),
)
