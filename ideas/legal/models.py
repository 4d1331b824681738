"""What people tell us about accessibility."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel.db import Base, UtcDateTime


class AccessibilityReport(Base):
    """Something that somebody could not use. `email` is empty when they want no answer."""

    __tablename__ = "accessibility_report"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), default="")
    page: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text)
