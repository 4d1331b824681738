"""The page of one's own data."""

import json
from typing import Any

from sqlalchemy import select

from ideas.evaluation import commands as evaluation
from ideas.kernel import clock, outbox
from ideas.kernel.db import db
from ideas.notifications.models import Notification
from ideas.privacy import commands, queries
from tests.builders import PASSWORD, a_colleague, a_customer, act, an_idea


def test_everything_is_downloaded_as_one_file(signed_in: Any) -> None:
    giulia = a_customer("Giulia Rossi")
    an_idea(author=giulia)
    browser = signed_in(giulia)
    link = next(link for link in browser.get("/me/privacy").links if link.endswith("/me/privacy/data"))
    answer = browser.get(link)
    assert "attachment" in answer.headers["Content-Disposition"]
    about = json.loads(answer.source)
    assert about["accounts"]["name"] == "Giulia Rossi" and len(about["board"]["ideas"]) == 1


def test_consent_is_given_and_taken_back_with_the_moment_kept(signed_in: Any) -> None:
    giulia = a_customer()
    browser = signed_in(giulia)
    page = browser.get("/me/privacy").submit("/me/privacy/consents", news="y")
    assert page.path == "/me/privacy" and "Hai detto sì il" in page.text
    page.submit("/me/privacy/consents", news=None)
    assert queries.consents(giulia.id) == {"news": None}
    [kept] = queries.everything_about(giulia.id)["privacy"]["consents"]
    assert kept["given_at"] and kept["withdrawn_at"] and kept["wording"]


def test_whoever_agreed_to_the_news_hears_of_every_announcement(app: Any) -> None:
    reader, other = a_customer("Lettrice Attenta"), a_customer("Altro Cliente")
    idea = an_idea(stage="released")
    with act():
        commands.agree(reader.id, "news", clock.now())
        evaluation.announce(idea.id, a_colleague("communications").id, "È uscita.", clock.now())
    while outbox.deliver_due():
        pass
    told = db.session.scalars(select(Notification.person_id).where(Notification.idea_id == idea.id)).all()
    assert reader.id in told and other.id not in told


def test_erasing_takes_the_password_and_the_box_and_signs_out(signed_in: Any) -> None:
    giulia = a_customer("Giulia Rossi")
    browser = signed_in(giulia)
    page = browser.get("/me/privacy")
    assert page.submit("/me/privacy/erasure", understood=None, password=PASSWORD).status == 422
    wrong = page.submit("/me/privacy/erasure", understood="y", password="sbagliata")
    assert wrong.status == 422 and "password" in wrong.text
    page = page.submit("/me/privacy/erasure", understood="y", password=PASSWORD)
    assert page.path == "/" and "cancellato" in page.text
    assert browser.get("/me/privacy", follow=False).status == 303


def test_a_colleague_is_told_whom_to_ask(signed_in: Any) -> None:
    page = signed_in(a_colleague("pm")).get("/me/privacy")
    assert "amministratore" in page.text and not page.all("form", action="/me/privacy/erasure")
