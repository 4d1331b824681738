"""What the guard covers reaches neither the database nor the log, whichever door it comes through."""

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text as sql

from ideas.board import commands as board
from ideas.board.policy import Proposal
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_category, a_colleague, a_customer, act, an_idea, give_verdict, move
from tests.journeys.rows import contents

IBAN, CARD, CODE, PHONE = "IT60X0542811101000000123456", "4539148803436467", "RSSMRA85T10A562S", "3471234567"
SPACED = "IT60 X054 2811 1010 0000 0123 456"
EVERYTHING = (IBAN, CARD, CODE, PHONE, SPACED, "anna.verdi@posta.example", "98765")
STORY = (
    f"Ho scritto {IBAN}, anzi {SPACED}. Pago con {CARD}, il mio codice è {CODE}. Chiamatemi al {PHONE} o scrivete a "
    "anna.verdi@posta.example: il mio pin è 98765."
)


def leaks(log: str) -> list[tuple[str, str]]:
    """Where an original is to be read: a table, or the log."""
    kept = {"log": log, **{name: "\n".join(rows) for name, rows in contents().items()}}
    return [(secret, where) for secret in EVERYTHING for where, everything in kept.items() if secret in everything]


@pytest.fixture
def log(app: Any, caplog: Any) -> Any:
    """All that is logged, by us and by the libraries, at the most talkative level."""
    logging.getLogger("ideas").propagate = True
    caplog.set_level(logging.DEBUG)
    yield caplog
    logging.getLogger("ideas").propagate = False


def test_titles_stories_comments_questions_answers_and_opinions(signed_in: Any, log: Any, tmp_path: Path) -> None:
    anna, colleague = a_customer("Anna Verdi", email="anna@test.example"), a_colleague("moderator")
    browser = signed_in(anna)
    fields = {"title": f"Bonifici verso {IBAN}", "story": STORY, "category": str(a_category().id)}
    receipt = browser.post("/ideas/new", fields)
    assert "Abbiamo coperto" in receipt.text
    idea = an_idea(f"Scrivere a {PHONE} non va", STORY, author=anna)
    browser.post(f"/ideas/{idea.id}/comments", {"text": STORY})
    move(idea, "ask", colleague, question=f"Il suo IBAN è {SPACED}?")
    move(idea, "answer", anna, answer=STORY)
    move(idea, "accept", colleague)
    other = an_idea("Una seconda proposta", STORY, stage="signoff")
    give_verdict(other, "legal", "ok_if", STORY)
    assert leaks(log.text) == []
    assert "IT60 ···· 456" in browser.get(f"/ideas/{idea.id}-{idea.slug}").text
    db.session.commit()
    for file in tmp_path.rglob("*sqlite3*"):
        raw = file.read_bytes()
        assert not [secret for secret in EVERYTHING if secret.encode() in raw], file


def test_a_name_that_holds_a_number_is_refused_and_not_kept(client: Any, log: Any) -> None:
    for name in (f"Anna {PHONE}", f"Anna {CARD}", f"{CODE} Verdi"):
        sent = {"name": name, "email": "anna@test.example", "password": "tre gatti sul tetto"}
        assert client.post("/sign-up", sent).status == 422
    assert leaks(log.text) == []


def test_the_error_of_a_failed_statement_does_not_repeat_what_was_typed(app: Any) -> None:
    with pytest.raises(Exception, match="no such table|does not exist") as failed:
        db.session.execute(sql("INSERT INTO nowhere (story) VALUES (:story)"), {"story": STORY})
    assert IBAN not in str(failed.value)
    db.session.rollback()


def test_pressing_the_button_twice_still_makes_one_idea(app: Any) -> None:
    anna = a_customer("Anna Verdi")
    with act():
        first, second = (
            board.submit_form(anna.id, Proposal("Chiamare la filiale", STORY, None), clock.now()) for _ in range(2)
        )
    assert first.id == second.id and IBAN not in first.story
