"""Who is away now and soon, and who stands in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

import workflow
from ideas.accounts import queries as people
from ideas.accounts.queries import Signature
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.process import running

SHOWN = 100
delegation = workflow.tables.delegation


@dataclass(frozen=True)
class AbsenceRow:
    """`now` when it has begun; both days are included."""

    away: Signature | None
    instead: Signature | None
    by: Signature | None
    roles: str
    starts_on: date
    ends_on: date
    now: bool


def absence_rows(today: date) -> Sequence[AbsenceRow]:
    """Those that are not over, the first to begin first, at most SHOWN."""
    chosen = (
        select(delegation)
        .where(delegation.c.revoked_at.is_(None), delegation.c.ends_on >= today)
        .order_by(delegation.c.starts_on, delegation.c.id)
        .limit(SHOWN)
    )
    rows = db.session.execute(chosen).all()
    names = people.signatures(who for row in rows for who in (row.from_id, row.to_id, row.by_id))
    known, lang = running().roles, language()
    return [
        AbsenceRow(
            names.get(row.from_id),
            names.get(row.to_id),
            names.get(row.by_id) if row.by_id != row.from_id else None,
            ", ".join(known[role].title.in_(lang) for role in row.roles.split(",") if role in known),
            row.starts_on,
            row.ends_on,
            row.starts_on <= today,
        )
        for row in rows
    ]
