"""The definition: what the shipped one says, and how a faulty one is refused."""

from collections.abc import Callable

import pytest

import workflow
from workflow import Process

Broken = Callable[..., dict[str, str]]


def test_each_finding_speaks_italian_and_english(broken: Broken) -> None:
    with pytest.raises(workflow.InvalidProcess) as refused:
        workflow.load(workflow.shipped().replace("publ", "pbl"))
    for finding in refused.value.findings:
        assert finding.sentence["it"] and finding.sentence["en"]


def test_an_unknown_key_is_refused_with_the_nearest_known_name() -> None:
    with pytest.raises(workflow.InvalidProcess) as refused:
        workflow.load(workflow.shipped().replace("notify = [", "notifi = [", 1))
    assert [str(finding.sentence) for finding in refused.value.findings] == [
        "«notifi» non esiste. Volevi dire «notify»?"
    ]


def test_a_file_that_is_not_toml_is_refused_with_the_line() -> None:
    with pytest.raises(workflow.InvalidProcess) as refused:
        workflow.load("[process]\nkey = \n")
    assert [(finding.code, finding.place) for finding in refused.value.findings] == [("toml", "line 2")]


def test_all_faults_of_a_phase_come_together(broken: Broken) -> None:
    found = broken(('due = "2bd"', 'due = "2d"'), ('to = "signoff"', 'to = "signof"'))
    assert set(found) == {"due_unit", "target_unknown"}


def test_a_file_of_any_shape_is_refused_and_never_breaks_the_reader() -> None:
    for text in ("", "process = 1", "[process]", "[process]\nlanguages = 3", "[[stage]]", "[" * 5000, "a" * 300_000):
        with pytest.raises(workflow.InvalidProcess):
            workflow.load(text)


def test_comments_and_layout_do_not_change_the_hash_but_a_word_does(process: Process) -> None:
    text = workflow.shipped()
    assert workflow.load("# a comment\n\n" + text).hash == process.hash
    assert workflow.load(text.replace("Smistamento", "Prima lettura")).hash != process.hash


def test_the_shipped_process_has_the_stages_and_actions_of_the_contract(process: Process) -> None:
    actions = {stage.id: set(stage.actions) for stage in process.stages.values() if not stage.is_end}
    assert actions == {
        "triage": {"accept", "ask", "merge", "decline", "complaint"},
        "evaluation": {"analyse", "ask", "park", "merge", "decline", "already_available"},
        "analysis": {"review", "back"},
        "signoff": {"pass", "back"},
        "planned": {"start", "park"},
        "development": {"deliver", "back"},
        "uat": {"release", "fail"},
        "released": {"announce"},
        "needs_info": {"answer", "lapse"},
        "parked": {"resume", "decline"},
        "refused": {"appeal", "reopen", "expire"},
        "review": {"overturn", "confirm"},
    }
    ends = {stage.id for stage in process.stages.values() if stage.is_end}
    assert ends == {"announced", "declined", "merged", "withdrawn", "already_available", "complaint"}
    assert process.stages["signoff"].offices == ("legal", "compliance", "security", "care")
    assert process.stages["signoff"].verdicts == ("ok", "ok_if", "no")
    assert set(process.anywhere) == {"withdraw", "hand_over"}


def test_the_main_path_is_told_in_six_words(process: Process) -> None:
    assert [(status.label.in_("it"), status.past.in_("it")) for status in process.main_path] == [
        ("Ricevuta", "Ricevuta"),
        ("In valutazione", "Valutata"),
        ("In analisi", "Analizzata"),
        ("Pianificata", "Pianificata"),
        ("In sviluppo", "Sviluppata"),
        ("Realizzata", "Realizzata"),
    ]


def test_only_the_complaint_is_private(process: Process) -> None:
    assert [status.key for status in process.public.values() if status.private] == ["private"]
    assert process.stages["complaint"].actions == {}


def test_a_reason_for_customers_is_internal_where_the_definition_says_so(process: Process) -> None:
    decline, fail = process.stages["triage"].actions["decline"], process.stages["uat"].actions["fail"]
    assert process.field_in(decline, "reason").audience == "customer"
    assert process.field_in(fail, "reason").audience == "internal"
    assert process.field_in(process.verdicts["no"], "reason").audience == "internal"


def test_a_text_falls_back_to_italian_then_to_what_there_is() -> None:
    assert workflow.Text(it="sì", en="yes").in_("fr") == "sì"
    assert workflow.Text(en="yes").in_("it") == "yes"
    assert workflow.Text(it="sì", en="yes").in_("en-GB") == "yes"
