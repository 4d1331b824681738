"""The definition: what it says, and what is refused when it is wrong in one way."""

from collections.abc import Callable

import pytest

import workflow
from workflow import Process

Broken = Callable[..., dict[str, str]]

FAULTS = {
    "a typing mistake in a key": (('public = "received"\nrole', 'publik = "received"\nrole'), "unknown_key", "stage.triage.publik"),
    "a stage without a public status": (('public = "received"\nrole = "moderator"', 'role = "moderator"'), "missing_key", "stage.triage.public"),
    "an id with capitals": (("[stage.triage.do.merge]", "[stage.triage.do.Merge]"), "bad_id", "stage.triage.do.Merge"),
    "a number where a text belongs": (('due = "2bd"', "due = 2"), "wrong_type", "stage.triage.due"),
    "a field of an unknown type": (('type = "reference"', 'type = "link"'), "bad_choice", "field.into.type"),
    "an empty text": (('it = "Ricevuta"', 'it = " "'), "empty_text", "public.received.it"),
    "a stage and an end with one name": (('merged = { public = "merged" }', 'parked = { public = "merged" }'), "id_twice", "end.parked"),
    "an action named like one open anywhere": (("[stage.parked.do.resume]", "[stage.parked.do.withdraw]"), "id_twice", "stage.parked.do.withdraw"),
    "a start that is not a stage": (('start = "triage"\ncalendar', 'start = "triages"\ncalendar'), "start_unknown", "process.start"),
    "a target that does not exist": (('to = "signoff"', 'to = "signof"'), "target_unknown", "stage.analysis.do.review.to"),
    "a promise that stops nowhere": (('pause = ["needs_info"]', 'pause = ["nowhere"]'), "stage_unknown", "clock.answer.pause"),
    "four eyes on a stage that is not there": (('not_by = ["development"]', 'not_by = ["develop"]'), "stage_unknown", "stage.uat.not_by"),
    "an end that nothing reaches": (("[end]\n", '[end]\nlost = { public = "declined" }\n'), "unreachable", "end.lost"),
    "a stage without a way out": (('to = "announced"', 'to = "released"'), "no_way_out", "stage.released"),
    "a question asked from the place of questions": (('to = "declined"\nby', 'to = "needs_info"\nby'), "back_too_deep", "stage.needs_info.do.lapse.to"),
    "a field nobody declared": (('need = ["value", "effort"]', 'need = ["value", "efort"]'), "field_unknown", "stage.evaluation.do.analyse.need"),
    "a choice without choices": (('type = "number"\nminimum = 0', 'type = "choice"\nminimum = 0'), "field_choices", "field.value"),
    "a given value that is no choice": (('"no_answer" }\nnotify', '"silence" }\nnotify'), "given_value", "stage.needs_info.do.lapse.given.reason_code"),
    "a role nobody declared": (('role = "analyst"', 'role = "analist"'), "role_unknown", "stage.analysis.role"),
    "an escalation in a circle": (('en = "Management" }', 'en = "Management", escalate = "pm" }'), "escalation_cycle", "role.executive.escalate"),
    "an audience that does not exist": (('notify = ["author"]', 'notify = ["autor"]'), "audience_unknown", "stage.triage.do.accept.notify"),
    "a timer that needs a form": (('by = "timer"', 'by = "timer"\nneed = ["note"]'), "timer_needs", "stage.needs_info.do.lapse.need"),
    "a verdict that is not declared": (('verdicts = ["ok", "ok_if", "no"]', 'verdicts = ["ok", "maybe", "no"]'), "verdict_unknown", "stage.signoff.verdicts"),
    "a join that may not decide": (('{ do = "pass" }]', '{ all = "ok", do = "pass" }]'), "join_not_total", "stage.signoff.join"),
    "a join rule in the shadow": (('join = [{ any = "no", do = "back" }', 'join = [{ do = "back" }'), "join_shadowed", "stage.signoff.join[1]"),
    "a join to an action that is not there": (('{ any = "no", do = "back" }', '{ any = "no", do = "bak" }'), "join_action", "stage.signoff.join[0].do"),
    "an office written twice": (('"security", "care"]\nverdicts', '"security", "legal"]\nverdicts'), "listed_twice", "stage.signoff.all"),
    "a verdict that asks for more than a reason": (('need = ["reason"]\nobligation', 'need = ["note"]\nobligation'), "verdict_field", "verdict.ok_if"),
    "a deadline in plain days": (('due = "2bd"', 'due = "2d"'), "due_unit", "stage.triage.due"),
    "a deadline taken from a text": (('due = "@review_on"', 'due = "@reason"'), "due_field", "stage.parked.due"),
    "a deadline that may be missing": (('due_else = "60bd"\n', ""), "due_else", "stage.parked"),
    "deadlines that add up to more than the promise": (('due = "10bd"\n\n[stage.analysis.do.review]', 'due = "14bd"\n\n[stage.analysis.do.review]'), "promise_too_short", "clock.answer.due"),
    "hours inside a promise of days": (('due = "2bd"', 'due = "16bh"'), "promise_unit", "stage.triage.due"),
    "a calendar that is not there": (('calendar = "bank"', 'calendar = "banc"'), "calendar_unknown", "process.calendar"),
    "a time zone that is not there": (("Europe/Rome", "Europe/Roma"), "calendar_value", "calendar.bank.zone"),
    "a day that is not there": (('"12-07 Sant', '"12-32 Sant'), "calendar_value", "calendar.bank.extra[0]"),
    "hours that end before they begin": (('hours = "08:30-17:00"', 'hours = "17:00-08:30"'), "calendar_value", "calendar.bank.hours"),
    "a country without a calendar": (('holidays = "IT"', 'holidays = "ITA_"'), "calendar_value", "calendar.bank.holidays"),
    "a public status that does not exist": (('public = "planned"', 'public = "planed"'), "public_unknown", "stage.planned.public"),
    "a hole in the main path": (("position = 3", "position = 7"), "public_positions", "public"),
    "a text missing in a language": (('it = "Pareri", en = "Sign-offs"', 'it = "Pareri"'), "text_language", "stage.signoff.title"),
    "placeholders that differ": (('it = "L’avevamo messa da parte', 'it = "{note}: l’avevamo messa da parte'), "text_placeholders", "stage.parked.do.resume.say"),
    "an author who is not told": (('optional = ["message", "note"]\nnotify = ["author"]', 'optional = ["message", "note"]\nnotify = ["voters"]'), "author_not_told", "stage.triage.do.accept.notify"),
    "a telling without words": (('say = { it = "Abbiamo letto l’idea', 'hint = { it = "Abbiamo letto l’idea'), "nothing_to_say", "stage.triage.do.accept.say"),
    "a refusal without a reason": (('need = ["reason", "review_on"]', 'need = ["review_on"]'), "refusal_without_reason", "stage.evaluation.do.park.need"),
    "a way back from done": (('through = "announcement"', 'through = "announcement"\n\n[stage.released.do.undo]\nlabel = { it = "a", en = "a" }\nto = "development"\nneed = ["message"]\nnotify = ["author"]'), "back_from_done", "stage.released.do.undo.to"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_definition_with_one_fault_is_refused_with_its_code_and_place(fault: str, broken: Broken) -> None:
    change, code, place = FAULTS[fault]
    assert broken(change).get(code) == place


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
    }
    ends = {stage.id for stage in process.stages.values() if stage.is_end}
    assert ends == {"announced", "declined", "merged", "withdrawn", "already_available", "complaint"}
    assert process.stages["signoff"].offices == ("legal", "compliance", "security", "care")
    assert process.stages["signoff"].verdicts == ("ok", "ok_if", "no")
    assert set(process.anywhere) == {"withdraw"}


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
