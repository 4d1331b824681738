"""Support: one vote and one follow of a person for an idea, unique in the database, whoever recorded it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime


class Vote(Base):
    """`channel` is where it was given when a colleague (`by_id`) recorded it for a customer; empty: here, in person."""

    __tablename__ = "vote"
    __table_args__ = (Index("ix_vote_person", "person_id", "idea_id"),)

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    channel: Mapped[str] = mapped_column(String(10), default="", server_default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)


class ProxyVote(Base):
    """A vote that a colleague recorded for a customer without an account. `mark` stands for the customer: a keyed
    fingerprint of the address or number they gave, which is not stored."""

    __tablename__ = "proxy_vote"

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    channel: Mapped[str] = mapped_column(String(10))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Follow(Base):
    __tablename__ = "follow"
    __table_args__ = (Index("ix_follow_person", "person_id", "idea_id"),)

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
