"""Telling people, once each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from ideas.accounts.models import Person
from ideas.kernel.db import db, insert
from ideas.kernel.ids import new_token
from ideas.kernel.outbox import promise
from ideas.notifications.models import HANDED_OVER, OF_COMMENTS, OF_DECISIONS, RECEIPT, UPDATE, Notification


@dataclass(frozen=True)
class Told:
    """A fact worth telling: which one, about which idea, when it happened."""

    kind: str
    idea_id: int
    at: datetime
    update_id: int | None = None
    comment_id: int | None = None
    step_id: int | None = None
    decision_id: int | None = None
    complaint_id: int | None = None

    @property
    def key(self) -> str:
        known = {RECEIPT: self.idea_id, UPDATE: self.update_id, HANDED_OVER: self.complaint_id}
        known |= dict.fromkeys(OF_COMMENTS, self.comment_id)
        number = self.decision_id if self.kind in OF_DECISIONS else known.get(self.kind, self.step_id)
        return f"{self.kind}:{number}"


def tell(told: Told, person_ids: Sequence[int], *, mail: bool) -> list[int]:
    """Tell several people (at most a few hundred), each once for ever; the ids of those who did not know yet.

    With `mail`, whoever wants mails is also promised one.
    """
    new = _record(told, person_ids)
    if new:
        db.session.execute(
            update(Person)
            .where(Person.id.in_(new))
            .values(unread=Person.unread + 1)
            .execution_options(synchronize_session=False)
        )
        if mail:
            for person_id in _who_want_mails(new):
                promise_mail(told, person_id)
    return new


def _who_want_mails(person_ids: Sequence[int]) -> Sequence[int]:
    query = select(Person.id).where(Person.id.in_(person_ids), Person.mails).order_by(Person.id)
    return db.session.scalars(query).all()


def _record(told: Told, person_ids: Sequence[int]) -> list[int]:
    if not person_ids:
        return []
    rows = [
        {
            "person_id": person_id, "event_key": told.key, "kind": told.kind, "idea_id": told.idea_id,
            "update_id": told.update_id, "comment_id": told.comment_id, "step_id": told.step_id, "at": told.at,
            "decision_id": told.decision_id, "complaint_id": told.complaint_id,
        }
        for person_id in person_ids
    ]  # fmt: skip
    statement = insert(Notification).values(rows).on_conflict_do_nothing().returning(Notification.person_id)
    return sorted(db.session.scalars(statement))


def promise_mail(told: Told, person_id: int) -> None:
    """A mail about a fact, written by the clock."""
    about = {"idea_id": told.idea_id, "update_id": told.update_id, "comment_id": told.comment_id}
    _promise(told.kind, f"{told.key}:{person_id}", person_id, about)


def promise_ruling(message: str, key: str, *, to: int | None = None, **about: int) -> None:
    """A mail that the law asks for, sent whatever the person chose: to somebody of ours, or (`to` empty) to whoever
    left an address with a report."""
    promise("mail", f"{message}:{key}", {"message": message, "key": f"{message}:{key}", "person_id": to, **about})


def promise_service_mail(message: str, person_id: int) -> None:
    """A mail about the account, sent whatever the person chose about the others."""
    _promise(message, f"{message}:{person_id}:{new_token()}", person_id, {})


def _promise(message: str, key: str, person_id: int, about: dict[str, int | None]) -> None:
    promise("mail", key, {"message": message, "key": key, "person_id": person_id, **about})
