"""`flask process rehearse` and `flask process simulate`: what a definition would do, before anybody publishes it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import workflow
from tests.builders import an_idea

Run = Callable[..., Any]
STRICTER = (('role = "analyst"\ndue = "10bd"', 'role = "analyst"\ndue = "3bd"'), ('"security", "care"]', '"security"]'))


@pytest.fixture
def run(app: Any, tmp_path: Path) -> Run:
    def ran(command: str, text: str, *words: str) -> Any:
        file = tmp_path / "idea.toml"
        file.write_text(text)
        return app.test_cli_runner().invoke(args=["process", command, str(file), *words])

    return ran


@pytest.fixture
def draft() -> str:
    text = workflow.shipped()
    for old, new in STRICTER:
        assert old in text
        text = text.replace(old, new)
    return text[: text.index("[[scenario]]")]


def test_a_rehearsal_tells_the_changes_the_ideas_under_way_and_those_of_the_past(run: Run, draft: str) -> None:
    for stage in ("signoff", "analysis"):
        an_idea(stage=stage)
    done = run("rehearse", draft, "--language", "en")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert (
        "change\tstage.analysis\tthe stage “Functional analysis”: time, from 10 working days to 3 working days."
        in lines
    )
    assert "now\t1 case in “Functional analysis”: another due date." in lines
    assert any(line.startswith("past\t2 cases of the past: ") for line in lines)


def test_a_move_that_the_past_made_otherwise_is_given_as_an_example(run: Run) -> None:
    idea = an_idea(stage="analysis")
    start = workflow.shipped().index("[[scenario]]")
    other = workflow.shipped()[:start].replace('need = ["value", "effort"]', 'need = ["value", "effort", "note"]')
    done = run("rehearse", other, "--days", "30")
    assert done.exit_code == 0, done.output
    assert f"example\tpast_field\tidea {idea.id}\tevent 3" in done.output.splitlines()


def test_a_simulation_says_where_the_queue_sits_and_is_the_same_for_a_seed(run: Run) -> None:
    an_idea(stage="analysis")
    words = ("--arrivals", "4", "--people", "legal=1", "--people", "analyst=90", "--people", "moderator=9")
    words += ("--people", "pm=90", "--people", "compliance=20", "--people", "security=20", "--people", "care=20")
    first, again = (run("simulate", workflow.shipped(), *words, "--language", "en") for _ in range(2))
    assert first.exit_code == 0, first.output
    assert first.output == again.output
    assert "Most work waits in signoff (Sign-offs)." in first.output
    assert run("simulate", workflow.shipped(), *words, "--seed", "2").output != first.output


def test_without_a_past_and_with_what_makes_no_sense(run: Run) -> None:
    assert run("simulate", workflow.shipped()).exit_code == 0
    wrong = run("simulate", workflow.shipped(), "--people", "chef=2")
    assert wrong.exit_code == 1 and "not in the process: chef" in wrong.output
    assert run("simulate", workflow.shipped(), "--people", "legal").exit_code == 2
