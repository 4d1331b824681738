"""What a person does with their own data."""

from datetime import datetime

from sqlalchemy import update

from ideas.accounts import commands as accounts
from ideas.accounts.models import Person
from ideas.kernel import log
from ideas.kernel.db import changed, insert
from ideas.privacy.errors import ColleaguesStay
from ideas.privacy.models import WORDING, Consent
from ideas.privacy.queries import personal_data


def erase_account(person: Person, password: str, at: datetime) -> None:
    """Forget a customer in every capability; the only thing left of them is an empty row.

    Raises BadField for a wrong password, ColleaguesStay for a member of staff.
    """
    if person.is_staff:
        raise ColleaguesStay
    person_id = person.id
    accounts.prove(person_id, password)
    for room in personal_data():
        room.erase(person_id, at)
    log.event("account_erased", id=person_id)


def agree(person_id: int, kind: str, at: datetime) -> bool:
    """Write down a yes, with the version of what was read; False when there was one already."""
    row = insert(Consent).values(person_id=person_id, kind=kind, wording=WORDING, given_at=at)
    return bool(changed(row.on_conflict_do_nothing()))


def take_back(person_id: int, kind: str, at: datetime) -> bool:
    """End a consent from now on; False when there was none."""
    mine = update(Consent).where(Consent.person_id == person_id, Consent.kind == kind, Consent.withdrawn_at.is_(None))
    return bool(changed(mine.values(withdrawn_at=at)))
