"""The promise to the customer, and what happens by itself."""

from datetime import timedelta

import workflow
from tests.workflow.bank import PEOPLE, Bank
from workflow import TIMER, ImportedCase


def test_the_answer_is_promised_within_25_business_days_of_the_first_day(bank: Bank) -> None:
    calendar = bank.case.process.calendar
    assert bank.opened.answer_due_at == bank.case.answer_due_at == calendar.due(bank.at, "25bd")
    assert (
        bank.opened.answer_due_at is not None and bank.opened.answer_due_at.isoformat() == "2026-11-16T16:00:00+00:00"
    )


def test_moving_on_does_not_move_the_promise(bank: Bank) -> None:
    promised = bank.case.answer_due_at
    bank.wait(days=2).until("signoff")
    assert bank.case.answer_due_at == promised


def test_a_question_stops_the_clock_and_the_answer_gives_back_what_was_left(bank: Bank) -> None:
    calendar = bank.case.process.calendar
    move = bank.wait(days=1).do("ask", "moderator")
    (clock,) = bank.case.clocks
    assert move.answer_due_at is None and bank.case.answer_due_at is None
    assert (clock.paused, clock.budget_left) == (True, 24)
    move = bank.wait(days=9).do("answer", "author")
    assert move.answer_due_at == calendar.due(bank.at, "24bd")
    assert not bank.case.clocks[0].paused


def test_asking_and_answering_on_one_day_costs_nothing(bank: Bank) -> None:
    promised = bank.case.answer_due_at
    for _ in range(3):
        bank.do("ask", "moderator")
        bank.wait(hours=1).do("answer", "author")
    assert bank.case.answer_due_at == promised


def test_the_answer_leads_back_to_where_the_question_came_from_and_to_who_asked(bank: Bank) -> None:
    bank.until("evaluation")
    with bank.engine.begin() as db:
        workflow.claim(db, bank.case_id, "", workflow.Actor(PEOPLE["pm"], frozenset({"pm"})), at=bank.at)
    bank.do("ask", "pm")
    (waiting,) = bank.case.open_steps
    assert (waiting.role, waiting.assignee_id) == ("author", PEOPLE["author"])
    bank.do("answer", "author")
    (again,) = bank.case.open_steps
    assert (bank.case.stage, again.assignee_id, bank.case.back) == ("evaluation", PEOPLE["pm"], None)


def test_the_promise_is_kept_once_the_answer_is_given(bank: Bank) -> None:
    bank.until("planned")
    (clock,) = bank.case.clocks
    assert (clock.stopped_at, clock.missed, bank.case.answer_due_at) == (bank.at, False, None)
    bank.until("development").do("back", "developer")
    bank.do("back", "analyst")
    assert len(bank.case.clocks) == 1


def test_a_broken_promise_stays_broken_whatever_is_asked_afterwards(bank: Bank) -> None:
    promised = bank.case.answer_due_at
    bank.wait(days=60).do("ask", "moderator")
    bank.wait(days=1).do("answer", "author")
    assert bank.case.answer_due_at == promised
    assert bank.case.clocks[0].missed


def run(bank: Bank, limit: int = 100) -> list[workflow.Move]:
    with bank.engine.begin() as db:
        return workflow.run_due(db, at=bank.at, limit=limit)


def test_a_question_that_nobody_answers_in_15_business_days_closes_the_case_and_says_so(bank: Bank) -> None:
    bank.do("ask", "moderator")
    due_at = bank.case.open_steps[0].due_at
    bank.at = due_at - timedelta(seconds=1)
    assert run(bank) == []
    bank.at = due_at
    (move,) = run(bank)
    assert (move.case_id, move.action, move.to_stage, move.closed) == (bank.case_id, "lapse", "declined", True)
    assert move.notify == ("author", "followers") and move.say is not None
    assert move.fields == {"reason_code": "no_answer"}
    assert run(bank) == []
    assert bank.case.last_by is None
    assert bank.verified() is None


def test_an_answer_in_time_leaves_the_timer_nothing_to_do(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.wait(days=3).do("answer", "author")
    bank.wait(days=60)
    assert run(bank) == []
    assert bank.case.stage == "triage"


def test_what_is_overdue_for_people_does_not_move_by_itself(bank: Bank) -> None:
    bank.wait(days=400)
    assert run(bank) == []


def test_due_timers_run_the_longest_overdue_first_and_no_more_than_asked(bank: Bank) -> None:
    for number in range(3):
        with bank.engine.begin() as db:
            row = ImportedCase(100 + number, None, "needs_info", bank.at)
            workflow.import_cases(db, [row], at=bank.at + timedelta(days=2 - number))
    bank.wait(days=100)
    assert [move.subject_id for move in run(bank, limit=2)] == [102, 101]
    assert [move.subject_id for move in run(bank, limit=2)] == [100]


def test_the_timer_has_no_form_to_fill_and_no_person_behind_it(bank: Bank) -> None:
    bank.do("ask", "moderator")
    state = bank.case.state
    after, _ = workflow.step(bank.case.process, state, "lapse", TIMER, {"reason_code": "costs_too_much"}, bank.at)
    assert after.steps[-1].by_id is None
