"""Anybody reports what breaks a rule, gets a number, and hears what came of it."""

from typing import Any

import pytest
from sqlalchemy import func, select

from ideas.kernel import outbox
from ideas.kernel.db import db
from ideas.moderation.commands import Target
from ideas.moderation.models import Report
from tests.builders import a_colleague, a_customer, an_idea, noise
from tests.ideas.moderation.cases import WHY, a_comment, a_decision, a_report, promised

NOTICE = {"rule": "respect", "text": WHY, "good_faith": "y"}


def reports() -> list[Report]:
    return list(db.session.scalars(select(Report).order_by(Report.id)))


def test_a_visitor_reports_an_idea_and_gets_a_number(client: Any) -> None:
    idea = an_idea()
    page = client.get(f"/ideas/{idea.id}-{idea.slug}")
    assert f"/ideas/{idea.id}/report" in page.links
    form = client.get(f"/ideas/{idea.id}/report")
    receipt = form.submit(f"/ideas/{idea.id}/report", name="Ada Neri", email="ada@test.example", **NOTICE)
    [report] = reports()
    assert (report.reporter_id, report.name, report.email) == (None, "Ada Neri", "ada@test.example")
    assert receipt.path.startswith("/reports/") and "S-0001/26" in receipt.text and "abbiamo la tua" in receipt.h1
    assert promised()[-1] == "report_receipt"


def test_the_receipt_reaches_an_address_without_an_account(client: Any, app: Any, tmp_path: Any) -> None:
    idea = an_idea()
    client.get(f"/ideas/{idea.id}/report").submit(
        f"/ideas/{idea.id}/report", name="Ada Neri", email="ada@test.example", **NOTICE
    )
    outbox.deliver_due()
    letters = [file.read_text() for file in (tmp_path / "mail").glob("*.eml")]
    [mine] = [letter for letter in letters if "ada@test.example" in letter]
    assert "S-0001/26" in mine and "/reports/" in mine


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("rule", "Scegli quale regola viola"),
        ("text", "Scrivi il perché"),
        ("good_faith", "buona fede"),
        ("name", "nome e cognome"),
        ("email", "indirizzo"),
    ],
)
def test_a_notice_must_be_whole(client: Any, left_out: str, sentence: str) -> None:
    idea = an_idea()
    whole = {**NOTICE, "name": "Ada Neri", "email": "ada@test.example"}
    answer = client.post(f"/ideas/{idea.id}/report", {k: v for k, v in whole.items() if k != left_out})
    assert answer.status == 422 and sentence in answer.text
    assert reports() == []


def test_abuse_of_minors_is_reported_without_a_name(client: Any) -> None:
    idea = an_idea()
    answer = client.post(f"/ideas/{idea.id}/report", {**NOTICE, "rule": "minors"})
    assert answer.status == 200
    assert [(r.name, r.email, r.reporter_id) for r in reports()] == [("", "", None)]


def test_whoever_is_signed_in_leaves_no_name(signed_in: Any) -> None:
    idea, anna = an_idea(), a_customer("Anna Verdi")
    comment = a_comment(idea, a_customer("Ugo Bo"))
    page = signed_in(anna).get(f"/comments/{comment.id}/report")
    assert not page.all("input", name="email")
    page.submit(f"/comments/{comment.id}/report", **NOTICE)
    assert [(r.reporter_id, r.comment_id) for r in reports()] == [(anna.id, comment.id)]


def test_the_button_pressed_twice_makes_one_report(signed_in: Any) -> None:
    idea, anna = an_idea(), a_customer("Anna Verdi")
    browser = signed_in(anna)
    first, second = (browser.post(f"/ideas/{idea.id}/report", NOTICE) for _ in range(2))
    assert first.path == second.path
    assert db.session.scalar(select(func.count()).select_from(Report)) == 1


def test_nobody_reads_the_report_of_another(client: Any) -> None:
    assert client.get("/reports/1").status == 404
    assert client.get("/reports/MQ.forged").status == 404


def test_what_is_not_public_cannot_be_reported(client: Any) -> None:
    idea = an_idea()
    comment = a_comment(idea, a_customer("Ugo Bo"))
    a_decision(Target(idea), a_colleague("moderator"))
    assert client.get(f"/ideas/{idea.id}/report").status == 404
    assert client.get(f"/comments/{comment.id}/report").status == 404
    assert client.get("/comments/999/report").status == 404


def test_the_outcome_is_told_to_reporters_with_and_without_an_account(client: Any, signed_in: Any) -> None:
    noise()
    idea, anna = an_idea(), a_customer("Anna Verdi")
    a_report(Target(idea), anna)
    visitor = a_report(Target(idea), name="Ada Neri", email="ada@test.example")
    a_decision(Target(idea), a_colleague("moderator"), outcome="kept")
    assert promised().count("report_kept") == 2
    inbox = signed_in(anna).get("/me/notifications")
    assert "La tua segnalazione: resta dov’è" in inbox.text
    assert visitor.decision_id is not None and visitor.minutes == 0
    assert "La tua segnalazione: resta" in signed_in(anna).get("/me/notifications").text
    assert "Nel terzo rigo" in signed_in(anna).get(f"/decisions/{visitor.decision_id}").text


def test_what_is_written_in_a_report_is_covered_too(client: Any) -> None:
    idea = an_idea()
    words = "Ha scritto il mio IBAN IT60X0542811101000000123456 sotto l’idea."
    client.post(f"/ideas/{idea.id}/report", {**NOTICE, "text": words, "name": "Ada Neri", "email": "ada@test.example"})
    [report] = reports()
    assert "0542811101" not in report.text and "sotto l’idea" in report.text
