"""Absence: one person stands in for another on certain days, and nobody passes that on."""

from datetime import date, timedelta
from typing import Any

import pytest

import workflow
from tests.workflow.bank import Bank
from tests.workflow.test_two_at_once import at_once
from workflow import Actor, BadFields, NoDelegation, NotAllowed

TODAY = date(2026, 10, 12)
ANNA, BEA, CARLO, DARIO = 21, 22, 23, 24


def away(bank: Bank, who: int, to: int, first: int = 0, last: int = 4, roles: Any = ("pm",)) -> int:
    days = {"starts_on": TODAY + timedelta(days=first), "ends_on": TODAY + timedelta(days=last)}
    with bank.engine.begin() as db:
        return workflow.delegate(db, from_id=who, to_id=to, roles=roles, by_id=who, today=TODAY, at=bank.at, **days)


def stands_in(bank: Bank, who: int, day: int = 0) -> list[tuple[int, frozenset[str]]]:
    with bank.engine.begin() as db:
        found = workflow.delegations_for(db, who, TODAY + timedelta(days=day))
    return [(each.from_id, each.roles) for each in found]


def refused(bank: Bank, *how: Any, **more: Any) -> set[str]:
    with pytest.raises(BadFields) as refusal:
        away(bank, *how, **more)
    assert all({"it", "en"} <= set(sentence) for sentence in refusal.value.errors.values())
    return set(refusal.value.errors)


def test_somebody_stands_in_from_the_first_day_to_the_last(bank: Bank) -> None:
    away(bank, ANNA, BEA, 1, 3, roles=("pm", "legal"))
    assert [bool(stands_in(bank, BEA, day)) for day in range(5)] == [False, True, True, True, False]
    assert stands_in(bank, BEA, 2) == [(ANNA, frozenset({"pm", "legal"}))]
    assert stands_in(bank, ANNA, 2) == []


def test_one_may_stand_in_for_several(bank: Bank) -> None:
    away(bank, ANNA, CARLO)
    away(bank, BEA, CARLO)
    assert [absent for absent, _ in stands_in(bank, CARLO)] == [ANNA, BEA]


def test_nobody_is_away_twice_in_the_same_days(bank: Bank) -> None:
    away(bank, ANNA, BEA, 0, 4)
    assert refused(bank, ANNA, CARLO, 4, 9) == {"starts_on"}
    away(bank, ANNA, CARLO, 5, 9)


def test_there_are_no_chains_in_either_direction(bank: Bank) -> None:
    away(bank, ANNA, BEA)
    assert refused(bank, BEA, CARLO, 2, 9) == {"starts_on"}  # Bea stands in for Anna
    assert refused(bank, DARIO, ANNA, 4, 9) == {"to"}  # Anna is away
    away(bank, BEA, CARLO, 5, 9)
    assert stands_in(bank, CARLO, 5) == [(BEA, frozenset({"pm"}))]


@pytest.mark.parametrize(
    ("how", "fields"),
    [
        ((ANNA, ANNA), {"to"}),
        ((ANNA, BEA, 3, 2), {"ends_on"}),
        ((ANNA, BEA, -1, 2), {"starts_on"}),
        ((ANNA, BEA, 0, 400), {"ends_on"}),
    ],
)
def test_days_and_people_must_make_sense(bank: Bank, how: Any, fields: set[str]) -> None:
    assert refused(bank, *how) == fields


def test_whoever_has_no_work_passes_none_on(bank: Bank) -> None:
    assert refused(bank, ANNA, BEA, roles=()) == {"to"}


def test_back_earlier(bank: Bank) -> None:
    number = away(bank, ANNA, BEA)
    with bank.engine.begin() as db:
        workflow.revoke(db, number, from_id=ANNA, by_id=ANNA, at=bank.at)
    assert stands_in(bank, BEA) == []
    away(bank, ANNA, CARLO)
    with pytest.raises(NoDelegation), bank.engine.begin() as db:
        workflow.revoke(db, number, from_id=ANNA, by_id=ANNA, at=bank.at)
    with pytest.raises(NoDelegation), bank.engine.begin() as db:
        workflow.revoke(db, number + 1, from_id=BEA, by_id=BEA, at=bank.at)


def test_of_two_overlapping_absences_at_the_same_instant_one_is_made(bank: Bank) -> None:
    made = at_once(lambda: away(bank, ANNA, BEA), lambda: away(bank, ANNA, CARLO), lambda: away(bank, BEA, DARIO))
    assert 1 <= sum(isinstance(outcome, int) for outcome in made) <= 2
    chain = stands_in(bank, BEA) and stands_in(bank, DARIO)
    assert not chain and len(stands_in(bank, BEA)) + len(stands_in(bank, CARLO)) <= 1


def test_four_eyes_count_both_the_person_and_whom_they_stand_in_for(bank: Bank) -> None:
    bank.until("evaluation")
    with bank.engine.begin() as db:
        acting = Actor(BEA, frozenset({"pm"}), on_behalf_of=ANNA)
        fields = {"value": "4", "effort": "3"}
        workflow.advance(db, bank.case_id, "analyse", acting, fields, at=bank.at)
        event = workflow.history(db, bank.case_id)[-1]
    assert (event.actor_id, event.on_behalf_of_id) == (BEA, ANNA)
    bank.do("review", "analyst")
    for person, behalf in ((ANNA, None), (BEA, None), (CARLO, ANNA), (CARLO, BEA)):
        with pytest.raises(NotAllowed) as refusal, bank.engine.begin() as db:
            who = Actor(person, frozenset({"legal"}), on_behalf_of=behalf)
            workflow.give_verdict(db, bank.case_id, "legal", "ok", "", who, at=bank.at)
        assert refusal.value.code == "four_eyes"
    bank.verdict("legal", "ok", person=CARLO)
