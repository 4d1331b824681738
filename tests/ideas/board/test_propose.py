"""Proposing an idea: the form, its sentences, the receipt, ideas that are there already."""

from typing import Any

import pytest
from sqlalchemy import func, select

from ideas.board import commands as board
from ideas.board.models import Idea
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_category, a_customer, act, an_idea, noise

GOOD = {"title": "Bloccare la carta per un’ora", "story": "Quando non la trovo vorrei fermarla senza rifarla."}


def ideas() -> int:
    return db.session.scalar(select(func.count()).select_from(Idea)) or 0


@pytest.fixture
def giulia(app: Any, signed_in: Any) -> Any:
    return signed_in(a_customer())


def test_who_is_not_signed_in_is_asked_to(client: Any) -> None:
    assert client.get("/ideas/new").path == "/sign-in?next=/ideas/new"


def test_a_proposal_leads_to_its_receipt(giulia: Any) -> None:
    noise()
    page = giulia.get("/ideas/new").submit("/ideas/new", category="carte", **GOOD)
    assert page.path == "/ideas/2/receipt"
    assert page.h1 == "Grazie Giulia, la tua idea è diventata una pratica"
    for words in ("0002/26", GOOD["title"], "lunedì 12 ottobre, ore 8.50", "Moderazione"):
        assert words in page.text
    assert "entro mercoledì 14 ottobre" in page.text and "entro lunedì 16 novembre" in page.text
    assert "g•••••@test.example" in page.text
    idea = db.session.get_one(Idea, 2)
    assert (idea.title, idea.story, idea.category_id) == (GOOD["title"], GOOD["story"], a_category("carte").id)


def test_the_form_says_by_when_we_answer(giulia: Any) -> None:
    page = giulia.get("/ideas/new")
    assert "La leggiamo entro mercoledì 14 ottobre" in page.text
    assert "Ti rispondiamo entro lunedì 16 novembre : 25 giorni lavorativi" in page.text.replace(
        "novembre:", "novembre :"
    )
    assert [option.get("value") for option in page.all("input", name="signature")] == ["name", "initials", "anonymous"]
    for words in ("Giulia R.", "G. R.", "Cliente della banca"):
        assert words in page.text


def test_a_search_that_found_nothing_arrives_as_title(giulia: Any) -> None:
    page = giulia.get("/ideas/new?title=bonifici+con+la+voce")
    assert page.all("textarea", name="title")[0].text == "bonifici con la voce"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Scrivi un titolo. Per esempio: «Bloccare la carta per un’ora»."),
        ({"title": "  \n "}, "Scrivi un titolo."),
        ({"title": "Carta"}, "Il titolo è un po’ corto"),
        ({"title": "a b"}, "Il titolo è un po’ corto"),
        ({"title": "parola " * 20}, "un titolo ha al massimo 90 caratteri"),
        ({"story": "Corta."}, "ci servono almeno due righe per capire"),
        ({"story": "a" * 4001}, "al massimo 4.000 caratteri"),
        ({"category": "lunapark"}, "Scegli un’area dall’elenco"),
    ],
)
def test_what_will_not_do_is_kept_with_its_reason(giulia: Any, change: dict[str, str], sentence: str) -> None:
    sent = {**GOOD, "category": "carte", **change}
    page = giulia.get("/ideas/new").submit("/ideas/new", **sent)
    assert page.status == 422 and sentence in page.text and ideas() == 0
    assert (page.all("textarea", name="title")[0].text or "").strip() == " ".join(sent["title"].split())
    assert (page.all("textarea", name="story")[0].text or "").strip() == sent["story"]
    assert page.all("div", class_="notice--danger")[0].get("role") == "alert"


@pytest.mark.parametrize("typed", ["carte", "Carte", "CARTE", "2"])
def test_an_area_is_known_by_slug_name_or_number(giulia: Any, typed: str) -> None:
    giulia.post("/ideas/new", {**GOOD, "category": typed})
    assert db.session.scalars(select(Idea.category_id)).one() == a_category("carte").id == 2


def test_the_area_may_be_left_to_us(giulia: Any) -> None:
    assert giulia.post("/ideas/new", GOOD).path == "/ideas/1/receipt"
    assert "Altro" in giulia.get("/ideas/1").text


def test_pressing_twice_leads_to_the_same_receipt(giulia: Any) -> None:
    page = giulia.get("/ideas/new")
    first, again = (page.submit("/ideas/new", **GOOD) for _n in range(2))
    assert first.path == again.path == "/ideas/1/receipt" and ideas() == 1


def test_hostile_text_is_shown_as_text(giulia: Any) -> None:
    giulia.post(
        "/ideas/new", {"title": "<b>Titolo</b> con {{ 7*7 }}", "story": GOOD["story"] + "\x00\u202e<img src=x>"}
    )
    page = giulia.get("/ideas/1")
    assert page.h1 == "<b>Titolo</b> con {{ 7*7 }}" and "<img" not in page.source


def test_ten_proposals_an_hour_are_enough_and_mistakes_do_not_count(giulia: Any) -> None:
    for _n in range(12):
        assert giulia.post("/ideas/new", {"title": ""}).status == 422
    answers = [giulia.post("/ideas/new", {**GOOD, "title": f"Idea numero {n}"}, follow=False).status for n in range(11)]
    assert answers == [303] * 10 + [429] and ideas() == 10


def test_a_receipt_is_its_author_s_alone(giulia: Any, signed_in: Any, client: Any) -> None:
    giulia.post("/ideas/new", GOOD)
    assert signed_in(a_customer("Marco Verdi")).get("/ideas/1/receipt").status == 404
    assert client.get("/ideas/1/receipt").path.startswith("/sign-in")


@pytest.fixture
def there_already(app: Any) -> Idea:
    noise()
    return an_idea("Bloccare la carta dall’app")


def test_ideas_that_are_there_already_can_be_voted_at_once(giulia: Any, there_already: Idea) -> None:
    page = giulia.get("/ideas/new").submit("/ideas/new", title=GOOD["title"], story="")
    assert "C’è già? Votala" in page.text and "1 idea somiglia alla tua." in page.text
    (button,) = page.all("button", formaction=f"/ideas/{there_already.id}/vote")
    assert button.get("formmethod") == "post"
    fragment = giulia.get("/ideas/similar?title=bloccare+carta")
    assert "<html" not in fragment.source and there_already.title in fragment.text


def test_similar_ideas_as_json(client: Any, there_already: Idea) -> None:
    json = {"Accept": "application/json"}
    found = client.get("/ideas/similar?title=Bloccare+la+carta+dall'app&story=x", headers=json).json
    assert found == {
        "ideas": [
            {
                "id": there_already.id,
                "title": there_already.title,
                "url": f"/ideas/{there_already.id}-{there_already.slug}",
                "score": 1.0,
            }
        ]
    }
    assert client.get("/ideas/similar?title=astronavi", headers=json).json == {"ideas": []}
    assert client.get("/ideas/similar", headers=json).json == {"ideas": []}


def test_similar_ideas_are_ordered_and_leave_out_the_private(client: Any, there_already: Idea) -> None:
    nearer, hidden = an_idea("Bloccare la carta per un’ora"), an_idea("Bloccare la carta per un’ora sola")
    with act():
        board.set_status(hidden.id, stage="complaint", status="private", at=clock.now())
    found = client.get("/ideas/similar?title=bloccare la carta per un'ora", headers={"Accept": "application/json"}).json
    assert [idea["id"] for idea in found["ideas"]] == [nearer.id, there_already.id]
    assert found["ideas"][0]["score"] == 1.0 > found["ideas"][1]["score"]
