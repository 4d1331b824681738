"""Reading a case: the timeline, the claims, the statements it takes, the ones that came from elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.exc import IntegrityError

import workflow
from tests.workflow.bank import PEOPLE, Bank, actor
from workflow import AlreadyClaimed, CaseClosed, ImportedCase, NotAllowed, Stale, UnknownAction
from workflow.store.tables import step


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, text: str, *_more: Any) -> None:
        if not text.startswith("BEGIN"):
            seen.append(text)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def path(bank: Bank) -> list[tuple[str, str]]:
    return [(milestone.status.key, milestone.state) for milestone in workflow.timeline(bank.case)]


MAIN = ["received", "evaluation", "analysis", "planned", "development", "done"]


def test_the_timeline_shows_what_is_done_where_it_is_and_what_comes(bank: Bank) -> None:
    opened = bank.at
    bank.do("accept", "moderator")
    accepted = bank.at
    bank.wait(days=2).do("analyse", "pm")
    milestones = workflow.timeline(bank.case)
    assert path(bank) == list(zip(MAIN, ["done", "done", "now", "next", "next", "next"], strict=True))
    assert (milestones[0].entered_at, milestones[0].left_at) == (opened, accepted)
    assert (milestones[1].entered_at, milestones[1].left_at) == (accepted, bank.at)
    assert (milestones[2].entered_at, milestones[2].left_at) == (bank.at, None)
    assert (milestones[3].entered_at, milestones[3].left_at) == (None, None)


def test_going_back_takes_later_statuses_off_the_timeline(bank: Bank) -> None:
    bank.until("analysis").wait(days=1).do("back", "analyst")
    assert path(bank)[:4] == [("received", "done"), ("evaluation", "now"), ("analysis", "next"), ("planned", "next")]
    assert workflow.timeline(bank.case)[1].entered_at == bank.at


def test_a_question_does_not_take_the_idea_off_its_place(bank: Bank) -> None:
    bank.until("evaluation")
    since = bank.at
    bank.wait(days=1).do("ask", "pm")
    assert path(bank)[:3] == [("received", "done"), ("evaluation", "now"), ("analysis", "next")]
    bank.wait(days=1).do("answer", "author")
    assert workflow.timeline(bank.case)[1].entered_at == since


def test_a_refused_idea_has_the_path_up_to_where_it_was(bank: Bank) -> None:
    bank.until("evaluation").do("decline", "pm")
    assert path(bank) == [("received", "done"), ("evaluation", "done")]


def test_an_announced_idea_has_the_whole_path_behind_it(bank: Bank) -> None:
    assert path(bank.until("announced")) == [(key, "done") for key in MAIN]


def test_a_case_is_read_in_two_statements_however_long_its_history(bank: Bank) -> None:
    bank.until("signoff").verdicts(legal="no", care="ok_if")
    bank.until("uat")
    with bank.engine.begin() as db, counted(bank.engine) as statements:
        assert workflow.case_for(db, 412) is not None
        assert workflow.case_for(db, 9_999) is None
    assert len(statements) == 3, statements


def test_a_plain_move_takes_six_statements(bank: Bank) -> None:
    bank.do("accept", "moderator")
    with counted(bank.engine) as statements:
        bank.do("analyse", "pm")
    assert [text.split()[0] for text in statements] == ["SELECT", "SELECT", "UPDATE", "UPDATE", "INSERT", "INSERT"]


def test_starting_a_case_takes_five_statements_and_a_lock(bank: Bank) -> None:
    """PostgreSQL needs the lock that holds off a publication; SQLite has one writer anyway."""
    lock = bank.engine.dialect.name == "postgresql"
    with bank.engine.begin() as db, counted(bank.engine) as statements:
        workflow.start_case(db, subject_id=77, author_id=None, at=bank.at)
    assert len(statements) == 5 + lock, statements


def test_a_subject_has_one_case(bank: Bank) -> None:
    with pytest.raises(IntegrityError), bank.engine.begin() as db:
        workflow.start_case(db, subject_id=412, author_id=1, at=bank.at)


def test_the_same_definition_is_installed_once_and_the_newest_one_runs(bank: Bank) -> None:
    changed = workflow.shipped().replace("Smistamento", "Prima lettura")
    with bank.engine.begin() as db:
        first, _ = workflow.running(db)
        assert workflow.install(db, "# again\n" + workflow.shipped(), by_id=3, at=bank.at) == first
        second = workflow.install(db, changed, by_id=3, at=bank.at)
        version_id, process = workflow.running(db)
    assert (version_id, process.stages["triage"].title.in_("it")) == (second, "Prima lettura")
    assert second != first
    assert bank.case.version_id == first
    assert bank.case.process.stages["triage"].title.in_("it") == "Smistamento"


def test_without_a_definition_nothing_runs(bank: Bank) -> None:
    with bank.engine.begin() as db, pytest.raises(workflow.UnknownProcess):
        workflow.running(db, "loans")


def take(bank: Bank, role: str, person: int | None = None, slot: str = "") -> None:
    with bank.engine.begin() as db:
        workflow.claim(db, bank.case_id, slot, actor(role, person), at=bank.at)


def test_who_takes_it_on_has_it_and_a_colleague_reads_who(bank: Bank) -> None:
    take(bank, "moderator")
    take(bank, "moderator")
    with pytest.raises(AlreadyClaimed) as refused:
        take(bank, "moderator", person=21)
    assert refused.value.by_id == PEOPLE["moderator"]
    assert bank.case.open_steps[0].assignee_id == PEOPLE["moderator"]


def test_work_of_another_role_of_a_barred_person_or_gone_cannot_be_taken_on(bank: Bank) -> None:
    with pytest.raises(NotAllowed):
        take(bank, "pm")
    with pytest.raises(Stale):
        take(bank, "legal", slot="legal")
    bank.until("signoff")
    with pytest.raises(NotAllowed):
        take(bank, "legal", person=PEOPLE["analyst"], slot="legal")
    take(bank, "legal", slot="legal")
    bank.do("withdraw", "author")
    with pytest.raises(CaseClosed):
        take(bank, "care", slot="care")


def test_imported_cases_stand_where_they_stood_and_are_due_from_now(bank: Bank) -> None:
    long_ago = bank.at - timedelta(days=900)
    stages = {100: "declined", 101: "planned", 102: "triage", 103: "signoff", 104: "needs_info", 105: "parked"}
    with bank.engine.begin() as db:
        rows = (ImportedCase(number, 500 + number, stage, long_ago) for number, stage in stages.items())
        assert workflow.import_cases(db, rows, at=bank.at) == 6
        cases = {number: workflow.case_for(db, number) for number in stages}
    calendar = bank.case.process.calendar
    for number, stage in stages.items():
        found = cases[number]
        assert found is not None
        assert (found.stage, found.opened_at, found.author_id) == (stage, long_ago, 500 + number)
        assert len(found.open_steps) == {"declined": 0, "signoff": 4}.get(stage, 1)
        assert (found.closed_at is not None) == (stage == "declined")
        assert all(opened.due_at > bank.at for opened in found.open_steps)
    due = {number: found.answer_due_at for number, found in cases.items() if found}
    assert due == {n: calendar.due(bank.at, "25bd") if n in (102, 103) else None for n in stages}
    assert bank.verified() is None


def test_an_imported_case_moves_like_any_other(bank: Bank) -> None:
    with bank.engine.begin() as db:
        workflow.import_cases(db, [ImportedCase(100, None, "needs_info", bank.at)], at=bank.at)
        found = workflow.case_for(db, 100)
    assert found is not None
    bank.case_id = found.id
    move = bank.do("answer", "author")
    assert (move.to_stage, move.answer_due_at is None) == ("triage", False)
    assert bank.verified() is None


def test_an_import_to_a_stage_that_is_not_there_is_refused(bank: Bank) -> None:
    with bank.engine.begin() as db, pytest.raises(UnknownAction):
        workflow.import_cases(db, [ImportedCase(100, None, "limbo", bank.at)], at=bank.at)


def test_thousands_are_imported_in_a_few_statements(bank: Bank) -> None:
    with bank.engine.begin() as db, counted(bank.engine) as statements:
        rows = (ImportedCase(number, None, "triage", bank.at) for number in range(1000, 3500))
        assert workflow.import_cases(db, rows, at=bank.at) == 2500
    assert len(statements) < 60, len(statements)


def test_the_worklist_and_the_sweep_read_an_index(bank: Bank) -> None:
    if bank.engine.dialect.name != "sqlite":
        return
    for chosen in (
        select(step.c.id).where(step.c.role == "pm", step.c.closed_at.is_(None)).order_by(step.c.due_at, step.c.id),
        select(step.c.id).where(step.c.closed_at.is_(None), step.c.timer.is_not(None)).order_by(step.c.due_at),
        select(step.c.id).where(step.c.assignee_id == 3, step.c.closed_at.is_(None)).order_by(step.c.due_at, step.c.id),
    ):
        text = str(chosen.compile(bank.engine, compile_kwargs={"literal_binds": True}))
        with bank.engine.begin() as db:
            plan = " ".join(row[-1] for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))
        assert "_open" in plan and "TEMP B-TREE" not in plan, plan
