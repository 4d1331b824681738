"""What a person agreed to."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime

NEWS = "news"
CONSENTS = (NEWS,)
# Changes with the sentence that people agree to, which the row then still names.
WORDING = "2026-11"


class Consent(Base):
    """One yes of a person, with the version of the sentence they read. Taken back, it stays as proof of both moments;
    a person has at most one open row of each kind."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("uq_consent_open", "kind", "person_id", unique=True, sqlite_where=text("withdrawn_at IS NULL"),
              postgresql_where=text("withdrawn_at IS NULL")),
        Index("ix_consent_person", "person_id", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(20))
    wording: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
