"""What is noticed as time passes, once each, and the timer against a person at the same instant."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

import workflow
from tests.workflow.bank import OFFICES, PEOPLE, SUBJECT, Bank
from tests.workflow.test_two_at_once import at_once
from workflow import Move, Notice
from workflow.store.tables import clock, step

ROME = ZoneInfo("Europe/Rome")


def watch(bank: Bank, at: datetime | None = None) -> list[tuple[str, str]]:
    """What there is to say of the case: kind, and the office or the promise."""
    return [(notice.kind, notice.name or notice.steps[0].slot) for notice in notices(bank, at)]


def notices(bank: Bank, at: datetime | None = None) -> list[Notice]:
    bank.at = at or bank.at
    with bank.engine.begin() as db:
        return [notice for notice in workflow.watch(db, at=bank.at) if notice.case.subject_id == SUBJECT]


def test_the_warning_comes_when_three_quarters_of_the_working_time_have_gone(bank: Bank) -> None:
    (opened,) = bank.case.open_steps  # 2bd from a Monday: half of Wednesday's opening hours is the last quarter
    assert opened.warn_at == datetime(2026, 10, 14, 12, 45, tzinfo=ROME)
    assert bank.case.clocks[0].warn_at is not None
    bank.at = opened.warn_at
    assert watch(bank, opened.warn_at - timedelta(seconds=1)) == []
    assert watch(bank, opened.warn_at) == [("step_soon", "")]
    assert watch(bank) == []


def test_each_office_is_reminded_of_its_own_opinion_and_not_of_one_given(bank: Bank) -> None:
    bank.until("signoff")
    bank.verdict("legal", "ok")
    warn_at = bank.case.open_steps[0].warn_at
    assert watch(bank, warn_at) == [("step_soon", office) for office in OFFICES if office != "legal"]


def test_overdue_work_is_noticed_once_written_down_and_shown_on_the_step(bank: Bank) -> None:
    due_at = bank.case.open_steps[0].due_at
    watch(bank, due_at)
    (late,) = notices(bank, due_at + timedelta(seconds=1))
    assert (late.kind, late.seq, late.steps[0].role) == ("step_overdue", 2, "moderator")
    assert notices(bank) == []
    assert bank.case.open_steps[0].escalated_at == bank.at
    with bank.engine.begin() as db:
        said = workflow.history(db, bank.case_id)[-1]
    assert (said.action, said.actor_id, said.record) == (workflow.OVERDUE, None, {"late": ""})
    assert bank.verified() is None


def test_whoever_saw_the_case_before_the_clock_noticed_may_still_act(bank: Bank) -> None:
    shown = bank.case.row_version
    watch(bank, bank.case.open_steps[0].due_at + timedelta(days=1))
    assert bank.case.row_version > shown and bank.case.last_by == PEOPLE["author"]
    assert bank.do("accept", "moderator", version=shown).to_stage == "evaluation"


def test_what_acts_by_itself_and_what_is_closed_is_never_overdue(bank: Bank) -> None:
    bank.do("ask", "moderator")
    due_at = bank.case.open_steps[0].due_at
    assert watch(bank, due_at + timedelta(days=1)) == [("step_soon", "")]
    with bank.engine.begin() as db:
        workflow.run_due(db, at=bank.at)
    assert watch(bank, bank.at + timedelta(days=400)) == []


def test_a_day_that_somebody_chose_has_no_warning_but_comes(bank: Bank) -> None:
    bank.until("evaluation").do("park", "pm")
    (parked,) = bank.case.open_steps
    assert parked.warn_at is None
    assert watch(bank, parked.due_at + timedelta(minutes=1)) == [("step_overdue", "")]


def test_the_promise_is_near_and_then_missed(bank: Bank) -> None:
    bank.until("signoff")
    promise = bank.case.clocks[0]
    assert ("promise_soon", "answer") in watch(bank, promise.warn_at)
    assert ("promise_soon", "answer") not in watch(bank, promise.due_at)
    (missed,) = [notice for notice in notices(bank, promise.due_at + timedelta(minutes=1)) if notice.name]
    assert (missed.kind, missed.due_at) == ("promise_missed", promise.due_at)
    assert bank.case.clocks[0].missed_at == bank.at
    assert bank.case.answer_due_at == promise.due_at
    assert [kind for kind, _ in watch(bank, bank.at + timedelta(days=9))] == []
    assert bank.verified() is None


def test_a_promise_that_stands_still_is_not_missed_and_warns_later(bank: Bank) -> None:
    calendar = bank.case.process.calendar
    before = bank.case.clocks[0]
    bank.wait(days=1).do("ask", "moderator")
    assert bank.case.clocks[0].warn_at is None
    assert [name for _, name in watch(bank, before.due_at + timedelta(days=1))] == [""]
    bank.at = before.warn_at
    bank.do("answer", "author")
    # 24 of 25 days were left; the last quarter, six days and a quarter, is still the time of the warning.
    assert bank.case.clocks[0].warn_at == calendar.due_after(bank.at, 17.75, "bd")


def test_a_sweep_over_many_asks_its_indexes(bank: Bank) -> None:
    chosen = select(step.c.id).where(step.c.closed_at.is_(None), step.c.warned_at.is_(None), step.c.warn_at <= bank.at)
    missed = select(clock.c.id).where(clock.c.stopped_at.is_(None), clock.c.missed_at.is_(None))
    with bank.engine.begin() as db:
        if db.dialect.name == "sqlite":
            for query, index in (
                (chosen, "ix_process_step_warn"),
                (missed.order_by(clock.c.due_at), "process_clock_m"),
            ):
                text = str(query.compile(db, compile_kwargs={"literal_binds": True}))
                assert index in str(db.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").all())


def test_a_timer_against_the_person_it_waited_for_has_one_outcome(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.at = bank.case.open_steps[0].due_at
    shown = bank.case.row_version

    def sweep() -> int:
        with bank.engine.begin() as db:
            return len(workflow.run_due(db, at=bank.at))

    swept, answered = at_once(sweep, lambda: bank.do("answer", "author", version=shown))
    assert bank.case.stage == ("triage" if isinstance(answered, Move) else "declined")
    assert swept == (0 if isinstance(answered, Move) else 1)
    assert bank.case.row_version == shown + 1
    assert bank.verified() is None


def test_two_clocks_and_a_person_notice_one_delay_once(bank: Bank) -> None:
    bank.at = bank.case.open_steps[0].due_at + timedelta(days=1)
    with bank.engine.begin() as db:
        workflow.watch(db, at=bank.at - timedelta(days=1))

    def look() -> list[tuple[str, str]]:
        return [found for found in watch(bank) if found[0] == "step_overdue"]

    one, other, moved = at_once(look, look, lambda: bank.do("accept", "moderator"))
    assert isinstance(moved, Move)
    assert len(one) + len(other) <= 1
    assert bank.verified() is None
