"""`flask process check`: what it prints."""

import pytest

import workflow


@pytest.fixture
def check(app, tmp_path):
    def checked(text, *words):
        file = tmp_path / "idea.toml"
        file.write_text(text)
        return app.test_cli_runner().invoke(args=["process", "check", str(file), *words])

    return checked


def test_without_faults_the_coverage_is_printed(check):
    result = check(workflow.shipped())
    assert result.exit_code == 0
    assert "no faults" in result.output and "cover 36 of 36 actions" in result.output


def test_what_no_scenario_takes_is_printed_and_is_no_fault(check):
    text = workflow.shipped()
    result = check(text[: text.index("[[scenario]]")])
    assert result.exit_code == 0
    assert "0 scenarios cover 0 of 36 actions." in result.output
    assert "not covered\ttriage.accept" in result.output.splitlines()


@pytest.mark.parametrize(("language", "stuck"), [("it", "la pratica gira per sempre"), ("en", "the case goes round")])
def test_the_way_that_gets_stuck_is_printed(check, language, stuck):
    result = check(workflow.shipped().replace('to = "announced"', 'to = "released"'), "--language", language)
    assert result.exit_code == 1
    (fault,) = (line for line in result.output.splitlines() if line.startswith("no_way_out"))
    assert "stage.released (line " in fault and stuck in fault
    way = "accept analyse review legal=ok compliance=ok security=ok care=ok start deliver release"
    assert f"\tpath\t{way}" in result.output.splitlines()


def test_a_typing_mistake_is_answered_with_what_was_meant(check):
    result = check(workflow.shipped().replace('role = "analyst"', 'role = "analist"', 1), "--language", "en")
    assert "Did you mean “analyst”?" in result.output and result.exit_code == 1
