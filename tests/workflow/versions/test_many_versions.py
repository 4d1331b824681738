"""Versions one after the other while the work goes on: warnings go over and come back, rows stay what the log says."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

import workflow
from tests.workflow.bank import SUBJECT, Bank
from tests.workflow.test_two_at_once import at_once
from tests.workflow.versions.office import (
    APPROVER,
    FASTER,
    LOOKED_OVER,
    NO_CARE,
    RENAMED,
    RISK,
    THIRD,
    WRITER,
    Office,
    edited,
    without_uat,
)  # fmt: skip
from tests.workflow.walks import MOVES, walk
from workflow import Step

SLOWER = (('role = "analyst"\ndue = "10bd"', 'role = "analyst"\ndue = "11bd"'), ('due = "25bd"', 'due = "40bd"'))
TEXTS = {
    "one office more": edited(*RISK), "one office less": edited(*NO_CARE), "less time": edited(*FASTER),
    "renamed": edited(*RENAMED), "renamed, with risk": edited(*RENAMED, *RISK), "other texts": edited(*LOOKED_OVER),
    "a stage gone": without_uat(), "more time": edited(*SLOWER), "as shipped": edited(),
}  # fmt: skip
subjects = iter(range(70_000, 10_000_000))
TURNS = st.lists(MOVES | MOVES | MOVES | st.sampled_from([*TEXTS, *["undo"] * 9]), min_size=4, max_size=18)


def analysis(bank: Bank) -> Step:
    return bank.case.open_steps[0]


def noticed(bank: Bank) -> list[str]:
    with bank.engine.begin() as db:
        return [each.kind for each in workflow.watch(db, at=bank.at) if each.case.subject_id == SUBJECT]


def test_what_was_reported_to_the_role_above_goes_over_and_is_not_reported_twice(office: Office, bank: Bank) -> None:
    bank.until("analysis").wait(days=21)
    assert "step_overdue" in noticed(bank)
    before = analysis(bank)
    assert before.escalated_at == bank.at
    done = office.publish(edited(*RISK))
    assert analysis(bank) == before and noticed(bank) == []
    office.undo(done.id)
    assert analysis(bank) == before and noticed(bank) == []
    assert office.differences() == []


def test_another_date_has_a_warning_of_its_own_and_undone_the_old_one_is_back(office: Office, bank: Bank) -> None:
    bank.until("analysis")
    before = analysis(bank)
    bank.at = before.warn_at or bank.at
    assert noticed(bank) == ["step_soon"]
    done = office.publish(edited(*SLOWER))
    after, calendar = analysis(bank), bank.case.process.calendar
    assert after.warn_at == calendar.due_after(before.opened_at, 8.25, "bd") > bank.at
    assert office.differences() == [] and noticed(bank) == []
    office.undo(done.id)
    assert analysis(bank) == before and office.differences() == []
    again = office.publish(edited(*SLOWER))
    bank.at = after.warn_at or bank.at
    assert noticed(bank) == ["step_soon"]  # of the new date
    office.undo(again.id)
    assert analysis(bank) == before and office.differences() == []


def test_a_report_of_a_date_that_moved_is_taken_back_and_undone_it_stands_again(office: Office, bank: Bank) -> None:
    bank.until("analysis")
    bank.at = analysis(bank).due_at + timedelta(minutes=1)
    noticed(bank)
    before = analysis(bank)
    done = office.publish(edited(*SLOWER))
    assert before.escalated_at is not None and analysis(bank).escalated_at is None
    office.undo(done.id)
    assert analysis(bank) == before
    assert bank.verified() is None and office.differences() == []


def test_an_old_name_may_stay_in_the_file(office: Office, bank: Bank) -> None:
    bank.until("analysis")
    office.publish(edited(*RENAMED))
    office.publish(edited(*RENAMED, *RISK))
    assert bank.case.stage == "study" and office.differences() == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(turns=TURNS)
def test_whatever_is_published_and_undone_while_people_work_the_log_rebuilds_every_row(
    bank: Bank, turns: list[Any]
) -> None:
    connection, at = bank.engine.connect(), bank.at
    try:
        opened = workflow.start_case(connection, subject_id=next(subjects), author_id=1, at=at)
        for n, turn in enumerate(turns):
            if isinstance(turn, str):
                at += timedelta(minutes=1)
                event(turn_of_versions(connection, turn, at))
            else:
                at = walk(connection, opened.case_id, [turn], at, first=n)
            assert list(workflow.differences(connection)) == [], turn
        assert workflow.verify(connection) is None
    finally:
        connection.rollback()
        connection.close()


def turn_of_versions(connection: Connection, what: str, at: datetime) -> str:
    """What became of it: a refusal is an answer too, and leaves everything as it was."""
    try:
        if what == "undo":
            last = workflow.publications(connection)[0]
            workflow.undo(connection, last.id, by=THIRD, at=at)
        else:
            if (present := workflow.draft(connection)) is not None:
                workflow.discard_draft(connection, seen=present.n)
            workflow.save_draft(connection, TEXTS[what], by=WRITER, at=at)
            gone = what == "a stage gone" and "uat" in workflow.running(connection)[1].stages
            decided = {"uat": "development"} if gone else {}
            workflow.publish(connection, seen=1, by=APPROVER, decided=decided, at=at)
    except workflow.WorkflowRefusal as refused:
        return refused.code
    return "undone" if what == "undo" else "published"


def test_who_opens_a_case_while_a_version_comes_into_force_opens_it_in_that_one(office: Office, bank: Bank) -> None:
    def open_one() -> int:
        with bank.engine.begin() as db:
            return workflow.start_case(db, subject_id=next(subjects), author_id=1, at=bank.at).case_id

    for text in (TEXTS["other texts"], TEXTS["less time"], TEXTS["one office more"]):
        office.save(text)
        *opened, _ = at_once(open_one, open_one, open_one, office.publish)
        with bank.engine.begin() as db:
            cases = [workflow.case_by_id(db, case_id) for case_id in opened]
        assert {case.version_id for case in cases if case} == {office.running()}
    assert bank.verified() is None and office.differences() == []


def test_who_moves_a_case_while_a_version_comes_into_force_moves_it_once(office: Office, bank: Bank) -> None:
    bank.until("evaluation")
    shown = bank.case.row_version
    office.save(TEXTS["one office more"])
    moved, published = at_once(lambda: bank.do("analyse", "pm", version=shown), office.publish)
    assert (moved.to_stage, published.cases) == ("analysis", 2)
    assert (bank.case.stage, bank.case.version_id) == ("analysis", office.running())
    assert bank.verified() is None and office.differences() == []


def test_of_two_who_publish_one_draft_one_does(office: Office) -> None:
    office.save(TEXTS["less time"])
    outcomes = at_once(office.publish, lambda: office.publish(by=THIRD))
    assert sorted(getattr(each, "code", "published") for each in outcomes) == ["no_draft", "published"]
    with office.bank.engine.begin() as db:
        assert len(workflow.publications(db)) == 2
