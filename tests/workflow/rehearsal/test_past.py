"""The log told again under a draft: who would have been late, who would have gone another way, at which event."""

from typing import Any

from hypothesis import HealthCheck, given, settings

import workflow
from tests.workflow.bank import OFFICES, PEOPLE, SUBJECT, Bank
from tests.workflow.versions.office import FASTER, NO_CARE, RENAMED, RISK, Office, edited, without_uat
from tests.workflow.walks import WALKS, walk
from workflow import PastRehearsal, Process

subjects = iter(range(50_000, 10_000_000))
ASKS_MORE = (('label = { it = "Chiedi i pareri"', 'need = ["note"]\nlabel = { it = "Chiedi i pareri"'),)


def past(bank: Bank, text: str, **more: Any) -> PastRehearsal:
    with bank.engine.begin() as db:
        return workflow.rehearse_past(db, workflow.load(text), at=bank.at, **more)


def ways(found: PastRehearsal) -> list[tuple[str, str, str, list[tuple[int, int]]]]:
    return [
        (each.code, each.stage, each.action, [(example.subject_id, example.seq) for example in each.examples])
        for each in found.divergences
    ]


def test_under_its_own_rules_the_past_is_as_it_was(bank: Bank) -> None:
    bank.until("uat").wait(days=90).do("fail", "tester")
    found = past(bank, workflow.shipped())
    assert (found.cases, found.divergences) == (2, ())
    assert (found.late, found.late_cases, found.broken) == (found.late_then, found.late_cases_then, found.broken_then)
    assert found.late_then == 2 and found.late_by_stage["uat"] == (1, 1)  # the other waits in triage since then


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(turns=WALKS)
def test_whatever_happened_its_own_rules_change_nothing(bank: Bank, turns: list[Any]) -> None:
    connection = bank.engine.connect()
    try:
        opened = workflow.start_case(connection, subject_id=next(subjects), author_id=1, at=bank.at)
        at = walk(connection, opened.case_id, turns, bank.at)
        found = workflow.rehearse_past(connection, _running(connection), at=at)
        assert found.divergences == ()
        assert (found.late, found.broken) == (found.late_then, found.broken_then)
    finally:
        connection.rollback()
        connection.close()


def _running(connection: Any) -> Process:
    return workflow.running(connection)[1]


def test_less_time_makes_late_what_was_not(bank: Bank) -> None:
    bank.until("analysis").wait(days=7).do("review", "analyst")  # five working days: in time of ten, late of three
    found = past(bank, edited(*FASTER))
    assert found.late_by_stage["analysis"] == (0, 1)
    assert (found.late_cases_then, found.late_cases) == (1, 2)  # the other case waits in triage, late either way
    assert found.sentences[0].in_("it") == "2 pratiche del passato: in ritardo 1, con la bozza 2."
    assert found.divergences == ()


def test_a_shorter_promise_is_broken_where_the_longer_was_kept(bank: Bank) -> None:
    bank.until("signoff").wait(days=31)
    bank.verdicts()
    shorter = edited(('due = "25bd"', 'due = "22bd"'))
    kept, broken = past(bank, workflow.shipped()), past(bank, shorter)
    assert (kept.broken_then, kept.broken) == (0, 0)
    assert (broken.broken_then, broken.broken) == (0, 2)  # the other case is not answered yet
    assert broken.sentences[1].in_("en") == "Promises to customers not kept: 0, 2 with the draft."


def test_a_promise_stands_still_while_the_customer_is_asked_also_in_the_past(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.wait(days=14).do("answer", "author")
    bank.until("signoff").wait(days=29)
    bank.verdicts()
    assert past(bank, edited(('due = "25bd"', 'due = "24bd"'))).broken == 1  # the other case alone, not yet answered


def test_a_move_that_is_gone_is_told_with_its_event(bank: Bank) -> None:
    bank.until("development").do("back", "developer")
    text = workflow.shipped()
    start = text.index("[stage.development.do.back]")
    gone = text[:start] + text[text.index("\n[", start + 1) :]
    with bank.engine.begin() as db:
        (found,) = workflow.rehearse_past(db, workflow.read(gone), at=bank.at).divergences
    assert (found.code, found.stage, found.action, found.cases) == ("past_gone", "development", "back", 1)
    with bank.engine.begin() as db:
        (example,) = found.examples
        assert example.subject_id == SUBJECT
        assert workflow.history(db, bank.case_id)[example.seq - 1].action == "back"
    assert found.sentence.in_("it").startswith("1 pratica in «Sviluppo»: «")


def test_of_all_that_differs_the_first_counts(bank: Bank) -> None:
    bank.until("released")
    assert _codes(bank, without_uat()) == [("past_field", "development", "deliver")]


def test_a_move_that_leads_elsewhere_or_belongs_to_others_is_told(bank: Bank) -> None:
    bank.until("analysis").do("review", "analyst")
    elsewhere = edited(('to = "signoff"', 'to = "evaluation"'))
    assert _codes(bank, elsewhere) == [("past_other_way", "analysis", "review")]
    others = edited(('public = "analysis"\nrole = "analyst"', 'public = "analysis"\nrole = "pm"'))
    assert _codes(bank, others) == [("past_role", "analysis", "review")]


def _codes(bank: Bank, text: str) -> list[tuple[str, str, str]]:
    with bank.engine.begin() as db:
        found = workflow.rehearse_past(db, workflow.read(text), at=bank.at)
    assert all(set("{}").isdisjoint(said.in_(language)) for said in found.sentences for language in ("it", "en"))
    return [way[:3] for way in ways(found)]


def test_one_office_more_would_have_been_waited_for_before_the_join(bank: Bank) -> None:
    bank.until("planned")
    assert _codes(bank, edited(*RISK)) == [("past_waits", "signoff", "pass")]
    (found,) = past(bank, edited(*RISK)).divergences
    assert found.sentence.in_("it") == "1 pratica in «Pareri»: prima di «Pareri raccolti» si aspetta anche Rischi."


def test_one_office_less_matters_only_where_it_decided(bank: Bank) -> None:
    bank.until("signoff").verdicts(care="no")
    assert _codes(bank, edited(*NO_CARE)) == [("past_other_way", "signoff", "back")]


def test_one_office_less_that_agreed_changes_nothing(bank: Bank) -> None:
    bank.until("planned")
    assert _codes(bank, edited(*NO_CARE)) == []


def test_a_verdict_that_the_join_would_answer_otherwise_is_told(bank: Bank) -> None:
    bank.until("signoff").verdicts(legal="ok_if")
    text = edited(
        ('join = [{ any = "no", do = "back" }', 'join = [{ any = "no", do = "back" }, { any = "ok_if", do = "back" }')
    )
    assert _codes(bank, text) == [("past_other_way", "signoff", "pass")]


def test_four_eyes_that_nobody_asked_for_then_are_told(bank: Bank) -> None:
    bank.until("planned").do("start", "pm", person=PEOPLE["legal"])
    assert _codes(bank, edited(("[stage.planned]\n", '[stage.planned]\nnot_by = ["signoff"]\n'))) == [
        ("past_four_eyes", "planned", "start")
    ]


def test_a_field_that_nobody_was_asked_for_is_told(bank: Bank) -> None:
    bank.until("evaluation")
    text = edited(('to = "evaluation"\ntone = "primary"\noptional = ["message", "note"]', 'to = "evaluation"\ntone = "primary"\nneed = ["note"]\noptional = ["message"]'))  # fmt: skip
    assert _codes(bank, text) == [("past_field", "triage", "accept")]


def test_a_timer_that_would_have_been_first_or_later_is_told(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.wait(days=14).do("answer", "author")
    asked = 'role = "author"\ndue = "15bd"'
    assert _codes(bank, edited((asked, asked.replace("15bd", "5bd")))) == [("past_lapsed", "needs_info", "answer")]
    bank.do("ask", "moderator")
    bank.wait(days=40)
    with bank.engine.begin() as db:
        workflow.run_due(db, at=bank.at)
    assert _codes(bank, edited((asked, asked.replace("15bd", "90bd")))) == [("past_not_yet", "needs_info", "lapse")]


def test_a_stage_called_otherwise_is_the_same_way(bank: Bank) -> None:
    bank.until("planned")
    assert _codes(bank, edited(*RENAMED)) == []


def test_the_past_of_several_versions_is_told_as_one(office: Office, bank: Bank) -> None:
    bank.until("signoff")
    office.publish(edited(*RENAMED))
    office.bank.verdicts()
    assert _codes(bank, edited(*RENAMED)) == []
    assert _codes(bank, edited(*RENAMED, *RISK)) == [("past_waits", "signoff", "pass")]


def test_delays_noticed_work_taken_in_hand_and_conditions_met_are_no_moves(bank: Bank) -> None:
    bank.until("signoff").verdicts(legal="ok_if")
    (duty,) = bank.case.obligations
    with bank.engine.begin() as db:
        workflow.close_obligation(db, duty.id or 0, workflow.Actor(11, frozenset({"legal"})), note="Sì.", at=bank.at)
        workflow.claim(db, bank.case_id, "", workflow.Actor(3, frozenset({"pm"})), at=bank.at)
        workflow.watch(db, at=bank.wait(days=200).at)
    assert _codes(bank, workflow.shipped()) == []


def test_only_what_moved_lately_when_asked_so_and_imported_cases_too(office: Office, bank: Bank) -> None:
    lately = bank.wait(days=30).at
    office.crowd("analysis", "announced", "signoff")
    found = past(bank, edited(*FASTER), since=lately)
    assert found.cases == 2  # closed before it came here, a case had no work to do
    bank.wait(days=9)
    assert past(bank, edited(*FASTER), since=lately).late_by_stage == {"analysis": (0, 1), "signoff": (4, 4)}


def test_nothing_is_written(bank: Bank) -> None:
    bank.until("planned")
    before = bank.case
    past(bank, edited(*RISK, *FASTER))
    assert bank.case == before and len(OFFICES) == 4
