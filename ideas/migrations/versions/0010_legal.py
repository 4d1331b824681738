"""reports of accessibility"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('accessibility_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('page', sa.String(length=200), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_accessibility_report_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accessibility_report'))
    )
    op.create_index(op.f('ix_accessibility_report_person_id'), 'accessibility_report', ['person_id'], unique=False)


def downgrade() -> None:
    op.drop_table('accessibility_report')
