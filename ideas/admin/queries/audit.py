"""Whether the chains of the log hold: of the cases moved last, or of one that is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

import workflow
from ideas.board.models import Idea
from ideas.kernel.db import db
from ideas.kernel.ids import practice_number
from workflow import Broken

LATEST, MOVES = 20, 200
cases, event = workflow.tables.case, workflow.tables.event


@dataclass(frozen=True)
class Chain:
    """The log of one idea; `broken` names the first link that does not hold."""

    idea_id: int
    number: str
    title: str
    moved_at: datetime
    links: int
    broken: Broken | None


@dataclass(frozen=True)
class Audit:
    """`unknown` when the number asked for belongs to no case."""

    chains: Sequence[Chain]
    unknown: bool = False


def audit(typed: str) -> Audit:
    """Follow the chains of the LATEST cases among the last MOVES moves, or of the idea whose number was typed."""
    chosen = (
        select(cases.c.id, cases.c.row_version, cases.c.last_at, Idea.id.label("idea_id"), Idea.title, Idea.created_at)
        .join(Idea, Idea.id == cases.c.subject_id)
        .order_by(cases.c.last_at.desc(), cases.c.id.desc())
        .limit(LATEST)
    )
    if typed.strip():
        number = _number(typed)
        chosen = chosen.where(cases.c.subject_id == number, cases.c.process_key == "idea")
    else:
        moves = select(event.c.case_id).order_by(event.c.at.desc()).limit(MOVES).subquery()
        chosen = chosen.where(cases.c.id.in_(select(moves.c.case_id)))
    chains = [
        Chain(
            row.idea_id, practice_number(row.idea_id, row.created_at), row.title, row.last_at, row.row_version,
            workflow.verify(db.session, row.id),
        )
        for row in db.session.execute(chosen).all()
    ]  # fmt: skip
    return Audit(chains, unknown=bool(typed.strip()) and not chains)


def _number(typed: str) -> int:
    """ "1187/26" and "1187" are idea 1187."""
    digits = typed.strip().partition("/")[0]
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0
