"""A person's own row, and what is left of it once they have gone."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from ideas.accounts.models import Person, PersonRole
from ideas.kernel.db import db
from ideas.kernel.ids import new_token

GONE = "erased.{id}@erased.invalid"


def export(person_id: int) -> dict[str, Any]:
    """Everything in the row but the hash of the password and the mark of the session."""
    row = db.session.execute(
        select(
            Person.name, Person.email, Person.kind, Person.language, Person.mails, Person.unread, Person.created_at,
            Person.confirmed_at,
        ).where(Person.id == person_id)
    ).mappings().one()  # fmt: skip
    roles = select(PersonRole.role).where(PersonRole.person_id == person_id).order_by(PersonRole.role)
    return {"id": person_id, **row, "roles": list(db.session.scalars(roles))}


def erase(person_id: int, at: datetime) -> None:
    """An empty row stays, so that what others built on it still stands; nobody signs in with it any more."""
    db.session.execute(delete(PersonRole).where(PersonRole.person_id == person_id))
    nobody = {
        "name": "", "email": GONE.format(id=person_id), "password_hash": "", "stamp": new_token(), "mails": False,
        "unread": 0, "confirmed_at": None,
    }  # fmt: skip
    db.session.execute(update(Person).where(Person.id == person_id).values(nobody))
    db.session.expire_all()
