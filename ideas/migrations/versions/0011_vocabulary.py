"""gists of ideas, the vocabulary and the spelling learnt from them"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# The clock's job writes gists and terms of all ideas anew: their version is empty.
COLUMNS = (("gist_title", sa.Text()), ("gist_story", sa.Text()), ("version", sa.String(length=16)))
GIST = "gist_title, gist_story"
SQLITE = (
    "CREATE VIRTUAL TABLE idea_gist USING fts5(gist_title, gist_story, content='idea_terms', content_rowid='idea_id', tokenize='unicode61', detail='none')",
    f"CREATE TRIGGER idea_gist_added AFTER INSERT ON idea_terms BEGIN INSERT INTO idea_gist(rowid, {GIST}) VALUES (new.idea_id, new.gist_title, new.gist_story); END",
    f"CREATE TRIGGER idea_gist_removed AFTER DELETE ON idea_terms BEGIN INSERT INTO idea_gist(idea_gist, rowid, {GIST}) VALUES ('delete', old.idea_id, old.gist_title, old.gist_story); END",
    f"CREATE TRIGGER idea_gist_changed AFTER UPDATE ON idea_terms BEGIN INSERT INTO idea_gist(idea_gist, rowid, {GIST}) VALUES ('delete', old.idea_id, old.gist_title, old.gist_story); INSERT INTO idea_gist(rowid, {GIST}) VALUES (new.idea_id, new.gist_title, new.gist_story); END",
    "INSERT INTO idea_gist(idea_gist) VALUES ('rebuild')",
)
POSTGRESQL = (
    "ALTER TABLE idea_terms DROP COLUMN title_vector",
    "ALTER TABLE idea_terms ADD COLUMN gist tsvector GENERATED ALWAYS AS (to_tsvector('simple', gist_title || ' ' || gist_story)) STORED",
    "CREATE INDEX ix_idea_terms_gist ON idea_terms USING gin (gist)",
)
POSTGRESQL_BACK = (
    "ALTER TABLE idea_terms DROP COLUMN gist",
    "ALTER TABLE idea_terms ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED",
    "CREATE INDEX ix_idea_terms_title_vector ON idea_terms USING gin (title_vector)",
)


def run(sqlite, postgresql):
    for statement in postgresql if op.get_bind().dialect.name == "postgresql" else sqlite:
        op.execute(statement)


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.add_column("idea_terms", sa.Column(name, kind, server_default="", nullable=False))
    op.create_index("ix_idea_terms_version", "idea_terms", ["version", "idea_id"])
    run(SQLITE, POSTGRESQL)
    op.create_table(
        "vocabulary",
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("ideas", sa.Integer(), nullable=False),
        sa.Column("near", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_vocabulary")),
    )
    op.create_index("ix_vocabulary_ideas", "vocabulary", ["ideas"])
    op.create_table(
        "spelling",
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("word", sa.String(length=24), nullable=False),
        sa.Column("ideas", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "word", name=op.f("pk_spelling")),
    )


def downgrade() -> None:
    op.drop_table("spelling")
    op.drop_table("vocabulary")
    names = [f"DROP TRIGGER idea_gist_{what}" for what in ("added", "removed", "changed")]
    run([*names, "DROP TABLE idea_gist"], POSTGRESQL_BACK)
    op.drop_index("ix_idea_terms_version", "idea_terms")
    for name, _kind in reversed(COLUMNS):
        op.drop_column("idea_terms", name)
