"""A no may be thought over once, by somebody else; then the end is an end."""

from datetime import timedelta

import pytest

import workflow
from tests.workflow.bank import PEOPLE, Bank, form
from workflow import CaseClosed, NotAllowed


def refused(bank: Bank) -> Bank:
    bank.until("evaluation").do("decline", "pm")
    return bank


def test_a_no_leaves_thirty_working_days_to_ask_for_a_review(bank: Bank) -> None:
    case = refused(bank).case
    (waiting,) = case.open_steps
    assert (case.stage, case.public, case.closed_at, case.answer_due_at) == ("refused", "declined", None, None)
    assert (waiting.role, waiting.assignee_id) == ("author", PEOPLE["author"])
    assert waiting.due_at == case.process.calendar.due(bank.at, "30bd")
    assert [name for name, choice in bank.choices("author").items() if choice.ok] == ["appeal"]


@pytest.mark.parametrize(("stage", "action", "role"), [("triage", "decline", "moderator"), ("parked", "decline", "pm")])
def test_every_no_can_be_thought_over(bank: Bank, stage: str, action: str, role: str) -> None:
    if stage == "parked":
        bank.until("evaluation").do("park", "pm")
    bank.do(action, role)
    assert bank.do("appeal", "author").to_stage == "review"


def test_a_review_is_a_new_round_with_a_date_of_its_own(bank: Bank) -> None:
    move = refused(bank).do("appeal", "author")
    assert (move.to_public, move.round, "author" in move.notify) == ("evaluation", 2, True)
    assert move.answer_due_at == bank.case.process.calendar.due(bank.at, "10bd")
    assert [(clock.name, clock.round) for clock in bank.case.clocks] == [("answer", 1), ("review", 2)]


def test_whoever_said_no_does_not_review_also_in_the_place_of_another(bank: Bank) -> None:
    refused(bank).do("appeal", "author")
    for person, behalf in ((PEOPLE["pm"], None), (PEOPLE["executive"], PEOPLE["pm"])):
        with pytest.raises(NotAllowed) as no, bank.engine.begin() as db:
            who = workflow.Actor(person, frozenset({"executive"}), on_behalf_of=behalf)
            workflow.advance(db, bank.case_id, "confirm", who, form("confirm"), at=bank.at)
        assert no.value.code == "four_eyes"
    assert bank.do("confirm", "executive").to_stage == "declined"


def test_the_second_no_is_the_end_and_an_end_is_an_end(bank: Bank) -> None:
    refused(bank).do("appeal", "author")
    bank.do("confirm", "executive")
    assert bank.case.closed_at == bank.at and bank.case.open_steps == ()
    assert not any(choice.ok for role in ("author", "pm", "executive") for choice in bank.choices(role).values())
    for action, role in (("appeal", "author"), ("reopen", "pm"), ("overturn", "executive")):
        with pytest.raises(CaseClosed):
            bank.do(action, role)
    assert bank.verified() is None


def test_a_yes_after_all_begins_a_round_in_which_nothing_said_before_counts(bank: Bank) -> None:
    refused(bank).do("appeal", "author")
    move = bank.do("overturn", "executive")
    assert (move.to_stage, move.round) == ("analysis", 3)
    assert move.answer_due_at == bank.case.process.calendar.due(bank.at, "25bd")
    bank.until("announced")
    assert bank.verified() is None


def test_the_product_manager_may_reopen_meanwhile_and_nobody_else(bank: Bank) -> None:
    with pytest.raises(NotAllowed):
        refused(bank).do("reopen", "analyst")
    assert bank.do("reopen", "pm").to_stage == "evaluation"
    assert bank.case.round == 2


def test_after_thirty_days_it_closes_by_itself_and_says_so(bank: Bank) -> None:
    bank.at = refused(bank).case.open_steps[0].due_at + timedelta(minutes=1)
    with bank.engine.begin() as db:
        (move,) = workflow.run_due(db, at=bank.at)
    assert (move.to_stage, move.closed, move.notify, move.say is not None) == ("declined", True, ("author",), True)


def test_a_refused_idea_cannot_be_withdrawn_any_more(bank: Bank) -> None:
    with pytest.raises(NotAllowed) as no:
        refused(bank).do("withdraw", "author")
    assert no.value.code == "too_late"


def test_the_log_rebuilds_a_review(bank: Bank) -> None:
    refused(bank).do("appeal", "author")
    bank.do("overturn", "executive")
    with bank.engine.begin() as db:
        assert list(workflow.differences(db, bank.case_id)) == []
