"""From one version to the next: whether what is under way has a home there."""

from collections.abc import Iterable

import pytest

import workflow
from workflow import Finding, Process, check_change, home_of
from workflow.definition.reading import read

SIGNOFF = [("signoff", office) for office in ("legal", "compliance", "security", "care")]
LIVE = [("triage", ""), ("uat", ""), *SIGNOFF]


def changed(*changes: tuple[str, str]) -> Process:
    """The shipped definition with every occurrence of some words changed."""
    text = workflow.shipped()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read(text)


def found(process: Process, new: Process, live: Iterable[tuple[str, str]] = LIVE) -> list[tuple[str, str]]:
    findings: list[Finding] = check_change(process, new, live)
    assert all(finding.sentence["it"] and finding.sentence["en"] for finding in findings)
    return [(finding.code, finding.place) for finding in findings]


UAT = ("[stage.uat", "[stage.trial"), ('"uat"', '"trial"')


def test_the_same_version_is_a_home_for_everything(process: Process) -> None:
    live = [
        (stage.id, slot) for stage in process.stages.values() if not stage.is_end for slot in stage.offices or ("",)
    ]
    assert found(process, process, live) == []
    assert [home_of(process, *place) for place in live] == live


def test_a_stage_with_cases_cannot_go_away(process: Process) -> None:
    assert found(process, changed(*UAT)) == [("stage_homeless", "stage")]
    assert found(process, changed(*UAT), [("triage", "")]) == []


def test_a_stage_that_says_what_it_was_is_their_home(process: Process) -> None:
    new = changed(*UAT, ('title = { it = "Collaudo"', 'was = ["uat"]\ntitle = { it = "Collaudo"'))
    assert found(process, new) == []
    assert home_of(new, "uat", "") == ("trial", "")


def test_an_office_with_open_steps_cannot_go_away_unless_renamed(process: Process) -> None:
    gone = changed(('"security", "care"]', '"security"]'))
    assert found(process, gone) == [("slot_homeless", "stage.signoff.all")]
    renamed = changed(('"care"]', '"help"]'), ("care = {", 'help = { was = ["care"],'))
    assert found(process, renamed) == []
    assert home_of(renamed, "signoff", "care") == ("signoff", "help")


def test_one_more_office_takes_nobody_s_home(process: Process) -> None:
    assert found(process, changed(('"security", "care"]', '"security", "care", "developer"]'))) == []


def test_a_desk_that_becomes_parallel_is_no_home_for_its_single_step(process: Process) -> None:
    new = changed(('title = { it = "Collaudo"', 'all = ["pm"]\ntitle = { it = "Collaudo"'))
    assert found(process, new) == [("slot_homeless", "stage.uat.all")]


def test_a_stage_that_becomes_an_end_decides_nothing(process: Process) -> None:
    new = changed(*UAT, ("[end]\n", '[end]\nuat = { public = "done" }\n'))
    assert found(process, new) == [("home_is_end", "end.uat")]


def test_an_old_name_that_never_was_is_pointed_out_with_the_nearest_one(process: Process) -> None:
    new = changed(('title = { it = "Collaudo"', 'was = ["analisys"]\ntitle = { it = "Collaudo"'))
    (finding,) = check_change(process, new, LIVE)
    assert (finding.code, finding.place) == ("was_unknown", "stage.uat.was")
    assert "«analysis»" in finding.sentence["it"]


def test_another_process_is_no_new_version(process: Process) -> None:
    assert found(process, changed(('key = "idea"', 'key = "loan"'))) == [("process_key", "process.key")]


@pytest.mark.parametrize("kind", ["stage", "role", "field"])
def test_what_has_no_old_name_keeps_its_name(process: Process, kind: str) -> None:
    assert process.renamed(kind, "whatever") == "whatever"
