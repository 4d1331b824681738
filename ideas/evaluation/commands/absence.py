"""Being away: somebody stands in."""

from datetime import date, datetime

import workflow
from ideas.accounts.models import Person
from ideas.evaluation.errors import refused
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.process import running


def stand_in(person: Person, to_id: int, starts_on: date, ends_on: date, at: datetime) -> int:
    """`to_id` does the person's work in all their roles, both days included; the number of the delegation.

    Raises Invalid with a sentence beside the field: away twice, a chain, days in the wrong order.
    """
    roles = person.roles & running().roles.keys()
    with refused():
        return workflow.delegate(
            db.session, from_id=person.id, to_id=to_id, roles=roles, starts_on=starts_on, ends_on=ends_on,
            by_id=person.id, today=clock.local_date(at), at=at,
        )  # fmt: skip


def be_back(person: Person, delegation_id: int, at: datetime) -> None:
    """Nobody stands in for the person any more. Raises NotNow when that was over already."""
    with refused():
        workflow.revoke(db.session, delegation_id, from_id=person.id, by_id=person.id, at=at)
