"""`flask process export`: the running process as BPMN."""

from pathlib import Path
from typing import Any

import pytest

import workflow


@pytest.mark.parametrize("profile", ["office", "flat"])
def test_the_running_process_is_written_and_can_be_read_back(
    app: Any, session: Any, tmp_path: Path, profile: str
) -> None:
    target = tmp_path / "idea.bpmn"
    done = app.test_cli_runner().invoke(args=["process", "export", "--profile", profile, "--output", str(target)])
    assert done.exit_code == 0, done.output
    read = workflow.load(workflow.bpmn.read(target.read_bytes()))
    assert read.hash == workflow.running(session)[1].hash


def test_without_a_file_it_goes_to_the_terminal(app: Any, session: Any) -> None:
    done = app.test_cli_runner().invoke(args=["process", "export"])
    assert done.output.startswith('<?xml version="1.0" encoding="UTF-8"?>') and "laneSet" in done.output


def test_a_profile_that_does_not_exist_is_refused(app: Any) -> None:
    done = app.test_cli_runner().invoke(args=["process", "export", "--profile", "other"])
    assert done.exit_code == 2 and "'office', 'flat'" in done.output
