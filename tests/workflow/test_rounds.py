"""Verdicts: every order, every round, nobody's voice lost."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workflow
from tests.moment import START
from tests.workflow.bank import OFFICES, PEOPLE, REASON, Bank, actor, form
from workflow import BadFields, NotAllowed, Stale, State, UnknownAction, step
from workflow.engine import rounds
from workflow.engine.facts import RoundJoined, RoundOpened, StageEntered
from workflow.engine.moves import begin

PROCESS = workflow.load(workflow.shipped())
VERDICTS = st.sampled_from(PROCESS.stages["signoff"].verdicts)
ROUND = st.tuples(st.permutations(OFFICES), st.fixed_dictionaries(dict.fromkeys(OFFICES, VERDICTS)))


def asked(state: State | None = None, at: datetime = START) -> State:
    """A case that waits for its offices, for the first time or (from analysis) once more."""
    if state is None:
        state, _ = begin(PROCESS, author_id=1, at=at)
        for action, role in (("accept", "moderator"), ("analyse", "pm")):
            state, _ = step(PROCESS, state, action, actor(role), form(action), at)
    state, _ = step(PROCESS, state, "review", actor("analyst"), {}, at)
    return state


def give(state: State, office: str, verdict: str) -> tuple[State, tuple[object, ...]]:
    return rounds.give(PROCESS, state, office, verdict, REASON, actor(office), START)


@given(ROUND)
def test_in_every_order_the_round_joins_on_the_last_verdict_and_not_before(
    spoken: tuple[list[str], dict[str, str]],
) -> None:
    order, verdicts = spoken
    state = asked()
    for office in order[:-1]:
        state, facts = give(state, office, verdicts[office])
        assert state.stage == "signoff"
        assert not any(isinstance(fact, RoundJoined | StageEntered) for fact in facts)
    state, facts = give(state, order[-1], verdicts[order[-1]])
    refused = "no" in verdicts.values()
    assert state.stage == ("analysis" if refused else "planned")
    assert RoundJoined(1, "back" if refused else "pass") in facts
    conditions = {office for office, verdict in verdicts.items() if verdict == "ok_if"}
    assert {duty.slot for duty in state.obligations if duty.open} == conditions


@given(st.lists(ROUND, min_size=1, max_size=4))
def test_planned_is_reached_only_with_four_verdicts_of_one_round(
    history: list[tuple[list[str], dict[str, str]]],
) -> None:
    state = asked()
    for number, (order, verdicts) in enumerate(history, start=1):
        assert (state.round, state.verdicts) == (number, {})
        for office in order:
            state, _ = give(state, office, verdicts[office])
        if state.stage == "planned":
            given_now = [done.outcome for done in state.steps if done.slot and done.round == number]
            assert len(given_now) == 4 and "no" not in given_now
            return
        state = asked(state)


@given(ROUND)
def test_a_verdict_of_an_earlier_round_never_counts(spoken: tuple[list[str], dict[str, str]]) -> None:
    order, verdicts = spoken
    state = asked()
    for office in order:
        state, _ = give(state, office, "ok" if office != order[0] else "no")
    state = asked(state)
    assert state.round == 2
    for office in order[:-1]:
        state, _ = give(state, office, "ok")
        assert state.stage == "signoff"
    state, _ = give(state, order[-1], verdicts[order[-1]])
    assert state.stage == ("analysis" if verdicts[order[-1]] == "no" else "planned")


def test_a_new_round_lets_the_conditions_of_the_old_one_lapse() -> None:
    state = asked()
    for office, verdict in zip(OFFICES, ("ok_if", "ok", "no", "ok"), strict=True):
        state, _ = give(state, office, verdict)
    assert [duty.open for duty in state.obligations] == [True]
    state, facts = step(PROCESS, state, "review", actor("analyst"), {}, START)
    assert RoundOpened(2) in facts
    assert [(duty.open, duty.outcome) for duty in state.obligations] == [(False, "superseded")]


def test_the_last_verdict_is_told_as_the_join(bank: Bank) -> None:
    bank.until("signoff")
    quiet = [bank.verdict(office, "ok") for office in OFFICES[:-1]]
    assert [(move.action, move.verdict, move.to_stage, move.notify) for move in quiet] == [
        ("ok", "ok", "signoff", ())
    ] * 3
    last = bank.verdict(OFFICES[-1], "ok")
    assert (last.action, last.slot, last.verdict) == ("pass", "care", "ok")
    assert (last.from_stage, last.to_stage) == ("signoff", "planned")
    assert last.notify == ("author", "followers", "voters")


def test_one_no_sends_it_back_to_analysis_and_customers_hear_nothing_of_it(bank: Bank) -> None:
    move = bank.until("signoff").verdicts(security="no")
    assert (move.action, move.to_stage, move.notify, move.message) == ("back", "analysis", (), "")
    assert bank.case.public == "analysis"


def test_a_no_and_a_condition_need_a_reason(bank: Bank) -> None:
    bank.until("signoff")
    for verdict in ("no", "ok_if"):
        with pytest.raises(BadFields) as refused:
            bank.verdict("legal", verdict, "  ")
        assert list(refused.value.errors) == ["reason"]
    assert bank.verdict("legal", "ok", "").verdict == "ok"


def test_a_colleague_who_spoke_first_is_named(bank: Bank) -> None:
    bank.until("signoff").verdict("legal", "ok")
    with pytest.raises(Stale) as refused:
        bank.wait(hours=1).verdict("legal", "no", person=71)
    assert refused.value.by_id == PEOPLE["legal"]
    assert bank.case.verdicts["legal"].outcome == "ok"


def test_another_office_speaking_does_not_make_the_page_stale(bank: Bank) -> None:
    bank.until("signoff")
    shown = bank.case.round
    bank.verdict("care", "ok", round_=shown)
    assert bank.verdict("legal", "ok", round_=shown).verdict == "ok"


def test_a_verdict_for_an_earlier_round_is_stale(bank: Bank) -> None:
    bank.until("signoff").verdicts(legal="no")
    with pytest.raises(Stale):
        bank.verdict("legal", "ok", round_=1)
    bank.do("review", "analyst")
    with pytest.raises(Stale):
        bank.verdict("legal", "ok", round_=1)
    assert bank.verdict("legal", "ok", round_=2).round == 2


def test_an_office_or_a_verdict_that_is_not_asked_is_unknown(bank: Bank) -> None:
    with pytest.raises(UnknownAction):
        bank.verdict("legal", "ok")
    bank.until("signoff")
    for office, verdict in (("pm", "ok"), ("legal", "maybe"), ("", "ok")):
        with pytest.raises(UnknownAction):
            bank.verdict(office or "moderator", verdict)


def test_only_the_office_that_set_a_condition_says_it_is_met(bank: Bank) -> None:
    bank.until("signoff").verdicts(compliance="ok_if")
    bank.until("uat")
    (duty,) = bank.case.obligations
    assert (duty.text, duty.slot, duty.open) == (REASON, "compliance", True)

    def met(role: str, note: str) -> None:
        with bank.engine.begin() as db:
            workflow.close_obligation(db, duty.id or 0, actor(role), note=note, at=bank.at)

    with pytest.raises(NotAllowed):
        met("legal", "Fatto.")
    with pytest.raises(BadFields):
        met("compliance", " ")
    met("compliance", "Il nome non compare nei documenti.")
    with pytest.raises(UnknownAction):
        met("compliance", "Un’altra volta.")
    (closed,) = bank.case.obligations
    assert (closed.open, closed.outcome, closed.closed_by) == (False, "met", PEOPLE["compliance"])
    assert bank.do("release", "tester").to_stage == "released"
    assert bank.verified() is None


def test_a_withdrawal_closes_every_office_that_had_not_spoken(bank: Bank) -> None:
    bank.until("signoff").verdict("legal", "ok")
    bank.do("withdraw", "author")
    outcomes = {done.slot: done.outcome for done in bank.case.steps if done.slot}
    assert outcomes == {"legal": "ok", "compliance": "withdraw", "security": "withdraw", "care": "withdraw"}
