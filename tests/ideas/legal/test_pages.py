"""What the law wants said stands there, and what people report arrives."""

from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from sqlalchemy import select

from ideas.kernel import outbox
from ideas.legal import personal
from ideas.legal.models import AccessibilityReport
from ideas.legal.queries import COOKIES
from tests.builders import a_customer, an_idea

BARRIER = {"text": "Con la tastiera non arrivo al pulsante Vota.", "page": "/ideas"}
PAGES = ("/accessibility", "/accessibility/report", "/privacy", "/cookies")


def mails(app: Any) -> list[Any]:
    outbox.deliver_due()
    folder = Path(unquote(urlsplit(app.config["MAIL_URL"]).path))
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in sorted(folder.glob("*.eml"))]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_what_the_law_wants_said(client: Any, path: str) -> None:
    assert {*PAGES} - {"/accessibility/report"} <= set(client.get("/ideas").links)
    assert client.get(path).status == 200


def test_a_report_is_kept_acknowledged_with_a_date_and_taken_to_the_office(app: Any, client: Any, session: Any) -> None:
    page = client.get("/accessibility/report").submit("/accessibility/report", **BARRIER, email="anna@test.example")
    assert "numero 1. Ti rispondiamo entro mercoledì 11 novembre" in page.text
    kept = session.scalars(select(AccessibilityReport)).one()
    assert (kept.text, kept.page, kept.email, kept.person_id) == (*BARRIER.values(), "anna@test.example", None)
    (mail,) = mails(app)
    assert mail["To"] == "idee@demo.example" and mail["Reply-To"] == "anna@test.example"
    assert BARRIER["text"] in mail.get_content() and "entro mercoledì 11 novembre" in mail.get_content()


def test_whoever_wants_no_answer_leaves_no_address(app: Any, client: Any) -> None:
    page = client.get("/accessibility/report").submit("/accessibility/report", **BARRIER)
    assert "numero 1." in page.text and "Ti rispondiamo" not in page.text
    (mail,) = mails(app)
    assert mail["Reply-To"] is None and "Non chiede risposta" in mail.get_content()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [("text", "Corto", "Da 10 a 2000 caratteri"), ("email", "anna chiocciola", "Questo non sembra un indirizzo")],
)
def test_what_cannot_be_used_is_shown_back(client: Any, session: Any, field: str, typed: str, sentence: str) -> None:
    page = client.get("/accessibility/report").submit("/accessibility/report", **{**BARRIER, field: typed})
    assert page.status == 422 and sentence in page.text and typed in page.source
    assert session.scalars(select(AccessibilityReport)).all() == []


def test_a_person_takes_their_reports_along_and_leaves_without_a_trace(signed_in: Any, session: Any, at: Any) -> None:
    giulia, other = a_customer(), a_customer("Marco Neri")
    for person in (giulia, other):
        signed_in(person).get("/accessibility/report").submit("/accessibility/report", **BARRIER)
    (mine,) = personal.export(giulia.id)["accessibility_reports"]
    assert (mine["text"], mine["email"]) == (BARRIER["text"], giulia.email)
    personal.erase(giulia.id, at)
    session.commit()
    assert personal.export(giulia.id) == {"accessibility_reports": []}
    assert len(personal.export(other.id)["accessibility_reports"]) == 1


def test_no_cookie_is_set_that_the_notice_does_not_name(client: Any, signed_in: Any) -> None:
    idea = an_idea()
    known = {cookie.name for cookie in COOKIES}
    for browser in (client, signed_in(a_customer("Marco Neri"))):
        for path in (
            "/",
            "/ideas",
            f"/ideas/{idea.id}-{idea.slug}",
            "/ideas/new",
            "/sign-in",
            "/appearance?theme=dark&language=en",
        ):
            page = browser.get(path, follow=False)
            names = {cookie.partition("=")[0] for cookie in page.headers.getlist("Set-Cookie")}
            assert names <= known, path
    assert known == {"session", "language", "theme"}
    text = client.get("/cookies").text
    assert all(name in text for name in known)
