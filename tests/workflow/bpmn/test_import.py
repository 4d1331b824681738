"""A BPMN file read back: our own with the same hash, a foreign one as a draft or refused element by element."""

import tomllib
from xml.etree import ElementTree as XML

import pytest

import workflow
from tests.workflow.bpmn.drawings import HOLIDAYS, foreign
from workflow import Process, bpmn

PROFILES: tuple[bpmn.Profile, ...] = ("flat", "office")


def refused(source: str | bytes) -> dict[str, str]:
    """The findings as {place: code}; each must speak both languages."""
    with pytest.raises(workflow.InvalidProcess) as raised:
        bpmn.read(source)
    assert all(finding.sentence["it"] and finding.sentence["en"] for finding in raised.value.findings)
    return {finding.place: finding.code for finding in raised.value.findings}


@pytest.mark.parametrize("profile", PROFILES)
def test_our_own_file_gives_back_the_same_hash(process: Process, profile: bpmn.Profile) -> None:
    text = bpmn.write(process, profile)
    assert workflow.load(bpmn.read(text)).hash == process.hash
    assert bpmn.read(text.encode()) == bpmn.read(text) == process.text


def test_another_layout_and_other_prefixes_change_nothing(process: Process) -> None:
    root = XML.fromstring(bpmn.write(process, "office"))
    for shape in root.iter():
        if shape.get("x"):
            shape.set("x", "7")
    XML.register_namespace("other", "http://www.omg.org/spec/BPMN/20100524/MODEL")
    assert bpmn.read(XML.tostring(root)) == process.text


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ('targetRef="merge-stage-evaluation"', 'targetRef="stage-analysis"', "do-triage-accept (sequenceFlow)", "bpmn_changed"),
        ('name="Smistamento"', 'name="Prima lettura"', "stage-triage (userTask)", "bpmn_changed"),
        ('action = "accept"', "true", "do-triage-accept (sequenceFlow)", "bpmn_changed"),
        (">15bd<", ">P15D<", "waits-timer-needs_info-lapse (timerEventDefinition)", "bpmn_changed"),
        ("<bpmn:flowNodeRef>stage-triage</bpmn:flowNodeRef>", "", "lane-moderator (lane)", "bpmn_changed"),
        ('<bpmn:laneSet id="lanes">', '<bpmn:scriptTask id="mine" /><bpmn:laneSet id="lanes">', "mine (scriptTask)", "bpmn_added"),
        ('id="stage-uat"', 'id="stage-test"', "stage-uat (userTask)", "bpmn_removed"),
    ],
)  # fmt: skip
def test_what_was_redrawn_is_refused_by_name(process: Process, old: str, new: str, place: str, code: str) -> None:
    text = bpmn.write(process, "office")
    assert old in text
    assert refused(text.replace(old, new, 1)).get(place) == code


def test_a_definition_changed_by_hand_is_refused(process: Process) -> None:
    text = bpmn.write(process, "office")
    assert refused(text.replace('due = "2bd"', 'due = "1bd"')) == {"definition": "bpmn_definition"}
    assert refused(text.replace('profile="office"', 'profile="other"')) == {"definition": "bpmn_definition"}
    assert refused(text.replace("stage.triage]", "stage.triage")).popitem()[1] == "toml"


def test_two_definitions_in_one_file_are_refused(process: Process) -> None:
    root = XML.fromstring(bpmn.write(process, "office"))
    (holder,) = root.iter("{http://www.omg.org/spec/BPMN/20100524/MODEL}extensionElements")
    holder.append(holder[0])
    assert refused(XML.tostring(root)) == {"definition": "bpmn_definition"}


def test_a_foreign_file_becomes_a_draft_of_what_it_says() -> None:
    text = bpmn.read(foreign(HOLIDAYS))
    assert tomllib.loads(text) == {
        "process": {"key": "ferie", "name": {"it": "Ferie"}, "languages": ["it"], "start": "chiedi_le_ferie"},
        "role": {"il_capo": {"it": "Il capo"}},
        "stage": {
            "chiedi_le_ferie": {
                "title": {"it": "Chiedi le ferie"},
                "role": "il_capo",
                "do": {
                    "va_bene": {"label": {"it": "Va bene"}, "to": "si"},
                    "non_ora": {"label": {"it": "Non ora"}, "to": "chiedi_di_nuovo"},
                    "nessuno_risponde": {"label": {"it": "Nessuno risponde"}, "to": "no", "by": "timer"},
                },
            },
            "chiedi_di_nuovo": {
                "title": {"it": "Chiedi di nuovo"},
                "role": "il_capo",
                "do": {"no": {"label": {"it": "no"}, "to": "no"}},
            },
        },
        "end": {"si": {"title": {"it": "Sì!"}}, "no": {"title": {"it": "no"}}},
    }


def test_two_flows_to_one_place_are_two_actions() -> None:
    text = bpmn.read(foreign(HOLIDAYS.replace('sourceRef="x" targetRef="yes"', 'sourceRef="x" targetRef="again"')))
    assert [action["to"] for action in tomllib.loads(text)["stage"]["chiedi_le_ferie"]["do"].values()] == [
        "chiedi_di_nuovo", "chiedi_di_nuovo", "no",
    ]  # fmt: skip


def test_what_a_draft_still_lacks_is_named_by_the_checks() -> None:
    with pytest.raises(workflow.InvalidProcess) as raised:
        workflow.load(bpmn.read(foreign(HOLIDAYS)))
    assert {(finding.code, finding.place) for finding in raised.value.findings} == {
        ("missing_key", "process.calendar"), ("missing_key", "calendar"), ("missing_key", "public"),
        ("missing_key", "stage.chiedi_le_ferie.public"), ("missing_key", "stage.chiedi_le_ferie.due"),
        ("missing_key", "stage.chiedi_di_nuovo.public"), ("missing_key", "stage.chiedi_di_nuovo.due"),
        ("missing_key", "end.si.public"), ("missing_key", "end.no.public"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("element", "place"),
    [
        ('<scriptTask id="a"/>', "a (scriptTask)"),
        ('<serviceTask id="a"/>', "a (serviceTask)"),
        ('<parallelGateway id="a"/>', "a (parallelGateway)"),
        ('<inclusiveGateway id="a"/>', "a (inclusiveGateway)"),
        ('<subProcess id="a"><userTask id="b"/></subProcess>', "a (subProcess)"),
        ('<callActivity id="a"/>', "a (callActivity)"),
        ('<intermediateCatchEvent id="a"/>', "a (intermediateCatchEvent)"),
        ('<dataObject id="a"/>', "a (dataObject)"),
        ('<endEvent id="a"><errorEventDefinition id="b"/></endEvent>', "b (errorEventDefinition)"),
        ('<startEvent id="a"><timerEventDefinition/></startEvent>', "a (timerEventDefinition)"),
        ('<userTask id="a"><standardLoopCharacteristics/></userTask>', "a (standardLoopCharacteristics)"),
        ('<sequenceFlow id="a"><conditionExpression>x</conditionExpression></sequenceFlow>', "a (conditionExpression)"),
        ('<laneSet id="a"><lane id="b"><childLaneSet id="c"/></lane></laneSet>', "c (childLaneSet)"),
    ],
)
def test_an_element_without_a_place_is_refused_with_its_id_and_type(element: str, place: str) -> None:
    assert refused(foreign(HOLIDAYS + element)) == {place: "bpmn_unsupported"}


def test_all_such_elements_are_named_together() -> None:
    found = refused(foreign(HOLIDAYS + '<scriptTask id="a"/><sendTask id="b"/>', '<message id="m"/>'))
    assert found.keys() == {"a (scriptTask)", "b (sendTask)", "m (message)"}


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ('<startEvent id="s"/>', '<startEvent id="s"/><startEvent id="s2"/>', "s2 (startEvent)", "bpmn_one_start"),
        ('<startEvent id="s"/>', "", "process", "bpmn_one_start"),
        ('targetRef="x"', 'targetRef="y"', "f2 (sequenceFlow)", "bpmn_loose_flow"),
        ('targetRef="x"', 'targetRef="f3"', "f2 (sequenceFlow)", "bpmn_loose_flow"),
        ('sourceRef="again"', 'sourceRef="yes"', "f5 (sequenceFlow)", "bpmn_loose_flow"),
        ('<task id="again"', "<task", " (task)", "bpmn_id"),
        ('<task id="again"', '<task id="ask"', "ask (task)", "bpmn_id"),
        ('sourceRef="x"', 'sourceRef="t"', "x (exclusiveGateway)", "bpmn_implicit_end"),
        ('attachedToRef="ask"', 'attachedToRef="x"', "t (boundaryEvent)", "bpmn_timer"),
        (
            "<timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition>",
            "",
            "t (boundaryEvent)",
            "bpmn_timer",
        ),
        ('sourceRef="x" targetRef="yes"', 'sourceRef="ask" targetRef="yes"', "ask (userTask)", "bpmn_split"),
        ('sourceRef="again"', 'sourceRef="x"', "again (task)", "bpmn_implicit_end"),
        ('attachedToRef="ask"', 'attachedToRef="ask" cancelActivity="false"', "t (boundaryEvent)", "bpmn_timer"),
    ],
)
def test_what_does_not_fit_together_is_refused(old: str, new: str, place: str, code: str) -> None:
    assert refused(foreign(HOLIDAYS.replace(old, new))).get(place) == code


def test_two_processes_are_one_too_many() -> None:
    assert refused(foreign(HOLIDAYS, '<process id="q"/>')) == {"definitions": "bpmn_one_process"}


@pytest.mark.parametrize(
    "source",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
    ],
)
def test_a_file_with_a_document_type_is_not_read(source: str | bytes) -> None:
    assert refused(source) == {"DOCTYPE": "bpmn_doctype"}


@pytest.mark.parametrize(
    "source", ["", "<a", "<a>&b;</a>", b"\xff\xfe<", b'<?xml version="1.0" encoding="none"?><a/>', "\x00"]
)
def test_what_is_not_xml_is_refused_with_the_line(source: str | bytes) -> None:
    assert refused(source) == {"line 1": "bpmn_xml"}


def test_another_language_and_too_large_a_file_are_refused(process: Process) -> None:
    assert refused("<svg/>") == {"file": "bpmn_root"}
    assert refused("<a>" + "b" * 2_000_000 + "</a>") == {"file": "bpmn_size"}


def test_a_file_of_any_depth_is_refused_and_never_breaks_the_reader() -> None:
    for tag in ("a", "process", "userTask", "laneSet"):
        depth = 5_000
        assert refused(foreign(f"<{tag}>" * depth + f"</{tag}>" * depth))
