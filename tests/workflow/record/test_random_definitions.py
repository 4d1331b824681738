"""Definitions and walks made up by chance, through the rows: nothing that was said is lost, the log tells everything."""

from itertools import count

from hypothesis import HealthCheck, event, given, settings

import workflow
from tests.workflow.bank import Bank
from tests.workflow.definition.random_definitions import HEAD, TOLD, VERDICTS, WORDS, definitions, written
from tests.workflow.walks import WALKS, walk

numbers = count(1)


def two_askings() -> str:
    """Two stages in a row in which the same office speaks, and a desk before which every condition must be met."""
    asked = {
        "title": WORDS, "public": "open", "due": "3bd", "all": ["o0"], "verdicts": ["yes", "but"],
        "join": [{"do": "pass"}],
    }  # fmt: skip
    stages = {
        "s0": {**asked, "do": {"pass": {"label": WORDS, "to": "s1", **TOLD}}},
        "s1": {**asked, "do": {"pass": {"label": WORDS, "to": "s2", **TOLD}}},
        "s2": {
            "title": WORDS, "public": "open", "due": "3bd", "role": "desk",
            "do": {"on": {"label": WORDS, "to": "done", "clear": True, **TOLD}},
        },
    }  # fmt: skip
    verdicts = {name: VERDICTS[name] for name in ("yes", "but")}
    return written({**HEAD, "verdict": verdicts, "stage": stages, "end": {"done": {"public": "done"}}})


def test_conditions_of_one_office_in_two_stages_of_a_round_are_two(bank: Bank) -> None:
    office, desk = (workflow.Actor(7, frozenset({role})) for role in ("o0", "desk"))
    with bank.engine.begin() as db:
        workflow.install(db, two_askings(), by_id=None, at=bank.at)
        case_id = workflow.start_case(db, key="made_up", subject_id=1, author_id=1, at=bank.at).case_id
        for _ in range(2):
            workflow.give_verdict(db, case_id, "o0", "but", "Solo se resta gratis.", office, at=bank.at)
        for n in (2, 1, 0):
            case = workflow.case_by_id(db, case_id)
            assert case is not None
            first, *_ = duties = [duty for duty in case.obligations if duty.open] or [None]
            assert len(duties) == max(n, 1) and list(workflow.differences(db, case_id)) == []
            if first is None:
                break
            (choice,) = workflow.allowed(case.process, case.state, desk)
            assert choice.why is not None and choice.why.code == "obligations_open"
            workflow.close_obligation(db, first.id or 0, office, note="Resta gratis.", at=bank.at)
        assert workflow.advance(db, case_id, "on", desk, {}, at=bank.at).closed
        assert list(workflow.differences(db, case_id)) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=definitions(), turns=WALKS)
def test_in_any_sound_definition_rows_log_and_verdicts_agree(
    bank: Bank, text: str, turns: list[tuple[int, int, bool]]
) -> None:
    n, connection = next(numbers), bank.engine.connect()
    try:
        key = f"made_up_{n}"
        workflow.install(connection, text.replace('"made_up"', f'"{key}"'), by_id=None, at=bank.at)
        opened = workflow.start_case(connection, key=key, subject_id=n, author_id=1, at=bank.at)
        walk(connection, opened.case_id, turns, bank.at)
        assert list(workflow.differences(connection, opened.case_id)) == []
        assert workflow.verify(connection, opened.case_id) is None
        case = workflow.case_by_id(connection, opened.case_id)
        assert case is not None
        actions = [seen.action for seen in workflow.history(connection, case.id)]
        said = [action for action in actions if "=" in action and not action.endswith("=met")]
        verdicts = [step for step in case.steps if step.slot and step.outcome in case.process.verdicts]
        kept = [f"{step.slot}={step.outcome}" for step in verdicts]
        event(f"{min(len(said), 5)} verdicts")
        assert sorted(said) == sorted(kept)
        assert case.closed_at is None or (not case.open_steps and all(clock.stopped_at for clock in case.clocks))
        assert case.closed_at or case.open_steps
    finally:
        connection.rollback()
        connection.close()
