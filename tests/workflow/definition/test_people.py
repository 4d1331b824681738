"""Whether the people of today are enough."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workflow
from tests.workflow.definition.random_definitions import HEAD, TOLD, WORDS, written
from workflow import Process, check_people
from workflow.definition.reading import read

ENOUGH = {
    "moderator": [2], "pm": [3, 9], "analyst": [4], "developer": [5], "communications": [6], "executive": [7],
    "legal": [11], "compliance": [12], "security": [13], "care": [14],
}  # fmt: skip


def codes(process: Process, **changed: list[int]) -> dict[str, str]:
    found = check_people(process, {**ENOUGH, **changed})
    assert all(finding.sentence["it"] and finding.sentence["en"] for finding in found)
    return {finding.place: finding.code for finding in found}


def test_a_staffed_bank_can_take_every_idea_along_every_path(process: Process) -> None:
    assert codes(process) == {}


def test_a_role_without_people_is_named_with_what_it_should_do(process: Process) -> None:
    assert codes(process, care=[], analyst=[]) == {"role.care": "role_unstaffed", "role.analyst": "role_unstaffed"}
    (finding,) = check_people(process, {**ENOUGH, "care": []})
    assert str(finding.sentence) == "Nessuno ha il ruolo «Assistenza»: stage.signoff."


def test_a_role_to_escalate_to_needs_people_too(process: Process) -> None:
    assert codes(process, executive=[]) == {"role.executive": "role_unstaffed"}


def test_the_author_is_no_staff(process: Process) -> None:
    assert "author" not in ENOUGH and codes(process) == {}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"pm": [3], "developer": [3]}, "stage.uat"),
        ({"legal": [4]}, "stage.signoff"),
        ({"pm": [3], "legal": [3]}, "stage.signoff"),
        ({"pm": [3, 9], "legal": [3], "care": [9]}, "stage.signoff"),
    ],
)
def test_somebody_who_would_have_to_check_their_own_work_is_found(
    process: Process, changed: dict[str, list[int]], place: str
) -> None:
    assert codes(process, **changed) == {place: "four_eyes_impossible"}


@pytest.mark.parametrize(
    "changed", [{"pm": [3, 5], "developer": [5]}, {"legal": [4, 40]}, {"pm": [3], "developer": [3, 5]}]
)
def test_one_more_person_is_enough(process: Process, changed: dict[str, list[int]]) -> None:
    assert codes(process, **changed) == {}


STAGES = ("s0", "s1", "s2", "s3")
PEOPLE = st.fixed_dictionaries({f"r{n}": st.sets(st.integers(1, 4), min_size=1) for n in range(4)})
BARRED = st.fixed_dictionaries({stage: st.sets(st.sampled_from(STAGES)).map(sorted) for stage in STAGES})


@given(PEOPLE, BARRED)
def test_four_eyes_are_possible_when_some_choice_of_people_is(
    people: dict[str, set[int]], barred: dict[str, list[str]]
) -> None:
    process = line_of_stages(barred)
    pairs = [(stage, other) for stage, others in barred.items() for other in others if other != stage]
    chosen = (dict(zip(STAGES, who, strict=True)) for who in product(*(people[role] for role in sorted(people))))
    possible = any(all(who[stage] != who[other] for stage, other in pairs) for who in chosen)
    assert (check_people(process, people) == []) == possible


def line_of_stages(barred: dict[str, list[str]]) -> Process:
    """Four stages in a row, stage n the role rn's."""
    following = (*STAGES[1:], "done")
    stages = {
        stage: {
            "title": WORDS, "public": "open", "role": f"r{n}", "due": "1bd", "not_by": barred[stage],
            "do": {"on": {"label": WORDS, "to": following[n], **TOLD}},
        }
        for n, stage in enumerate(STAGES)
    }  # fmt: skip
    roles = {f"r{n}": WORDS for n in range(4)}
    return read(written({**HEAD, "role": roles, "stage": stages, "end": {"done": {"public": "done"}}}))


def test_a_thousand_people_are_no_longer_than_two(process: Process) -> None:
    crowd = {role: list(range(1, 1001)) for role in ENOUGH}
    assert workflow.check_people(process, crowd) == []
