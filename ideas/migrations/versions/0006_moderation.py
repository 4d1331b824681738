"""moderation: reports, decisions, appeals, complaints handed over"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
SQLITE = tuple(
    f"CREATE TRIGGER complaint_no_{what.lower()} BEFORE {what} ON complaint"
    " BEGIN SELECT RAISE(ABORT, 'complaints are never changed'); END"
    for what in ("UPDATE", "DELETE")
)
POSTGRES = (
    "CREATE FUNCTION complaint_unchanged() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'complaints are never changed'; END $$",
    "CREATE TRIGGER complaint_no_change BEFORE UPDATE OR DELETE ON complaint"
    " FOR EACH ROW EXECUTE FUNCTION complaint_unchanged()",
)
TOLD = {"decision_id": "moderation_decision", "complaint_id": "complaint"}


def upgrade() -> None:
    with op.batch_alter_table("comment") as batch:
        batch.add_column(sa.Column("state", sa.String(10), server_default="public", nullable=False))
    create_decisions()
    create_reports()
    create_appeals()
    create_complaints()
    with op.batch_alter_table("notification") as batch:
        for column, table in TOLD.items():
            batch.add_column(sa.Column(column, sa.Integer()))
            batch.create_foreign_key(op.f(f"fk_notification_{column}_{table}"), table, [column], ["id"])


def create_decisions() -> None:
    op.create_table(
        "moderation_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer()),
        sa.Column("outcome", sa.String(10), nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("automated", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_moderation_decision_idea_id_idea")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_moderation_decision_comment_id_comment")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_moderation_decision_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_decision")),
        sa.UniqueConstraint("id", "by_id", name=op.f("uq_moderation_decision_id_by_id")),
    )
    op.create_index("ix_moderation_decision_idea", "moderation_decision", ["idea_id", "id"])
    op.create_index("ix_moderation_decision_comment", "moderation_decision", ["comment_id", "id"])
    op.create_index("ix_moderation_decision_at", "moderation_decision", ["at", "id"])


def create_reports() -> None:
    op.create_table(
        "moderation_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer()),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reporter_id", sa.Integer()),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("decision_id", sa.Integer()),
        sa.Column("minutes", sa.Integer()),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_moderation_report_idea_id_idea")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_moderation_report_comment_id_comment")),
        sa.ForeignKeyConstraint(["reporter_id"], ["person.id"], name=op.f("fk_moderation_report_reporter_id_person")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["moderation_decision.id"],
            name=op.f("fk_moderation_report_decision_id_moderation_decision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_report")),
        sa.UniqueConstraint("mark", name=op.f("uq_moderation_report_mark")),
    )  # fmt: skip
    unanswered = sa.text("decision_id IS NULL")
    op.create_index(
        "ix_moderation_report_open", "moderation_report", ["idea_id", "comment_id", "id"],
        sqlite_where=unanswered, postgresql_where=unanswered,
    )  # fmt: skip
    op.create_index("ix_moderation_report_person", "moderation_report", ["reporter_id", "id"])
    op.create_index("ix_moderation_report_decision", "moderation_report", ["decision_id"])
    op.create_index("ix_moderation_report_at", "moderation_report", ["created_at", "id"])


def create_appeals() -> None:
    op.create_table(
        "moderation_appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("first_by_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("report_id", sa.Integer()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("decided_at", INSTANT),
        sa.Column("decided_by_id", sa.Integer()),
        sa.Column("outcome", sa.String(10)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> first_by_id", name=op.f("ck_moderation_appeal_another_person")
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by_id IS NULL)", name=op.f("ck_moderation_appeal_decided_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id", "first_by_id"], ["moderation_decision.id", "moderation_decision.by_id"],
            name="fk_moderation_appeal_first_decision",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_moderation_appeal_person_id_person")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["moderation_report.id"], name=op.f("fk_moderation_appeal_report_id_moderation_report")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_moderation_appeal_decided_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_appeal")),
        sa.UniqueConstraint("decision_id", "side", name=op.f("uq_moderation_appeal_decision_id_side")),
    )  # fmt: skip
    undecided = sa.text("decided_at IS NULL")
    op.create_index(
        "ix_moderation_appeal_open", "moderation_appeal", ["id"], sqlite_where=undecided, postgresql_where=undecided
    )
    op.create_index("ix_moderation_appeal_person", "moderation_appeal", ["person_id", "id"])
    op.create_index("ix_moderation_appeal_report", "moderation_appeal", ["report_id"])


def create_complaints() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("idea_id", sa.Integer()),
        sa.Column("comment_id", sa.Integer()),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Integer()),
        sa.Column("customer_name", sa.String(80), nullable=False),
        sa.Column("customer_email", sa.String(254), nullable=False),
        sa.Column("matter", sa.String(10), nullable=False),
        sa.Column("posted_at", INSTANT, nullable=False),
        sa.Column("handed_at", INSTANT, nullable=False),
        sa.Column("by_id", sa.Integer()),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_complaint_idea_id_idea")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_complaint_comment_id_comment")),
        sa.ForeignKeyConstraint(["customer_id"], ["person.id"], name=op.f("fk_complaint_customer_id_person")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_complaint_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_complaint_comment_id")),
        sa.UniqueConstraint("previous", name=op.f("uq_complaint_previous")),
    )
    whole = sa.text("comment_id IS NULL")
    op.create_index(
        "ix_complaint_idea", "complaint", ["idea_id"], unique=True, sqlite_where=whole, postgresql_where=whole
    )
    op.create_index("ix_complaint_due", "complaint", ["due_on", "id"])
    op.create_index("ix_complaint_person", "complaint", ["customer_id", "id"])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("notification") as batch:
        for column, table in TOLD.items():
            batch.drop_constraint(op.f(f"fk_notification_{column}_{table}"), type_="foreignkey")
            batch.drop_column(column)
    for table in ("complaint", "moderation_appeal", "moderation_report", "moderation_decision"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION complaint_unchanged()")
    with op.batch_alter_table("comment") as batch:
        batch.drop_column("state")
