"""answers by day, and what still waits for one, found through an index"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WAITING = sa.text('stopped_at IS NULL')


def upgrade() -> None:
    op.create_index('ix_process_clock_stopped', 'process_clock', ['name', 'stopped_at'], unique=False)
    op.create_index(
        'ix_process_clock_unanswered', 'process_clock', ['name', 'due_at'], unique=False,
        sqlite_where=WAITING, postgresql_where=WAITING,
    )


def downgrade() -> None:
    op.drop_index('ix_process_clock_unanswered', table_name='process_clock')
    op.drop_index('ix_process_clock_stopped', table_name='process_clock')
