"""what the process says by itself is kept in English too"""

import tomllib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

APOLOGY = (
    'La data che ti avevamo promesso è passata: ci scusiamo. La tua idea non è andata persa: chi deve decidere è '
    'stato avvisato, e ti scriviamo appena c’è una novità.',
    'The date we had promised you has passed: we are sorry. Your idea is not lost: whoever has to decide '
    'has been told, and we write to you as soon as there is news.',
)


def upgrade() -> None:
    with op.batch_alter_table('idea_update') as batch_op:
        batch_op.add_column(sa.Column('text_en', sa.Text(), nullable=False, server_default=''))
    connection = op.get_bind()
    definitions = connection.execute(sa.text('SELECT text FROM process_version')).scalars()
    known = dict([APOLOGY])
    for definition in definitions:
        known.update(_pairs(tomllib.loads(definition)))
    fill = sa.text('UPDATE idea_update SET text_en = :en WHERE text = :it AND NOT written')
    for italian, english in known.items():
        if english != italian:
            connection.execute(fill, {'it': italian, 'en': english})
    with op.batch_alter_table('idea_update') as batch_op:
        batch_op.alter_column('text_en', existing_type=sa.Text(), existing_nullable=False, server_default=None)


def _pairs(value: Any) -> Iterator[tuple[str, str]]:
    """Every sentence of a definition that stands there in both languages."""
    if isinstance(value, dict):
        if isinstance(value.get('it'), str) and isinstance(value.get('en'), str):
            yield value['it'], value['en']
        for inner in value.values():
            yield from _pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pairs(inner)


def downgrade() -> None:
    with op.batch_alter_table('idea_update') as batch_op:
        batch_op.drop_column('text_en')
