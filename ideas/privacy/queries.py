"""Everything we keep about somebody, and what they agreed to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import select

from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.privacy.models import CONSENTS, Consent


@dataclass(frozen=True)
class PersonalData:
    """The `personal` room of a capability: `export` gives plain values and datetimes, `erase` is done inside the
    transaction of the erasure."""

    capability: str
    export: Callable[[int], dict[str, Any]]
    erase: Callable[[int, datetime], None]


def personal_data() -> Sequence[PersonalData]:
    """The rooms in the order of erasure: whoever needs to know whose rows they are comes before whoever forgets it."""
    rooms: Sequence[PersonalData] = current_app.extensions["personal_data"]
    return rooms


def everything_about(person_id: int) -> dict[str, Any]:
    """What every capability keeps about a person, ready for JSON: instants as ISO 8601, UTC."""
    about = {room.capability: room.export(person_id) for room in reversed(personal_data())}
    return {"made_at": clock.now().isoformat(), **{name: _plain(data) for name, data in about.items()}}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def consents(person_id: int) -> dict[str, datetime | None]:
    """Each kind of consent with the moment it was given, None where there is none."""
    given = select(Consent.kind, Consent.given_at).where(Consent.person_id == person_id, Consent.withdrawn_at.is_(None))
    found = {row.kind: row.given_at for row in db.session.execute(given)}
    return {kind: found.get(kind) for kind in CONSENTS}
