"""What makes ideas findable, computed once in Python, so that both databases find the same.

`idea_terms` holds the stems, for searching, and the gist, for ideas that ask for the same. PostgreSQL keeps a
`tsvector` of each with a GIN index; SQLite mirrors them in the FTS5 tables `idea_fts`, `idea_gist`.
`vocabulary` and `spelling` are learnt from all ideas by a job.
"""

from sqlalchemy import DDL, ForeignKey, Index, String, Text, event
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
    "CREATE VIRTUAL TABLE idea_gist USING fts5(gist_title, gist_story, content='idea_terms', content_rowid='idea_id',"
    " tokenize='unicode61', detail='none')",
    "CREATE TRIGGER idea_gist_added AFTER INSERT ON idea_terms BEGIN"
    " INSERT INTO idea_gist(rowid, gist_title, gist_story)"
    " VALUES (new.idea_id, new.gist_title, new.gist_story); END",
    "CREATE TRIGGER idea_gist_removed AFTER DELETE ON idea_terms BEGIN"
    " INSERT INTO idea_gist(idea_gist, rowid, gist_title, gist_story)"
    " VALUES ('delete', old.idea_id, old.gist_title, old.gist_story); END",
    "CREATE TRIGGER idea_gist_changed AFTER UPDATE ON idea_terms BEGIN"
    " INSERT INTO idea_gist(idea_gist, rowid, gist_title, gist_story)"
    " VALUES ('delete', old.idea_id, old.gist_title, old.gist_story);"
    " INSERT INTO idea_gist(rowid, gist_title, gist_story)"
    " VALUES (new.idea_id, new.gist_title, new.gist_story); END",
)
POSTGRES_DDL = (
    "ALTER TABLE idea_terms ADD COLUMN vector tsvector GENERATED ALWAYS AS"
    " (setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', story), 'C')) STORED",
    "ALTER TABLE idea_terms ADD COLUMN gist tsvector GENERATED ALWAYS AS"
    " (to_tsvector('simple', gist_title || ' ' || gist_story)) STORED",
    "CREATE INDEX ix_idea_terms_gist ON idea_terms USING gin (gist)",
    "CREATE INDEX ix_idea_terms_vector ON idea_terms USING gin (vector)",
)


class IdeaTerms(Base):
    """Stems separated by spaces, in the order of the text; gists as `words.gist` writes them. `version` is that of
    the lexicon and the stemmer which made them."""

    __tablename__ = "idea_terms"
    __table_args__ = (Index("ix_idea_terms_version", "version", "idea_id"),)

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    story: Mapped[str] = mapped_column(Text)
    gist_title: Mapped[str] = mapped_column(Text, server_default="")
    gist_story: Mapped[str] = mapped_column(Text, server_default="")
    version: Mapped[str] = mapped_column(String(16), server_default="")


class Vocabulary(Base):
    """How many public ideas speak of a token, and which tokens stand in the same company: "token weight" pairs
    separated by spaces. The row with the empty token counts all ideas."""

    __tablename__ = "vocabulary"
    __table_args__ = (Index("ix_vocabulary_ideas", "ideas"),)

    token: Mapped[str] = mapped_column(String(40), primary_key=True)
    ideas: Mapped[int] = mapped_column()
    near: Mapped[str] = mapped_column(Text, default="")


class Spelling(Base):
    """A word of the board, under each key that is left when it loses one letter or none: a word typed wrongly by one
    letter shares a key with it."""

    __tablename__ = "spelling"

    key: Mapped[str] = mapped_column(String(24), primary_key=True)
    word: Mapped[str] = mapped_column(String(24), primary_key=True)
    ideas: Mapped[int] = mapped_column()


for statement in SQLITE_DDL:
    event.listen(IdeaTerms.__table__, "after_create", DDL(statement).execute_if(dialect="sqlite"))
for statement in POSTGRES_DDL:
    event.listen(IdeaTerms.__table__, "after_create", DDL(statement).execute_if(dialect="postgresql"))
