"""A desk becomes several offices, several offices a desk, a stage an end: what happens to who stands there."""

from typing import Any

import pytest

import workflow
from tests.workflow.bank import Bank
from tests.workflow.definition.random_definitions import HEAD, TOLD, VERDICTS, WORDS, written
from tests.workflow.versions.office import APPROVER, THIRD, WRITER

KEY = "made_up"
COMMON = {"title": WORDS, "public": "open", "due": "3bd"}
DESK = {**COMMON, "role": "desk", "do": {"on": {"label": WORDS, "to": "done", **TOLD}}}
OFFICES = {
    **COMMON, "all": ["o0", "o1"], "verdicts": ["yes"], "join": [{"do": "on"}],
    "do": {"on": {"label": WORDS, "to": "done", **TOLD}},
}  # fmt: skip
FIRST = {**COMMON, "role": "desk", "do": {"go": {"label": WORDS, "to": "s1", **TOLD}}}


def text(stage: dict[str, Any] | None) -> str:
    """Two stages in a row, the second of one kind or the other; without it, its name is that of an end."""
    made: dict[str, Any] = {**HEAD, "stage": {"s0": FIRST, "s1": stage}, "end": {"done": {"public": "done"}}}
    if stage is None:
        made |= {"stage": {"s0": FIRST}, "end": {"s1": {"public": "done"}}}
    elif stage is OFFICES:
        made["verdict"] = {"yes": VERDICTS["yes"]}
    return written(made)


def person(role: str) -> workflow.Actor:
    return workflow.Actor(len(role) + ord(role[-1]), frozenset({role}))


def opened(bank: Bank, stage: dict[str, Any]) -> int:
    """A case in the second stage."""
    with bank.engine.begin() as db:
        workflow.install(db, text(stage), by_id=None, at=bank.at)
        case_id = workflow.start_case(db, key=KEY, subject_id=1, author_id=1, at=bank.at).case_id
        workflow.advance(db, case_id, "go", person("desk"), {}, at=bank.at)
    return case_id


def published(bank: Bank, draft: str, **more: Any) -> workflow.Published:
    with bank.engine.begin() as db:
        workflow.save_draft(db, draft, key=KEY, by=WRITER, at=bank.at)
        return workflow.publish(db, key=KEY, seen=1, by=APPROVER, at=bank.at, **more)


@pytest.mark.parametrize(("before", "after", "slots"), [(DESK, OFFICES, {"o0", "o1"}), (OFFICES, DESK, {""})])
def test_a_stage_whose_desks_change_is_entered_anew(bank: Bank, before: Any, after: Any, slots: set[str]) -> None:
    case_id = opened(bank, before)
    with bank.engine.begin() as db:
        was = workflow.stored(db, case_id)
        effects = workflow.rehearse(db, workflow.load(text(after))).effects
        assert [(effect.code, effect.stage, effect.cases) for effect in effects] == [("entered_anew", "s1", 1)]
    done = published(bank, text(after))
    with bank.engine.begin() as db:
        case = workflow.case_by_id(db, case_id)
        assert case is not None and {step.slot for step in case.open_steps} == slots
        assert list(workflow.differences(db)) == []
        workflow.undo(db, done.id, key=KEY, by=THIRD, at=bank.at)
        assert workflow.stored(db, case_id).steps == was.steps
        assert list(workflow.differences(db)) == []


def test_a_stage_that_becomes_an_end_closes_nobody_s_case_without_a_decision(bank: Bank) -> None:
    case_id = opened(bank, DESK)
    with pytest.raises(workflow.Undecided):
        published(bank, text(None))
    done = published(bank, text(None), decided={"s1": "s0"})
    assert [(each.from_stage, each.to_stage) for each in done.migrated] == [("s1", "s0")]
    with bank.engine.begin() as db:
        assert workflow.advance(db, case_id, "go", person("desk"), {}, at=bank.at).closed
        assert list(workflow.differences(db)) == []
