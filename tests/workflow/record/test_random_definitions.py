"""Definitions and walks made up by chance, through the rows: nothing that was said is lost, the log tells everything."""

from itertools import count

from hypothesis import HealthCheck, event, given, settings

import workflow
from tests.workflow.bank import Bank
from tests.workflow.definition.random_definitions import definitions
from tests.workflow.walks import WALKS, walk

numbers = count(1)


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
