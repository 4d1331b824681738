"""What each person may do, and the sentence that says why not."""

from datetime import datetime

import pytest

from tests.workflow.bank import PEOPLE, REASON, Bank, actor
from workflow import Actor, BadFields, NotAllowed, Process, allowed, step
from workflow.engine.moves import begin


def test_the_moderator_sees_the_actions_of_triage_in_the_order_of_the_definition(bank: Bank) -> None:
    choices = bank.choices("moderator")
    assert list(choices) == ["accept", "ask", "merge", "decline", "complaint", "withdraw", "hand_over"]
    assert [name for name, choice in choices.items() if choice.ok] == ["accept", "ask", "merge", "decline", "complaint"]


def test_whoever_has_another_role_reads_who_can(bank: Bank) -> None:
    why = bank.choices("pm")["accept"].why
    assert why is not None and why.code == "wrong_role"
    assert why.sentence.in_("it") == "Può farlo solo: Moderazione."
    assert why.sentence.in_("en") == "Only this role can do it: Moderation."


def test_nobody_without_a_role_may_do_anything(bank: Bank) -> None:
    case = bank.case
    assert not any(choice.ok for choice in allowed(case.process, case.state, Actor(50, frozenset())))


def test_only_the_author_withdraws_and_only_until_the_building_begins(bank: Bank) -> None:
    assert bank.choices("author")["withdraw"].ok
    assert not bank.choices("pm")["withdraw"].ok
    bank.until("development")
    why = bank.choices("author")["withdraw"].why
    assert why is not None and why.code == "too_late"
    with pytest.raises(NotAllowed) as refused:
        bank.do("withdraw", "author")
    assert refused.value.sentence == why.sentence


def test_a_choice_brings_the_fields_of_its_form(bank: Bank) -> None:
    choice = bank.until("evaluation").choices("pm")["analyse"]
    assert [(field.name, field.audience) for field in choice.need] == [("value", "internal"), ("effort", "internal")]
    assert [(field.name, field.audience) for field in choice.optional] == [
        ("message", "customer"),
        ("note", "internal"),
    ]
    assert (choice.tone, choice.label.in_("it")) == ("primary", "Avvia l’analisi")


def test_a_timed_action_is_shown_but_for_no_person(bank: Bank) -> None:
    bank.do("ask", "moderator")
    why = bank.choices("author")["lapse"].why
    assert why is not None and why.code == "timer_only"
    with pytest.raises(NotAllowed):
        bank.do("lapse", "author")


def test_an_ended_case_says_that_it_is_closed(bank: Bank) -> None:
    bank.do("merge", "moderator")
    choices = bank.choices("author")
    assert list(choices) == ["withdraw", "hand_over"]
    assert choices["withdraw"].why is not None and choices["withdraw"].why.code == "closed"


def test_the_announcement_is_what_performs_announcing(bank: Bank) -> None:
    assert bank.until("released").choices("communications")["announce"].through == "announcement"


def test_each_office_sees_its_own_verdicts_and_who_gives_the_others(bank: Bank) -> None:
    choices = bank.until("signoff").choices("legal")
    assert [name for name, choice in choices.items() if choice.ok] == ["legal=ok", "legal=ok_if", "legal=no"]
    why = choices["care=ok"].why
    assert why is not None and why.sentence.in_("it") == "Può farlo solo: Assistenza."
    assert [field.name for field in choices["legal=ok_if"].need] == ["reason"]
    assert choices["legal=ok"].need == () and choices["legal=ok"].kind == "verdict"


def test_a_verdict_that_was_given_is_no_choice_any_more(bank: Bank) -> None:
    bank.until("signoff").verdict("legal", "ok")
    assert not [name for name in bank.choices("legal") if name.startswith("legal")]


def test_the_join_is_nobodys_to_perform(bank: Bank) -> None:
    bank.until("signoff")
    assert "pass" not in bank.choices("pm") and "back" not in bank.choices("analyst")
    with pytest.raises(NotAllowed) as refused:
        bank.do("pass", "pm")
    assert refused.value.code == "join_only"


def test_who_evaluated_or_analysed_gives_no_verdict(bank: Bank) -> None:
    bank.until("signoff")
    for role in ("pm", "analyst"):
        why = bank.choices("legal", person=PEOPLE[role])["legal=ok"].why
        assert why is not None and why.code == "four_eyes"
        with pytest.raises(NotAllowed):
            bank.verdict("legal", "ok", person=PEOPLE[role])


def test_standing_in_for_somebody_is_no_way_around_four_eyes(bank: Bank) -> None:
    case = bank.until("signoff").case
    stand_in = Actor(60, frozenset({"legal"}), on_behalf_of=PEOPLE["analyst"])
    assert not any(choice.ok for choice in allowed(case.process, case.state, stand_in))


def test_who_built_it_does_not_test_it(bank: Bank) -> None:
    bank.until("uat")
    why = bank.choices("pm", person=PEOPLE["developer"])["release"].why
    assert why is not None and why.code == "four_eyes"
    assert bank.choices("tester")["release"].ok


def test_a_condition_stops_the_release_until_its_office_says_it_is_met(bank: Bank) -> None:
    bank.until("signoff").verdicts(compliance="ok_if")
    bank.until("uat")
    why = bank.choices("tester")["release"].why
    assert why is not None and why.code == "obligations_open"
    assert why.sentence.in_("it") == "Prima va chiusa la condizione posta da: Compliance."
    assert bank.choices("tester")["fail"].ok
    with pytest.raises(NotAllowed):
        bank.do("release", "tester")


def test_allowed_and_step_agree_for_everybody_everywhere(process: Process, at: datetime) -> None:
    for stage in process.stages.values():
        state, _ = begin(process, author_id=1, at=at, stage=stage.id)
        for role in process.roles:
            for choice in allowed(process, state, actor(role, 70)):
                if choice.kind == "verdict":
                    continue
                try:
                    step(process, state, choice.action, actor(role, 70), {}, at)
                    done = True
                except BadFields:
                    done = True
                except Exception as refused:
                    done = False
                    assert choice.why is not None and getattr(refused, "code", "") == choice.why.code
                assert done == choice.ok


def test_reasons_of_offices_stay_on_their_steps(bank: Bank) -> None:
    bank.until("signoff").verdict("security", "no")
    given = bank.case.verdicts["security"]
    assert (given.outcome, given.reason, given.by_id) == ("no", REASON, PEOPLE["security"])
