"""warnings and escalation"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
OPEN, ALIVE = "closed_at IS NULL", "stopped_at IS NULL AND missed_at IS NULL"
# table, index, columns, rows
INDEXES = (
    ("process_step", "ix_process_step_warn", ["warn_at", "id"], f"{OPEN} AND warned_at IS NULL"),
    ("process_step", "ix_process_step_late", ["due_at", "id"], f"{OPEN} AND timer IS NULL AND escalated_at IS NULL"),
    ("process_clock", "ix_process_clock_warn", ["warn_at", "id"], f"{ALIVE} AND warned_at IS NULL"),
    ("process_clock", "ix_process_clock_missed", ["due_at", "id"], ALIVE),
)


def upgrade() -> None:
    # Work that is open already keeps its due date and is not warned about.
    op.add_column("process_step", sa.Column("warn_at", INSTANT))
    op.add_column("process_step", sa.Column("escalated_at", INSTANT))
    op.add_column("process_clock", sa.Column("warn_at", INSTANT))
    op.add_column("process_clock", sa.Column("warned_at", INSTANT))
    for table, name, columns, rows in INDEXES:
        op.create_index(name, table, columns, sqlite_where=sa.text(rows), postgresql_where=sa.text(rows))
    with op.batch_alter_table("notification") as batch:
        batch.add_column(sa.Column("step_id", sa.Integer()))
        batch.create_foreign_key(op.f("fk_notification_step_id_process_step"), "process_step", ["step_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("notification") as batch:
        batch.drop_constraint(op.f("fk_notification_step_id_process_step"), type_="foreignkey")
        batch.drop_column("step_id")
    for table, name, _columns, _rows in INDEXES:
        op.drop_index(name, table)
    op.drop_column("process_clock", "warned_at")
    op.drop_column("process_clock", "warn_at")
    op.drop_column("process_step", "escalated_at")
    op.drop_column("process_step", "warn_at")
