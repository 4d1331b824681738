"""Search terms of each idea, computed once in Python, so that both databases find the same.

PostgreSQL keeps a weighted `tsvector` and one of the titles alone (similar ideas look there), each with a GIN index;
SQLite mirrors the two columns in the FTS5 table `idea_fts` (rowid = idea_id).
"""

from sqlalchemy import DDL, ForeignKey, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base

SQLITE_DDL = (
    "CREATE VIRTUAL TABLE idea_fts USING fts5(title, story, content='idea_terms', content_rowid='idea_id',"
    " tokenize='unicode61')",
    "CREATE TRIGGER idea_terms_added AFTER INSERT ON idea_terms BEGIN"
    " INSERT INTO idea_fts(rowid, title, story) VALUES (new.idea_id, new.title, new.story); END",
    "CREATE TRIGGER idea_terms_removed AFTER DELETE ON idea_terms BEGIN"
    " INSERT INTO idea_fts(idea_fts, rowid, title, story) VALUES ('delete', old.idea_id, old.title, old.story); END",
    "CREATE TRIGGER idea_terms_changed AFTER UPDATE ON idea_terms BEGIN"
    " INSERT INTO idea_fts(idea_fts, rowid, title, story) VALUES ('delete', old.idea_id, old.title, old.story);"
    " INSERT INTO idea_fts(rowid, title, story) VALUES (new.idea_id, new.title, new.story); END",
)
POSTGRES_DDL = (
    "ALTER TABLE idea_terms ADD COLUMN vector tsvector GENERATED ALWAYS AS"
    " (setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', story), 'C')) STORED",
    "ALTER TABLE idea_terms ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', title)) STORED",
    "CREATE INDEX ix_idea_terms_title_vector ON idea_terms USING gin (title_vector)",
    "CREATE INDEX ix_idea_terms_vector ON idea_terms USING gin (vector)",
)


class IdeaTerms(Base):
    """Stems separated by spaces, in the order of the text."""

    __tablename__ = "idea_terms"

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    story: Mapped[str] = mapped_column(Text)


for statement in SQLITE_DDL:
    event.listen(IdeaTerms.__table__, "after_create", DDL(statement).execute_if(dialect="sqlite"))
for statement in POSTGRES_DDL:
    event.listen(IdeaTerms.__table__, "after_create", DDL(statement).execute_if(dialect="postgresql"))
