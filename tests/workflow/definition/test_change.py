"""From one version to the next: what is called otherwise. Where cases under way go on is tested with the rehearsal."""

import pytest

import workflow
from workflow import Finding, Process, check_change
from workflow.definition.reading import read

UAT = ("[stage.uat", "[stage.trial"), ('"uat"', '"trial"')


def changed(*changes: tuple[str, str]) -> Process:
    """The shipped definition with every occurrence of some words changed."""
    text = workflow.shipped()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read(text)


def found(process: Process, new: Process) -> list[tuple[str, str]]:
    findings: list[Finding] = check_change(process, new)
    assert all(finding.sentence["it"] and finding.sentence["en"] for finding in findings)
    return [(finding.code, finding.place) for finding in findings]


def test_the_same_version_and_one_with_other_names_are_next_versions(process: Process) -> None:
    renamed = changed(*UAT, ('title = { it = "Collaudo"', 'was = ["uat"]\ntitle = { it = "Collaudo"'))
    assert found(process, process) == found(process, changed(*UAT)) == found(process, renamed) == []
    assert renamed.renamed("stage", "uat") == "trial"


def test_an_old_name_may_stay_in_the_file_when_it_is_known_already() -> None:
    renamed = changed(*UAT, ('title = { it = "Collaudo"', 'was = ["uat"]\ntitle = { it = "Collaudo"'))
    assert found(renamed, renamed) == []
    assert found(changed(*UAT), renamed) == [("was_unknown", "stage.trial.was")]


def test_an_old_name_that_never_was_is_pointed_out_with_the_nearest_one(process: Process) -> None:
    new = changed(*UAT, ('title = { it = "Collaudo"', 'was = ["analisys"]\ntitle = { it = "Collaudo"'))
    (finding,) = check_change(process, new)
    assert (finding.code, finding.place) == ("was_unknown", "stage.trial.was")
    assert "«analysis»" in finding.sentence["it"]


def test_another_process_is_no_new_version(process: Process) -> None:
    assert found(process, changed(('key = "idea"', 'key = "loan"'))) == [("process_key", "process.key")]


@pytest.mark.parametrize("kind", ["stage", "role", "field"])
def test_what_has_no_old_name_keeps_its_name(process: Process, kind: str) -> None:
    assert process.renamed(kind, "whatever") == "whatever"
