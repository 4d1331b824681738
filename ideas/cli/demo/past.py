"""What was told in the past: people know it already, and its mails went out at the time."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from ideas.kernel.db import db
from ideas.kernel.outbox import Message
from ideas.notifications import commands as notifications
from ideas.notifications.models import Notification

RECENT = timedelta(days=5)
FAN_OUT = "fan_out"


class Past:
    """The last days are left as they are: their mails go out when the clock starts, their notifications are new."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.recent_from = now - RECENT

    def settle(self, at: datetime) -> None:
        """Tell followers and voters at once what the clock would tell them, and date the promises of `at`."""
        waiting = select(Message.id, Message.payload).where(Message.delivered_at.is_(None), Message.kind == FAN_OUT)
        for message in db.session.execute(waiting).all():
            _tell(json.loads(message.payload))
            self._delivered(at, Message.id == message.id)
        if at < self.recent_from:
            self._delivered(at, Message.delivered_at.is_(None))

    def _delivered(self, at: datetime, which: ColumnElement[bool]) -> None:
        values = {"created_at": at, "due_at": at, "delivered_at": at, "attempts": 1}
        db.session.execute(update(Message).where(which).values(values))

    def close(self) -> None:
        """People have read what is not recent."""
        old = (
            select(Notification.person_id, func.max(Notification.id))
            .where(Notification.at < self.recent_from)
            .group_by(Notification.person_id)
        )
        for person_id, last in db.session.execute(old).all():
            notifications.mark_read(person_id, last, self.now)


def _tell(payload: dict[str, Any]) -> None:
    spread = notifications.about(payload["update_id"], payload["audience"])
    last: int | None = 0
    while last is not None:
        last = notifications.tell_next(spread, last)
