"""The log: every move in it, nothing in it changed unseen, people's words erasable."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

import workflow
from tests.workflow.bank import PEOPLE, REASON, Bank, actor
from workflow import Broken, step
from workflow.engine import rounds
from workflow.engine.moves import begin
from workflow.store.tables import case, event, event_text


def events(bank: Bank) -> list[workflow.Event]:
    with bank.engine.begin() as db:
        return workflow.history(db, bank.case_id)


def test_every_move_is_in_the_history_with_its_words(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.do("answer", "author")
    bank.until("signoff").verdicts(legal="no")
    said = [(e.action, e.from_stage, e.to_stage, e.actor_id) for e in events(bank)]
    assert said == [
        ("start", "", "triage", PEOPLE["author"]),
        ("ask", "triage", "needs_info", PEOPLE["moderator"]),
        ("answer", "needs_info", "triage", PEOPLE["author"]),
        ("accept", "triage", "evaluation", PEOPLE["moderator"]),
        ("analyse", "evaluation", "analysis", PEOPLE["pm"]),
        ("review", "analysis", "signoff", PEOPLE["analyst"]),
        ("legal=no", "signoff", "signoff", PEOPLE["legal"]),
        ("compliance=ok", "signoff", "signoff", PEOPLE["compliance"]),
        ("security=ok", "signoff", "signoff", PEOPLE["security"]),
        ("care=ok", "signoff", "signoff", PEOPLE["care"]),
        ("back", "signoff", "analysis", PEOPLE["care"]),
    ]
    assert events(bank)[1].fields == {"question": "Ti basta il nome accanto al movimento?"}
    assert events(bank)[4].fields == {"value": 4, "effort": 3}
    assert events(bank)[6].fields == {"reason": REASON}
    assert [e.seq for e in events(bank)] == list(range(1, 12))
    assert bank.verified() is None


def test_words_are_kept_apart_from_the_chain(bank: Bank) -> None:
    bank.do("ask", "moderator")
    with bank.engine.begin() as db:
        stored = db.execute(select(event.c.fields).where(event.c.case_id == bank.case_id)).scalars().all()
    assert not any("nome" in fields for fields in stored)


def test_one_text_on_two_cases_leaves_two_different_hashes(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.case_id = bank.noise
    bank.do("ask", "moderator")
    with bank.engine.begin() as db:
        asked = db.execute(select(event.c.fields).where(event.c.action == "ask")).scalars().all()
    assert len(set(asked)) == 2


def _changed(column: str, value: Any) -> Callable[[Bank], Any]:
    where = event.c.seq == 2
    return lambda bank: update(event).where(event.c.case_id == bank.case_id, where).values({column: value})


TAMPERINGS: dict[str, tuple[Callable[[Bank], Any], int, str]] = {
    "another actor": (_changed("actor_id", 50), 2, "changed"),
    "another action": (_changed("action", "merge"), 2, "changed"),
    "another target": (_changed("to_stage", "merged"), 2, "changed"),
    "other fields": (_changed("fields", "{}"), 2, "changed"),
    "another hash": (_changed("hash", "f" * 64), 2, "changed"),
    "an event taken out": (
        lambda bank: delete(event).where(event.c.case_id == bank.case_id, event.c.seq == 2), 2, "missing",
    ),
    "the first event taken out": (
        lambda bank: delete(event).where(event.c.case_id == bank.case_id, event.c.seq == 1), 1, "missing",
    ),
    "the last event taken out": (
        lambda bank: delete(event).where(event.c.case_id == bank.case_id, event.c.seq == 4), 4, "tail cut",
    ),
    "the whole history taken out": (lambda bank: delete(event).where(event.c.case_id == bank.case_id), 1, "tail cut"),
    "other words": (
        lambda bank: update(event_text).where(event_text.c.case_id == bank.case_id, event_text.c.seq == 2).values(text="Altro."), 2, "text changed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_whatever_is_done_to_the_log_shows_and_is_named(bank: Bank, tampering: str) -> None:
    bank.do("ask", "moderator", question="Che cosa intendi?")
    bank.do("answer", "author")
    bank.do("accept", "moderator")
    assert bank.verified() is None
    tamper, seq, what = TAMPERINGS[tampering]
    bank.change(tamper(bank))
    assert bank.verified() == Broken(bank.case_id, seq, what)
    with bank.engine.begin() as db:
        assert workflow.verify(db, bank.case_id) == Broken(bank.case_id, seq, what)
        assert workflow.verify(db, bank.noise) is None


def test_two_events_that_changed_places_show(bank: Bank) -> None:
    bank.until("analysis")
    for before, after in ((2, 900), (3, 2), (900, 3)):
        bank.change(update(event).where(event.c.case_id == bank.case_id, event.c.seq == before).values(seq=after))
    assert bank.verified() == Broken(bank.case_id, 2, "changed")


def test_an_event_put_in_shows(bank: Bank) -> None:
    bank.until("analysis")
    with bank.engine.begin() as db:
        last = db.execute(select(event).where(event.c.case_id == bank.case_id, event.c.seq == 3)).one()
        db.execute(insert(event).values({**last._mapping, "seq": 4}))
    assert bank.verified() == Broken(bank.case_id, 4, "changed")


def test_a_chain_recomputed_after_a_change_still_shows_at_the_case(bank: Bank) -> None:
    bank.until("analysis")
    bank.change(update(case).where(case.c.id == bank.case_id).values(head="0" * 64))
    assert bank.verified() == Broken(bank.case_id, 4, "tail cut")


def test_what_a_person_wrote_can_be_erased_and_the_chain_still_verifies(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.do("answer", "author")
    with bank.engine.begin() as db:
        assert workflow.erase_texts(db, by_id=PEOPLE["author"]) == 1
    answer = next(e for e in events(bank) if e.action == "answer")
    question = next(e for e in events(bank) if e.action == "ask")
    assert answer.fields == {"answer": None}
    assert question.fields["question"]
    assert bank.verified() is None


def test_all_words_of_a_case_can_be_erased_also_from_its_verdicts_and_conditions(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.do("answer", "author")
    bank.until("signoff").verdicts(legal="ok_if")
    with bank.engine.begin() as db:
        workflow.erase_texts(db, case_id=bank.case_id)
    assert {
        text for e in events(bank) for name, text in e.fields.items() if name in ("question", "answer", "reason")
    } == {None}
    assert [step.reason for step in bank.case.steps if step.slot == "legal"] == [None]
    assert [duty.text for duty in bank.case.obligations] == [None]
    assert bank.verified() is None


def test_erasing_needs_to_know_whose_words(bank: Bank) -> None:
    with bank.engine.begin() as db, pytest.raises(ValueError, match="whose"):
        workflow.erase_texts(db)


def test_a_case_can_be_rebuilt_from_its_events_alone(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.wait(days=4).do("answer", "author")
    bank.until("signoff").verdicts(care="no", legal="ok_if")
    bank.wait(days=1).until("development")
    process = bank.case.process
    first, *rest = events(bank)
    state, _ = begin(process, author_id=first.fields["author_id"], at=first.at)
    for e in rest:
        if e.action in ("back", "pass") and e.from_stage == "signoff":
            continue  # follows from the verdicts
        office, _, verdict = e.action.partition("=")
        role = office if verdict else (process.stages[e.from_stage].actions[e.action].role)
        who = actor("author" if role == "author" else role, e.actor_id)
        if verdict:
            state, _ = rounds.give(process, state, office, verdict, e.fields.get("reason") or "", who, e.at)
        else:
            state, _ = step(process, state, e.action, who, e.fields, e.at)
    now = bank.case.state
    assert (state.stage, state.round, state.back) == (now.stage, now.round, now.back)
    assert [(s.stage, s.slot, s.due_at, s.outcome, s.by_id) for s in state.steps] == [
        (s.stage, s.slot, s.due_at, s.outcome, s.by_id) for s in now.steps
    ]
    assert [(c.due_at, c.stopped_at) for c in state.clocks] == [(c.due_at, c.stopped_at) for c in now.clocks]
