"""Promises to the outside world: rows written with the change, delivered at least once by the clock.

Each message is claimed under a short lease, so that any number of machines share the work and a crash only delays;
on PostgreSQL claimers skip rows that another is claiming. A message that keeps failing becomes a dead letter, which a
person can see and retry (`flask outbox list|retry`).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Index, Integer, String, Text, UniqueConstraint, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel import clock, log
from ideas.kernel.db import Base, UtcDateTime, changed, db
from ideas.kernel.jobs import transaction

Handler = Callable[[dict[str, Any]], None]
MAX_ATTEMPTS = 8
CLAIM = timedelta(minutes=2)
FIRST_DELAY = timedelta(seconds=30)


class Undeliverable(Exception):
    """A handler raises it when trying again cannot help: the message is a dead letter at once."""


class Message(Base):
    """One promise. Waiting while neither `delivered_at` nor `dead_at` is set."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_outbox_waiting", "due_at", "id", sqlite_where=text("delivered_at IS NULL AND dead_at IS NULL"),
              postgresql_where=text("delivered_at IS NULL AND dead_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(120))
    payload: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dead_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(String(200))


@dataclass(frozen=True)
class Claimed:
    id: int
    kind: str
    payload: dict[str, Any]
    attempts: int


def promise(kind: str, key: str, payload: Mapping[str, Any]) -> None:
    """Write a message in the present transaction. `key` is its idempotency key, unique for ever."""
    at = clock.now()
    db.session.add(Message(kind=kind, key=key, payload=json.dumps(dict(payload)), created_at=at, due_at=at, attempts=0))


def deliver_due(limit: int = 200) -> int:
    """Deliver what is due, at most `limit` messages; how many were delivered."""
    delivered = 0
    for _ in range(limit):
        message = _claim()
        if message is None:
            break
        delivered += _deliver(message)
    return delivered


def _claim() -> Claimed | None:
    at = clock.now()
    with transaction():
        row = db.session.execute(
            select(Message.id, Message.kind, Message.payload, Message.attempts)
            .where(Message.delivered_at.is_(None), Message.dead_at.is_(None), Message.due_at <= at)
            .order_by(Message.due_at, Message.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if row is None:
            return None
        db.session.execute(
            update(Message).where(Message.id == row.id).values(attempts=row.attempts + 1, due_at=at + CLAIM)
        )
    return Claimed(row.id, row.kind, json.loads(row.payload), row.attempts + 1)


def _deliver(message: Claimed) -> bool:
    handlers: Mapping[str, Handler] = current_app.extensions["outbox_handlers"]
    try:
        with transaction():
            handlers[message.kind](message.payload)
            db.session.execute(
                update(Message).where(Message.id == message.id).values(delivered_at=clock.now(), error=None)
            )
    except Exception as problem:
        _postpone(message, problem)
        return False
    log.event("outbox_delivered", id=message.id, kind=message.kind, attempts=message.attempts)
    return True


def _postpone(message: Claimed, problem: Exception) -> None:
    at = clock.now()
    dead = message.attempts >= MAX_ATTEMPTS or isinstance(problem, Undeliverable)
    delay = FIRST_DELAY * 2 ** (message.attempts - 1)
    with transaction():
        db.session.execute(
            update(Message)
            .where(Message.id == message.id)
            .values(due_at=at + delay, dead_at=at if dead else None, error=type(problem).__name__)
        )
    log.event("outbox_failed", id=message.id, kind=message.kind, attempts=message.attempts, dead=dead)


def dead_letters() -> list[Message]:
    return list(db.session.scalars(select(Message).where(Message.dead_at.is_not(None)).order_by(Message.id)))


def retry(message_id: int) -> bool:
    """Put a dead letter back in the queue; False when there is none of this number."""
    again = update(Message).where(Message.id == message_id, Message.dead_at.is_not(None))
    return changed(again.values(dead_at=None, attempts=0, due_at=clock.now())) == 1
