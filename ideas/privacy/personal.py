"""What a person agreed to."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from ideas.kernel.db import db
from ideas.privacy.models import Consent


def export(person_id: int) -> dict[str, Any]:
    agreed = select(Consent.kind, Consent.wording, Consent.given_at, Consent.withdrawn_at)
    rows = db.session.execute(agreed.where(Consent.person_id == person_id).order_by(Consent.id))
    return {"consents": [dict(row) for row in rows.mappings()]}


def erase(person_id: int, at: datetime) -> None:
    db.session.execute(delete(Consent).where(Consent.person_id == person_id))
