"""absence and delegation; conditions that are open"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "process_delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("roles", sa.String(length=400), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_delegation")),
    )
    op.create_index("ix_process_delegation_to", "process_delegation", ["to_id", "ends_on"])
    op.create_index("ix_process_delegation_from", "process_delegation", ["from_id", "ends_on"])
    rows = sa.text("closed_at IS NULL")
    op.create_index("ix_process_obligation_open", "process_obligation", ["id"], sqlite_where=rows, postgresql_where=rows)


def downgrade() -> None:
    op.drop_index("ix_process_obligation_open", "process_obligation")
    op.drop_table("process_delegation")
