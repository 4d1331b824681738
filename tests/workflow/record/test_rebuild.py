"""The log alone gives back every other row."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import update

import workflow
from tests.workflow.bank import PEOPLE, Bank, actor
from tests.workflow.walks import WALKS, walk
from workflow import Difference
from workflow.store.tables import case, clock, event, obligation, step

subjects = iter(range(10_000, 10_000_000))


def differences(bank: Bank, case_id: int | None = None) -> list[Difference]:
    with bank.engine.begin() as db:
        return list(workflow.differences(db, case_id))


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(turns=WALKS)
def test_after_any_walk_the_events_rebuild_every_row(bank: Bank, turns: list[tuple[int, int, bool]]) -> None:
    with bank.engine.begin() as db:
        opened = workflow.start_case(db, subject_id=next(subjects), author_id=1, at=bank.at)
        walk(db, opened.case_id, turns, bank.at)
        assert list(workflow.differences(db, opened.case_id)) == []


def test_what_is_rebuilt_are_the_rows_as_values(bank: Bank) -> None:
    bank.until("signoff").verdicts(legal="ok_if")
    with bank.engine.begin() as db:
        rows = workflow.rebuild(db, bank.case_id)
        assert rows.case["stage"] == "planned"
        assert [row["outcome"] for row in rows.steps] == [
            "accept", "analyse", "review", "ok_if", "ok", "ok", "ok", None,
        ]  # fmt: skip
        assert [(row["slot"], row["closed_at"]) for row in rows.obligations] == [("legal", None)]
        assert rows == workflow.stored(db, bank.case_id)


def test_who_took_the_work_in_hand_is_in_the_log_and_is_no_move(bank: Bank) -> None:
    bank.until("evaluation")
    before = bank.case
    with bank.engine.begin() as db:
        workflow.claim(db, bank.case_id, "", actor("pm"), at=bank.at + timedelta(hours=1))
        workflow.claim(db, bank.case_id, "", actor("pm"), at=bank.at + timedelta(hours=2))
        events = [(e.action, e.actor_id) for e in workflow.history(db, bank.case_id)]
    assert events[-1] == ("claim", PEOPLE["pm"])
    assert [action for action, _ in events].count("claim") == 1
    assert (bank.case.last_by, bank.case.last_at) == (before.last_by, before.last_at)
    bank.do("analyse", "pm", version=before.row_version)
    assert differences(bank) == []


def test_an_imported_case_is_rebuilt_too(bank: Bank) -> None:
    long_ago = datetime(2019, 3, 1, tzinfo=UTC)
    rows = [workflow.ImportedCase(70 + n, 5, stage, long_ago) for n, stage in enumerate(bank.case.process.stages)]
    with bank.engine.begin() as db:
        workflow.import_cases(db, rows, at=bank.at)
    assert differences(bank) == []


def test_erased_words_are_missing_on_both_sides(bank: Bank) -> None:
    bank.until("signoff").verdicts(legal="ok_if")
    (duty,) = bank.case.obligations
    with bank.engine.begin() as db:
        workflow.close_obligation(db, duty.id or 0, actor("legal", 111), note="Fatto così.", at=bank.at)
        workflow.erase_texts(db, by_id=PEOPLE["legal"])
    assert differences(bank) == []
    (duty,) = bank.case.obligations
    assert (duty.text, duty.note) == (None, "Fatto così.")
    with bank.engine.begin() as db:
        workflow.erase_texts(db, case_id=bank.case_id)
    assert differences(bank) == []


def test_dates_are_those_promised_then_whatever_the_calendar_says_today(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.wait(days=3).do("answer", "author")
    kept = {day: "Festa nuova" for day in ("10-13", "10-14", "10-15", "10-16")}
    calendar = bank.case.process.calendar
    calendar.extra.update(kept)
    calendar._dues.clear()
    try:
        assert differences(bank) == []
    finally:
        for day in kept:
            del calendar.extra[day]
        calendar._dues.clear()


TAMPERINGS = {
    "a case in another stage": (case, {"stage": "uat"}, ("case", "stage")),
    "a case of somebody else": (case, {"author_id": 50}, ("case", "author_id")),
    "a later due date": (step, {"due_at": datetime(2030, 1, 1, tzinfo=UTC)}, ("steps", "due_at")),
    "another outcome": (step, {"outcome": "no"}, ("steps", "outcome")),
    "a promise put off": (clock, {"due_at": datetime(2030, 1, 1, tzinfo=UTC)}, ("clocks", "due_at")),
    "a condition met by nobody": (obligation, {"outcome": "met"}, ("obligations", "outcome")),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_row_changed_behind_the_log_is_named(bank: Bank, tampering: str) -> None:
    bank.until("signoff").verdicts(legal="ok_if")
    assert differences(bank) == []
    table, values, found = TAMPERINGS[tampering]
    column = table.c.id if table is case else table.c.case_id
    bank.change(update(table).where(column == bank.case_id).values(values))
    assert found in {(difference.table, difference.column) for difference in differences(bank)}
    assert {difference.case_id for difference in differences(bank)} == {bank.case_id}


def test_a_row_taken_out_or_put_in_is_named(bank: Bank) -> None:
    bank.until("analysis")
    with bank.engine.begin() as db:
        row = db.execute(step.select().where(step.c.case_id == bank.case_id, step.c.stage == "triage")).one()
        db.execute(step.delete().where(step.c.id == row.id))
    (missing,) = differences(bank)
    assert (missing.table, missing.key, missing.stored) == ("steps", (1, ""), None)


def test_a_case_without_events_is_unknown(bank: Bank) -> None:
    bank.change(event.delete().where(event.c.case_id == bank.case_id))
    with bank.engine.begin() as db, pytest.raises(workflow.UnknownCase):
        workflow.rebuild(db, bank.case_id)
