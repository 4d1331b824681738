"""The due dates that the publication of a draft would move. Nothing is written."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from workflow.definition.model import Process, Stage
from workflow.engine.moves import deadlines
from workflow.engine.state import Step
from workflow.store.calendars import MovedDate
from workflow.store.tables import case, step
from workflow.store.versions import Db, processes, running
from workflow.versions.carrying import Passage, due_again


def moving_dates(db: Db, new: Process, *, at: datetime, limit: int) -> tuple[MovedDate, ...]:
    """Of the first `limit` pieces of open work in stages whose time changes, those whose date would be another; the
    first to fall due first. Promises across stages keep their dates, and so does all other work."""
    _, present = running(db, new.key)
    changed = [stage.id for stage in present.stages.values() if _changed(stage, _home(new, stage))]
    if not changed:
        return ()
    process_of = processes(db)
    columns = (step.c.id, step.c.case_id, step.c.stage, step.c.slot, step.c.opened_at, step.c.due_at)
    chosen = (
        select(*columns, step.c.round, step.c.role, case.c.subject_id, case.c.version_id)
        .join(case, case.c.id == step.c.case_id)
        .where(case.c.process_key == new.key, step.c.closed_at.is_(None), step.c.stage.in_(changed))
        .order_by(step.c.due_at, step.c.id)
        .limit(limit)
    )
    found = []
    for row in db.execute(chosen):
        again, _ = deadlines(new, new.stages[new.renamed("stage", row.stage)], row.opened_at)
        due_at = due_again(Passage(process_of(row.version_id), new, {}, at), _step(row), again)
        if due_at != row.due_at:
            found.append(
                MovedDate("step", row.id, row.case_id, row.subject_id, row.stage, row.slot, row.due_at, due_at)
            )
    return tuple(found)


def _home(new: Process, stage: Stage) -> Stage | None:
    return new.stages.get(new.renamed("stage", stage.id))


def _changed(stage: Stage, home: Stage | None) -> bool:
    """Whether the work goes on there with another time; an end has none, and a stage entered anew begins again."""
    if home is None or stage.is_end or home.is_end or bool(stage.offices) != bool(home.offices):
        return False
    return (stage.due, stage.due_else) != (home.due, home.due_else)


def _step(row: Any) -> Step:
    return Step(row.stage, row.slot, row.round, row.role, row.opened_at, row.due_at)
