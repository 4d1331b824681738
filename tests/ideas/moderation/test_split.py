"""What a customer complains of goes to its office, alone or split from an idea."""

from typing import Any

from sqlalchemy import func, select

from ideas.board.models import Draft, Idea
from ideas.kernel.db import db
from ideas.moderation.models import Complaint
from tests.builders import a_customer

WORDS = {
    "title": "Mi avete addebitato il canone due volte",
    "story": "Pretendo il rimborso sul IT60X0542811101000000123456.",
}


def count(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_proposal_page_hands_a_complaint_over_and_nothing_of_it_is_published(signed_in: Any) -> None:
    browser = signed_in(a_customer("Anna Verdi"))
    token = browser.get("/ideas/new").all("input", name="draft")[0].get("value")
    browser.post("/ideas/drafts", {**WORDS, "draft": token})
    page = browser.post("/complaints/new", {**WORDS, "category": "pagamenti-e-bonifici", "draft": token})
    [made] = db.session.scalars(select(Complaint)).all()
    assert page.path == f"/complaints/{made.id}" and page.status == 200
    assert (made.matter, made.customer_name, made.idea_id) == ("payments", "Anna Verdi", None)
    assert "IT60 ···· 456" in made.text and "IT60X05" not in made.text
    assert count(Idea) == count(Draft) == 0


def test_both_comes_back_to_the_words_for_the_idea(signed_in: Any) -> None:
    browser = signed_in(a_customer("Anna Verdi"))
    page = browser.post("/complaints/new", {**WORDS, "then": "idea"})
    assert page.path.startswith("/ideas/new") and "soltanto l’idea" in page.text
    assert WORDS["title"] in page.source and count(Complaint) == 1


def test_a_complaint_without_words_is_asked_for_again(signed_in: Any) -> None:
    browser = signed_in(a_customer())
    page = browser.get("/complaints/new").submit("/complaints/new", title="", story="")
    assert page.status == 422 and count(Complaint) == 0
