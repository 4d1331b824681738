"""The dates that a preview says would move are those that the publication moves."""

from datetime import timedelta

from sqlalchemy import select

import workflow
from tests.workflow.versions.office import FASTER, LOOKED_OVER, Office, edited

step = workflow.tables.step


def open_dates(office: Office) -> dict[int, object]:
    with office.bank.engine.begin() as db:
        return {row.id: row.due_at for row in db.execute(select(step.c.id, step.c.due_at))}


def preview(office: Office, text: str, limit: int = 50) -> tuple[workflow.MovedDate, ...]:
    with office.bank.engine.begin() as db:
        return workflow.moving_dates(db, workflow.load(text), at=office.bank.at, limit=limit)


def test_the_preview_names_exactly_the_dates_that_the_publication_moves(office: Office) -> None:
    office.crowd("analysis", "analysis", "evaluation")
    office.bank.at += timedelta(days=6)
    office.crowd("analysis", first=3000)
    before = open_dates(office)
    told = preview(office, edited(*FASTER))
    assert open_dates(office) == before, "a preview writes nothing"
    office.publish(edited(*FASTER))
    after = open_dates(office)
    assert {one.id: one.new_due_at for one in told} == {n: after[n] for n in before if after[n] != before[n]}
    assert len(told) == 3 and all(one.due_at == before[one.id] for one in told)


def test_a_change_of_words_moves_no_date(office: Office) -> None:
    office.crowd("analysis", "triage")
    assert preview(office, edited(*LOOKED_OVER)) == ()


def test_the_preview_looks_at_no_more_than_it_was_told(office: Office) -> None:
    office.crowd(*["analysis"] * 5)
    assert len(preview(office, edited(*FASTER), limit=2)) == 2
