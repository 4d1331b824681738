"""Support: one vote and one follow of a person for an idea, unique in the database."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime


class Vote(Base):
    __tablename__ = "vote"
    __table_args__ = (Index("ix_vote_person", "person_id", "idea_id"),)

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Follow(Base):
    __tablename__ = "follow"
    __table_args__ = (Index("ix_follow_person", "person_id", "idea_id"),)

    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
