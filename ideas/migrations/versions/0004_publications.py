"""drafts and publications of processes"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('process_draft',
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('n', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('base_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('drafted_by', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['process_version.id'], name=op.f('fk_process_draft_base_id_process_version')),
    sa.PrimaryKeyConstraint('key', 'n', name=op.f('pk_process_draft'))
    )
    op.create_table('process_publication',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=40), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('replaced_id', sa.Integer(), nullable=True),
    sa.Column('drafted_by', sa.Integer(), nullable=True),
    sa.Column('approved_by', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_by', sa.Integer(), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['replaced_id'], ['process_version.id'], name=op.f('fk_process_publication_replaced_id_process_version')),
    sa.ForeignKeyConstraint(['version_id'], ['process_version.id'], name=op.f('fk_process_publication_version_id_process_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_process_publication'))
    )
    op.create_index('ix_process_publication_key', 'process_publication', ['key', 'id'], unique=False)
    # Whatever was installed before publications had rows of their own stays in force.
    op.execute(
        'INSERT INTO process_publication (key, version_id, drafted_by, approved_by, at) '
        'SELECT key, id, drafted_by, approved_by, at FROM process_version ORDER BY key, n'
    )


def downgrade() -> None:
    op.drop_index('ix_process_publication_key', table_name='process_publication')
    op.drop_table('process_publication')
    op.drop_table('process_draft')
