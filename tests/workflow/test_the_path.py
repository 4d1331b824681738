"""One case from the first reading to the announcement, and every way it can end."""

import pytest

from tests.workflow.bank import PEOPLE, REASON, Bank
from workflow import BadFields, CaseClosed, NotAllowed, Stale, UnknownAction, UnknownCase, case_by_id

ENDINGS = [
    ("triage", "merge", "moderator", "merged", "merged"),
    ("review", "confirm", "executive", "declined", "declined"),
    ("triage", "complaint", "moderator", "complaint", "private"),
    ("analysis", "hand_over", "moderator", "complaint", "private"),
    ("evaluation", "merge", "pm", "merged", "merged"),
    ("evaluation", "already_available", "pm", "already_available", "available"),
    ("triage", "withdraw", "author", "withdrawn", "withdrawn"),
    ("signoff", "withdraw", "author", "withdrawn", "withdrawn"),
    ("planned", "withdraw", "author", "withdrawn", "withdrawn"),
    ("parked", "withdraw", "author", "withdrawn", "withdrawn"),
]


def walk(bank: Bank, stage: str) -> None:
    if stage == "parked":
        bank.until("evaluation").do("park", "pm")
    elif stage == "review":
        bank.until("evaluation").do("decline", "pm")
        bank.do("appeal", "author")
    else:
        bank.until(stage)


def test_the_whole_path_tells_customers_at_each_public_step(bank: Bank) -> None:
    moves = [
        bank.do("accept", "moderator"),
        bank.do("analyse", "pm"),
        bank.do("review", "analyst"),
        bank.verdicts(),
        bank.do("start", "pm"),
        bank.do("deliver", "developer"),
        bank.do("release", "tester"),
        bank.do("announce", "communications"),
    ]
    assert [(move.from_public, move.to_public, move.notify) for move in moves] == [
        ("received", "evaluation", ("author",)),
        ("evaluation", "analysis", ("author", "followers")),
        ("analysis", "analysis", ()),
        ("analysis", "planned", ("author", "followers", "voters")),
        ("planned", "development", ("author", "followers")),
        ("development", "development", ()),
        ("development", "done", ("author", "followers", "voters")),
        ("done", "done", ()),
    ]
    assert [move.closed for move in moves] == [False] * 7 + [True]
    assert bank.case.stage == "announced" and bank.case.closed_at == bank.at
    assert bank.case.open_steps == ()
    assert bank.verified() is None


@pytest.mark.parametrize(("stage", "action", "role", "end", "public"), ENDINGS)
def test_an_ending_closes_the_case_and_tells_the_author(
    bank: Bank, stage: str, action: str, role: str, end: str, public: str
) -> None:
    walk(bank, stage)
    move = bank.do(action, role)
    case = bank.case
    assert (move.to_stage, move.to_public, move.closed) == (end, public, True)
    assert "author" in move.notify and (move.message or move.say)
    assert (case.stage, case.public, case.open_steps, case.answer_due_at) == (end, public, (), None)
    with pytest.raises(CaseClosed):
        bank.do(action, role)


def test_a_complaint_is_told_to_nobody_but_the_author(bank: Bank) -> None:
    assert bank.do("complaint", "moderator").notify == ("author",)


def test_the_public_message_holds_what_customers_may_read_and_nothing_else(bank: Bank) -> None:
    sent = {"reason_code": "costs_too_much", "reason": REASON, "note": "Detto fra noi: non conviene."}
    move = bank.do("decline", "moderator", **sent)
    assert move.message == REASON
    assert move.fields == sent


def test_without_a_message_the_definition_says_something(bank: Bank) -> None:
    move = bank.do("accept", "moderator")
    assert move.message == ""
    assert move.say is not None and move.say.in_("it").startswith("Abbiamo letto l’idea.")


def test_the_reason_of_a_failed_test_is_not_for_customers(bank: Bank) -> None:
    move = bank.until("uat").do("fail", "tester")
    assert (move.to_stage, move.notify, move.message) == ("development", (), "")
    assert move.fields == {"reason": REASON}


def test_what_cannot_be_built_goes_back_to_analysis_and_is_signed_again(bank: Bank) -> None:
    move = bank.until("development").do("back", "developer")
    assert (move.to_stage, move.to_public, move.message) == ("analysis", "analysis", REASON)
    bank.do("review", "analyst")
    assert bank.case.round == 2 and bank.case.verdicts == {}


def test_a_parked_idea_is_due_on_its_review_date(bank: Bank) -> None:
    bank.until("evaluation").do("park", "pm", reason=REASON, review_on="2026-12-06")
    due_at = bank.case.open_steps[0].due_at
    assert due_at.isoformat() == "2026-12-09T16:00:00+00:00"  # a Sunday, then Sant'Ambrogio, then the Immacolata


def test_reopening_starts_again_from_the_evaluation_in_a_new_round_with_a_new_promise(bank: Bank) -> None:
    bank.until("planned").do("park", "pm")
    move = bank.wait(days=30).do("resume", "pm")
    assert (move.to_stage, move.round) == ("evaluation", 2)
    assert move.answer_due_at == bank.case.process.calendar.due(bank.at, "25bd")
    bank.do("analyse", "pm")
    bank.do("review", "analyst")
    assert bank.case.verdicts == {}
    assert {step.slot for step in bank.case.open_steps} == {"legal", "compliance", "security", "care"}


def test_an_action_of_another_stage_is_unknown_here(bank: Bank) -> None:
    with pytest.raises(UnknownAction):
        bank.do("release", "pm")
    with pytest.raises(UnknownAction):
        bank.do("accept; drop table process_case", "moderator")


def test_a_case_that_is_not_there_is_refused(bank: Bank) -> None:
    bank.case_id = 10_000
    with pytest.raises(UnknownCase):
        bank.do("accept", "moderator")


def test_a_stale_page_is_refused_naming_who_moved_the_case_and_when(bank: Bank) -> None:
    shown = bank.case.row_version
    bank.wait(hours=1).do("accept", "moderator")
    moved_at = bank.at
    with pytest.raises(Stale) as refused:
        bank.wait(hours=1).do("decline", "moderator", version=shown)
    assert (refused.value.by_id, refused.value.at) == (PEOPLE["moderator"], moved_at)
    assert bank.case.stage == "evaluation"


def test_a_refused_move_leaves_everything_as_it_was(bank: Bank) -> None:
    before = bank.case
    for refusal, attempt in (
        (NotAllowed, lambda: bank.do("accept", "pm")),
        (BadFields, lambda: bank.do("decline", "moderator", reason=" ")),
        (UnknownAction, lambda: bank.do("announce", "communications")),
        (UnknownAction, lambda: bank.do("pass", "pm")),
    ):
        with pytest.raises(refusal):
            attempt()
    assert bank.case == before


def test_another_case_does_not_move(bank: Bank) -> None:
    bank.until("released")
    with bank.engine.begin() as db:
        other = case_by_id(db, bank.noise)
    assert other is not None and (other.stage, other.row_version, len(other.steps)) == ("triage", 1, 1)
