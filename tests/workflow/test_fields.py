"""What is written in a form, read with a clear head."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workflow
from workflow import BadFields
from workflow.definition.model import Action
from workflow.engine.fields import clean, say

PROCESS = workflow.load(workflow.shipped())
TODAY = date(2026, 10, 12)
DECLINE = PROCESS.stages["triage"].actions["decline"]
ANALYSE = PROCESS.stages["evaluation"].actions["analyse"]
PARK = PROCESS.stages["evaluation"].actions["park"]
WRITTEN = st.text(st.sampled_from("a1-,.# \n\r\t\x00\ud800è٣👍"), max_size=20)
MERGE = PROCESS.stages["triage"].actions["merge"]


def faults(action: Action, written: Mapping[str, Any]) -> dict[str, str]:
    with pytest.raises(BadFields) as refused:
        clean(PROCESS, action, written, TODAY)
    return {name: sentence.in_("it") for name, sentence in refused.value.errors.items()}


def test_everything_missing_is_said_at_once_with_what_to_do() -> None:
    assert faults(DECLINE, {}) == {
        "reason_code": "Manca «Motivo»: scegli una voce.",
        "reason": "Manca «Perché»: scrivilo qui.",
    }
    assert faults(MERGE, {"into": " "}) == {
        "into": "Manca «Numero dell’idea a cui unirla»: scrivi il numero dell’idea, per esempio 412."
    }


@pytest.mark.parametrize("value", ["6", "-1", "nan", "inf", "1e1", "1_0", "tre", "٣", "3 4", "0x1"])
def test_a_score_outside_0_to_5_is_refused(value: str) -> None:
    assert list(faults(ANALYSE, {"value": value, "effort": "3"})) == ["value"]


def test_a_score_may_have_a_comma() -> None:
    assert clean(PROCESS, ANALYSE, {"value": "3,5", "effort": "5"}, TODAY) == {"value": 3.5, "effort": 5}


@pytest.mark.parametrize(
    "day", ["2026-10-12", "2026-10-11", "2029-01-01", "9999-12-31", "2026-02-30", "domani", "12/12/2026"]
)
def test_a_review_date_is_after_today_and_within_two_years(day: str) -> None:
    assert list(faults(PARK, {"reason": "Non adesso.", "review_on": day})) == ["review_on"]


def test_a_date_becomes_a_date_and_a_reference_a_number() -> None:
    assert clean(PROCESS, PARK, {"reason": "No.", "review_on": "2026-10-13"}, TODAY)["review_on"] == date(2026, 10, 13)
    assert clean(PROCESS, MERGE, {"into": "#412"}, TODAY) == {"into": 412}


@pytest.mark.parametrize("number", ["0", "-3", "99999999999", "4294967296", "abc", "1.5"])
def test_a_reference_is_a_whole_number_that_a_row_can_have(number: str) -> None:
    assert list(faults(MERGE, {"into": number})) == ["into"]


def test_a_choice_is_one_of_the_listed() -> None:
    assert faults(DECLINE, {"reason_code": "because", "reason": "Perché no."}) == {
        "reason_code": "Scegli una delle voci."
    }


def test_a_text_that_is_too_long_is_refused_with_the_limit() -> None:
    assert faults(DECLINE, {"reason_code": "rules_forbid", "reason": "a" * 2001}) == {
        "reason": "È troppo lungo: al massimo 2000 caratteri."
    }


def test_texts_lose_what_no_person_types_and_keep_their_lines() -> None:
    written = {"reason_code": "rules_forbid", "reason": "  Uno\r\ndue\x00\ud800\tè così 👍  "}
    assert clean(PROCESS, DECLINE, written, TODAY)["reason"] == "Uno\ndue\tè così 👍"


def test_fields_that_nobody_asked_for_are_ignored() -> None:
    written = {"into": "7", "csrf_token": "x", "stage": "released", "note": ""}
    assert clean(PROCESS, MERGE, written, TODAY) == {"into": 7}


@given(st.dictionaries(st.sampled_from(list(PROCESS.fields)), WRITTEN | st.none() | st.integers()))
def test_whatever_is_written_is_either_clean_or_refused(written: dict[str, Any]) -> None:
    for action in (DECLINE, ANALYSE, PARK, MERGE):
        try:
            values = clean(PROCESS, action, written, TODAY)
        except BadFields as refused:
            assert refused.errors
        else:
            assert set(action.need) <= set(values)


def test_what_the_definition_says_may_name_the_fields() -> None:
    text = workflow.shipped().replace(
        'say = { it = "C’era già un’idea come questa: le abbiamo unite.', 'say = { it = "Unita alla {into}.', 1
    )
    text = text.replace(
        'en = "There was already an idea like this one: we merged them.', 'en = "Merged into {into}.', 1
    )
    merge = workflow.load(text).stages["triage"].actions["merge"]
    told = say(PROCESS, merge, {"into": 412})
    assert told is not None and told.in_("it").startswith("Unita alla 412.")
