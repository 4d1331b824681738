"""A publication is taken back while nothing has happened since."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import workflow
from tests.workflow.bank import Bank
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
from tests.workflow.walks import WALKS, walk

TEXTS: dict[str, tuple[str, dict[str, str]]] = {
    "one office more": (edited(*RISK), {}),
    "one office less": (edited(*NO_CARE), {}),
    "another due": (edited(*FASTER), {}),
    "a stage renamed": (edited(*RENAMED), {}),
    "other texts": (edited(*LOOKED_OVER), {}),
    "a stage gone": (without_uat(), {"uat": "development"}),
}
subjects = iter(range(30_000, 10_000_000))


def rows(bank: Bank, case_id: int) -> Any:
    """The rows of a case but for where its chain ends."""
    with bank.engine.begin() as db:
        found = workflow.stored(db, case_id)
    for column in ("row_version", "head"):
        del found.case[column]
    steps = sorted(found.steps, key=lambda row: (row["opened_seq"], row["slot"]))
    return found.case, steps, found.clocks, found.obligations


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("stage", ["signoff", "uat", "analysis"])
def test_undone_every_row_is_as_before(office: Office, bank: Bank, text: str, stage: str) -> None:
    bank.until(stage)
    if stage == "signoff":
        bank.verdict("legal", "ok_if")
    before, running = rows(bank, bank.case_id), office.running()
    done = office.publish(TEXTS[text][0], decided=TEXTS[text][1])
    assert office.undo(done.id) == 2
    assert rows(bank, bank.case_id) == before
    assert office.running() == running
    assert bank.verified() is None and office.differences() == []


def test_the_text_is_a_draft_again_and_can_be_published_again(office: Office) -> None:
    done = office.publish(edited(*RISK))
    office.undo(done.id)
    again = office.publish()
    assert again.version_id == done.version_id
    with office.bank.engine.begin() as db:
        listed = workflow.publications(db)
    assert [(each.n, each.approved_by, each.undone_by) for each in listed] == [
        (2, APPROVER, None), (2, APPROVER, THIRD), (1, None, None),
    ]  # fmt: skip
    assert office.differences() == []


def test_once_a_case_has_moved_there_is_no_way_back(office: Office, bank: Bank) -> None:
    done = office.publish(edited(*RISK))
    bank.do("accept", "moderator")
    with pytest.raises(workflow.Touched) as refused:
        office.undo(done.id)
    assert refused.value.cases == 1


def test_who_published_does_not_undo_it_alone(office: Office) -> None:
    done = office.publish(edited(*RISK))
    with pytest.raises(workflow.OwnPublication):
        office.undo(done.id, by=APPROVER)
    assert office.undo(done.id, by=WRITER) == 2


def test_only_the_last_publication_is_undone_and_never_the_first(office: Office) -> None:
    first = office.publish(edited(*RISK))
    second = office.publish(edited(*RISK, *FASTER))
    for publication in (first.id, 1):
        with pytest.raises(workflow.NotLast):
            office.undo(publication)
    office.undo(second.id)
    with pytest.raises(workflow.NotLast):
        office.undo(first.id)


def test_cases_opened_since_go_over_to_the_version_before(office: Office, bank: Bank) -> None:
    first = office.running()
    done = office.publish(edited(*RISK))
    with bank.engine.begin() as db:
        opened = workflow.start_case(db, subject_id=77, author_id=1, at=bank.wait(hours=1).at)
    assert office.undo(done.id) == 3
    with bank.engine.begin() as db:
        case = workflow.case_by_id(db, opened.case_id)
    assert case is not None and case.version_id == first
    assert bank.verified() is None and office.differences() == []


@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(before=WALKS, after=WALKS, text=st.sampled_from(sorted(TEXTS)))
def test_whatever_the_walk_and_the_version_the_events_rebuild_every_row(
    bank: Bank, before: list[Any], after: list[Any], text: str
) -> None:
    connection = bank.engine.connect()
    try:  # rolled back: every example begins with the version as shipped
        opened = workflow.start_case(connection, subject_id=next(subjects), author_id=1, at=bank.at)
        at = walk(connection, opened.case_id, before, bank.at)
        definition, decided = TEXTS[text]
        workflow.save_draft(connection, definition, by=WRITER, at=at)
        workflow.publish(connection, seen=1, by=APPROVER, decided=decided, at=at)
        assert list(workflow.differences(connection)) == []
        walk(connection, opened.case_id, after, at, first=100)
        assert list(workflow.differences(connection)) == []
        assert workflow.verify(connection) is None
    finally:
        connection.rollback()
        connection.close()
