"""A version is written by one person, published by another, and takes every case with it."""

import pytest

import workflow
from tests.workflow.bank import OFFICES, PEOPLE, Bank
from tests.workflow.versions.office import (
    APPROVER,
    FASTER,
    LOOKED_OVER,
    NO_CARE,
    RENAMED,
    RISK,
    THIRD,
    WRITER,
    Office,
    edited,
    without_uat,
)  # fmt: skip


def test_who_wrote_any_part_of_a_draft_cannot_publish_it(office: Office) -> None:
    office.save(edited(*RISK), by=WRITER)
    office.save(edited(*RISK, *FASTER), by=APPROVER)
    for writer in (WRITER, APPROVER):
        with pytest.raises(workflow.SamePerson) as refused:
            office.publish(by=writer)
    assert refused.value.sentence.in_("it").startswith("Questa bozza l’hai scritta anche tu")
    assert office.publish(by=THIRD).process.hash == workflow.load(edited(*RISK, *FASTER)).hash


def test_two_who_edit_one_draft_do_not_overwrite_each_other(office: Office) -> None:
    office.save(edited(*RISK))
    with pytest.raises(workflow.StaleDraft) as refused:
        office.save(edited(*FASTER), by=THIRD, seen=0)
    assert refused.value.by_id == WRITER


def test_what_is_published_is_what_was_seen(office: Office) -> None:
    office.save(edited(*RISK))
    office.save(edited(*FASTER))
    with office.bank.engine.begin() as db, pytest.raises(workflow.StaleDraft):
        workflow.publish(db, seen=1, by=APPROVER, at=office.bank.at)


def test_there_is_nothing_to_publish_without_a_draft_or_without_a_change(office: Office) -> None:
    with pytest.raises(workflow.NoDraft):
        office.publish()
    with pytest.raises(workflow.NothingNew):
        office.publish(workflow.shipped() + "# a remark")


def test_a_broken_draft_is_saved_and_not_published(office: Office) -> None:
    broken = edited(('to = "planned"', 'to = "nowhere"'))
    office.save(broken)
    with office.bank.engine.begin() as db:
        assert [found.code for found in workflow.findings(db, broken, at=office.bank.at)]
    with pytest.raises(workflow.InvalidProcess):
        office.publish()


def test_what_the_people_of_today_cannot_do_is_not_published(office: Office) -> None:
    at, text = office.bank.at, edited(*RISK)
    office.save(text)
    staffing = {role: [n, n + 50] for n, role in enumerate(workflow.load(text).roles, start=100)}
    with office.bank.engine.begin() as db:
        short = staffing | {"risk": []}
        (fault,) = workflow.findings(db, text, staffing=short, at=at)
        assert (fault.code, fault.place) == ("role_unstaffed", "role.risk") and fault.line
        with pytest.raises(workflow.InvalidProcess) as refused:
            workflow.publish(db, seen=1, by=APPROVER, staffing=short, at=at)
        assert refused.value.findings == (fault,)
        one_for_two = staffing | {"analyst": [7], "legal": [7]}
        assert [each.code for each in workflow.findings(db, text, staffing=one_for_two, at=at)] == [
            "four_eyes_impossible"
        ]
        assert workflow.publish(db, seen=1, by=APPROVER, staffing=staffing, at=at).cases == 2


def test_an_old_name_that_never_was_is_not_published(office: Office) -> None:
    office.save(edited(("[stage.uat]\n", '[stage.uat]\nwas = ["prova"]\n')))
    with pytest.raises(workflow.InvalidProcess) as refused:
        office.publish()
    assert [(fault.code, fault.place) for fault in refused.value.findings] == [("was_unknown", "stage.uat.was")]


def test_a_draft_older_than_the_version_in_force_is_looked_at_again(office: Office) -> None:
    first = office.publish(edited(*RISK))
    office.save(edited(*FASTER))
    office.undo(first.id)
    with pytest.raises(workflow.BehindRunning):
        office.publish()


def test_cases_go_over_with_an_event_in_their_history(office: Office, bank: Bank) -> None:
    bank.until("evaluation")
    before = bank.case
    done = office.publish(edited(*LOOKED_OVER))
    assert (done.cases, done.migrated, done.moves) == (2, (), ())
    assert bank.case.version_id == done.version_id == office.running()
    with bank.engine.begin() as db:
        last = workflow.history(db, bank.case_id)[-1]
    assert (last.action, last.actor_id, last.from_stage, last.to_stage) == (
        "migrated",
        APPROVER,
        "evaluation",
        "evaluation",
    )
    assert bank.case.steps == before.steps
    assert (bank.case.last_by, bank.case.last_at) == (before.last_by, before.last_at)
    bank.do("analyse", "pm", version=before.row_version)
    assert bank.verified() is None and office.differences() == []


def test_a_new_office_is_asked_in_the_present_round(office: Office, bank: Bank) -> None:
    bank.until("signoff")
    bank.verdict("legal", "ok")
    office.publish(edited(*RISK))
    assert {step.slot for step in bank.case.open_steps} == {"compliance", "security", "care", "risk"}
    for name in OFFICES[1:]:
        bank.verdict(name, "ok")
    assert bank.case.stage == "signoff"
    with bank.engine.begin() as db:
        risk = workflow.Actor(70, frozenset({"risk"}))
        move = workflow.give_verdict(db, bank.case_id, "risk", "ok", "", risk, at=bank.at)
    assert move.to_stage == "planned"
    assert bank.verified() is None and office.differences() == []


def test_a_dropped_office_is_not_waited_for(office: Office, bank: Bank) -> None:
    bank.until("signoff")
    for name in ("legal", "compliance", "security"):
        bank.verdict(name, "ok")
    rehearsed = {effect.code: effect.cases for effect in office.rehearse(edited(*NO_CARE)).effects}
    assert rehearsed == {"office_dropped": 1, "joins": 1}
    done = office.publish(edited(*NO_CARE))
    assert [(move.action, move.to_stage, move.notify) for move in done.moves] == [
        ("pass", "planned", ("author", "followers", "voters"))
    ]
    assert bank.case.stage == "planned"
    assert bank.verified() is None and office.differences() == []


def test_verdicts_given_stay_given(office: Office, bank: Bank) -> None:
    bank.until("signoff")
    bank.verdict("care", "no")
    office.publish(edited(*NO_CARE))
    for name in OFFICES[:3]:
        bank.verdict(name, "ok")
    assert bank.case.stage == "analysis"


def test_a_due_date_stays_as_promised_unless_its_stage_changed(office: Office, bank: Bank) -> None:
    bank.until("analysis")
    promised = bank.case.open_steps[0].due_at
    office.publish(edited(*RISK))
    assert bank.case.open_steps[0].due_at == promised
    office.publish(edited(*RISK, *FASTER))
    opened = bank.case.open_steps[0]
    assert opened.due_at == bank.case.process.calendar.due(opened.opened_at, "3bd") < promised
    assert office.differences() == []


def test_nobody_becomes_late_by_a_publication(office: Office, bank: Bank) -> None:
    bank.until("analysis")
    bank.wait(days=9)
    office.publish(edited(*FASTER))
    assert bank.case.open_steps[0].due_at == bank.case.process.calendar.due(bank.at, "1bd")


def test_a_renamed_stage_keeps_its_people_its_dates_and_four_eyes(office: Office, bank: Bank) -> None:
    bank.until("analysis")
    before = bank.case.open_steps[0]
    done = office.publish(edited(*RENAMED))
    assert [(m.from_stage, m.to_stage) for m in done.migrated] == [("analysis", "study")]
    assert bank.case.open_steps[0] == before._replace(stage="study")
    bank.do("review", "analyst")
    assert bank.choices("legal", PEOPLE["analyst"])["legal=ok"].why is not None
    assert bank.verified() is None and office.differences() == []


def test_where_a_stage_is_gone_somebody_decides(office: Office, bank: Bank) -> None:
    bank.until("uat")
    text = without_uat()
    rehearsed = office.rehearse(text)
    assert [(effect.code, effect.stage, effect.cases) for effect in rehearsed.blocking] == [
        ("needs_decision", "uat", 1)
    ]
    assert rehearsed.sentences[0].in_("it") == "1 pratica: non cambia niente."
    office.save(text)
    with pytest.raises(workflow.Undecided) as refused:
        office.publish()
    assert "serve una decisione" in refused.value.sentence.in_("it")
    with pytest.raises(workflow.BadDecision):
        office.publish(decided={"uat": "declined"})
    done = office.publish(decided={"uat": "development"})
    assert [(m.from_stage, m.to_stage, m.to_public) for m in done.migrated] == [("uat", "development", "development")]
    assert [step.stage for step in bank.case.open_steps] == ["development"]
    assert bank.case.entered_at == bank.at
    assert bank.verified() is None and office.differences() == []


def test_a_role_that_has_worked_does_not_vanish(office: Office, bank: Bank) -> None:
    bank.until("signoff")
    bank.verdict("care", "ok")
    gone = edited(*NO_CARE, ("care = {", "helpdesk = {"))
    assert [effect.code for effect in office.rehearse(gone).blocking] == ["role_in_use"]
    kept = edited(("care = {", 'helpdesk = { was = ["care"],'), ('"care"]\n', '"helpdesk"]\n'))
    office.publish(kept)
    assert bank.case.verdicts["helpdesk"].outcome == "ok"
    assert office.differences() == []


def test_the_rehearsal_counts_place_by_place(office: Office, bank: Bank) -> None:
    office.crowd(*["evaluation"] * 30, *["signoff"] * 7, "analysis", "announced")
    rehearsed = office.rehearse(edited(*RISK, *FASTER))
    counted = {(effect.code, effect.stage, effect.detail): effect.cases for effect in rehearsed.effects}
    assert counted == {("new_office", "signoff", "risk"): 7, ("due_changed", "analysis", "analysis"): 1}
    assert rehearsed.unaffected == 32
    assert "7 pratiche in «Pareri»: un parere in più, Rischi." in [s.in_("it") for s in rehearsed.sentences]
    done = office.publish(edited(*RISK, *FASTER))
    assert done.cases == 40
    assert bank.verified() is None and office.differences() == []
