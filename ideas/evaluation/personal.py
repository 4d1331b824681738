"""What a person did and wrote on the bank's path, and who stood in for whom."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_, select

import workflow
from ideas.kernel.db import db
from workflow import tables


def export(person_id: int) -> dict[str, Any]:
    """Rows of the record that name the person, with what they wrote."""
    case, step, event, text = tables.case, tables.step, tables.event, tables.event_text
    wrote = (
        select(event.c.case_id, event.c.at, event.c.action, text.c.field, text.c.text)
        .join(text, (text.c.case_id == event.c.case_id) & (text.c.seq == event.c.seq))
        .where(event.c.actor_id == person_id)
        .order_by(event.c.case_id, event.c.seq)
    )
    return {
        "cases": _rows(select(case.c.id, case.c.subject_id, case.c.opened_at).where(case.c.author_id == person_id)),
        "last_moves": _rows(select(case.c.id, case.c.last_at).where(case.c.last_by == person_id)),
        "acts": _rows(
            select(event.c.case_id, event.c.at, event.c.action, event.c.actor_id, event.c.on_behalf_of_id)
            .where(_names(event, person_id, "actor_id", "on_behalf_of_id"))
            .order_by(event.c.case_id, event.c.seq)
        ),
        "words": _rows(wrote),
        "work": _rows(
            select(step.c.case_id, step.c.stage, step.c.slot, step.c.opened_at, step.c.closed_at, step.c.reason)
            .where(_names(step, person_id, "assignee_id", "by_id", "on_behalf_of_id"))
            .order_by(step.c.id)
        ),
        "conditions": _rows(_conditions(person_id)),
        "absences": _rows(_absences(person_id)),
    }


def _conditions(person_id: int) -> Select[Any]:
    table = tables.obligation
    chosen = select(table.c.case_id, table.c.text, table.c.note, table.c.opened_at, table.c.closed_at)
    return chosen.where(_names(table, person_id, "opened_by", "closed_by")).order_by(table.c.id)


def _absences(person_id: int) -> Select[Any]:
    table = tables.delegation
    named = _names(table, person_id, "from_id", "to_id", "by_id", "revoked_by")
    return select(table.c.from_id, table.c.to_id, table.c.starts_on, table.c.ends_on).where(named).order_by(table.c.id)


def _names(table: Table, person_id: int, *columns: str) -> ColumnElement[bool]:
    return or_(*(table.c[column] == person_id for column in columns))


def _rows(query: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in db.session.execute(query).mappings()]


def erase(person_id: int, at: datetime) -> None:
    """The words go. Who acted stays as a bare number, which by then leads to an empty row: the chain of the record
    is made of those numbers and would no longer prove anything without them."""
    workflow.erase_texts(db.session, by_id=person_id)
