"""People and their roles."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.kernel import text
from ideas.kernel.db import Base, UtcDateTime

CUSTOMER, STAFF = "customer", "staff"
# The roles of the process, and two that only this house has: executive and admin.
ROLES = (
    "moderator", "pm", "analyst", "legal", "compliance", "security", "care", "developer", "communications",
    "executive", "admin",
)  # fmt: skip


class Person(UserMixin, Base):
    """A customer or a colleague. `email` is lower case; `stamp` changes to end every session at once."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10), default=CUSTOMER)
    password_hash: Mapped[str] = mapped_column(String(255))
    stamp: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2), default="it")
    mails: Mapped[bool] = mapped_column(default=True)
    unread: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    role_rows: Mapped[list["PersonRole"]] = relationship(lazy="joined", cascade="all, delete-orphan")

    @property
    def is_staff(self) -> bool:
        return self.kind == STAFF

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(row.role for row in self.role_rows)

    @property
    def public_name(self) -> str:
        """Colleagues answer with their whole name, customers show the initial only."""
        return self.name if self.is_staff else text.public_name(self.name)

    @property
    def initials(self) -> str:
        return text.initials(self.name)

    def get_id(self) -> str:
        """What the session cookie holds: useless once the stamp has changed."""
        return f"{self.id}.{self.stamp}"


class PersonRole(Base):
    """One role of one person."""

    __tablename__ = "person_role"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True, index=True)
