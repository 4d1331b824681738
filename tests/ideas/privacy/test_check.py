"""`/ideas/check`: what is said of a proposal while it is being written."""

from typing import Any

import pytest

from tests.builders import a_customer, an_idea
from tests.journeys.rows import nothing_stored
from tests.pages import PageClient

STORY = "😀 Il mio IBAN è IT60 X054 2811 1010 0000 0123 456 e il telefono 347 123 4567."


def test_places_types_door_and_reasons_as_json(client: PageClient, app: Any) -> None:
    with nothing_stored():
        told = client.post("/ideas/check", json={"title": "Mi hanno rubato la carta", "story": STORY}).json
    assert [(each["field"], each["type"]) for each in told["personal_data"]] == [("story", "iban"), ("story", "phone")]
    first = told["personal_data"][0]
    assert STORY[first["start"] : first["end"]] == "IT60 X054 2811 1010 0000 0123 456"
    assert told["door"] == "emergency" and told["reasons"]
    assert told["numbers"] == {"italy": "800 000 123", "abroad": "+39 059 000 0123"}


@pytest.mark.parametrize("body", [[], {}, {"title": None}, {"title": 3, "story": ["x"]}, {"story": "a" * 100_000}])
def test_anything_may_be_asked(client: PageClient, body: Any) -> None:
    told = client.post("/ideas/check", json=body)
    assert told.status == 200
    assert told.json["door"] == "idea" and told.json["personal_data"] == []


def test_it_takes_the_token_of_a_form(client: PageClient) -> None:
    assert client.post("/ideas/check", json={"title": "x", "story": ""}, token=False).status == 400


def test_the_part_offers_to_cover_or_to_correct(signed_in: Any) -> None:
    browser = signed_in(a_customer())
    with nothing_stored():
        part = browser.post("/ideas/check", {"title": "Bonifici più comodi", "story": STORY})
    assert "IT60 ···· 456" in part.text and "347" not in part.text and "0123" not in part.text
    [box] = part.all("input", name="cover")
    assert box.get("checked") is None
    assert any(link == "#story" for link in part.links)
    again = browser.post("/ideas/check", {"title": "Bonifici più comodi", "story": STORY, "cover": "yes"})
    assert again.all("input", name="cover")[0].get("checked") is not None


def test_a_preview_is_given_the_words_as_they_will_be_stored(signed_in: Any) -> None:
    part = signed_in(a_customer()).post("/ideas/check", {"title": "Bonifici più comodi", "story": STORY})
    [covered] = part.all("template")
    assert covered.get("data-covered") == "story"
    assert "IT60 ···· 456" in part.source and "0123 456" not in part.source


def test_a_comment_is_looked_at_like_a_story_and_offers_no_form_of_its_own(signed_in: Any) -> None:
    browser = signed_in(a_customer())
    part = browser.post("/ideas/check", {"text": "Chiamatemi al 347 123 4567."})
    assert "un numero di telefono" in part.text and "#text" in part.links
    assert browser.post("/ideas/check", {"text": "Mi avete addebitato il canone due volte"}).all("button") == []


@pytest.mark.parametrize("form", ["comment", "comment again", "idea again"])
def test_without_scripts_it_is_said_afterwards_what_was_covered(signed_in: Any, form: str) -> None:
    author = a_customer()
    idea, browser = an_idea(author=author), signed_in(author)
    page = f"/ideas/{idea.id}-{idea.slug}"
    if form == "idea again":
        sent = {"title": idea.title, "story": STORY}
        done = browser.get(f"/ideas/{idea.id}/wording").submit(f"/ideas/{idea.id}/wording", **sent)
    else:
        done = browser.get(page).submit(f"/ideas/{idea.id}/comments", text="Vale anche da casa?")
        if form == "comment again":
            again = next(link for link in done.links if link.endswith("/wording") and "comments" in link)
            done = browser.get(again).submit(again, text="Chiamatemi al 347 123 4567.")
        else:
            done = browser.get(page).submit(f"/ideas/{idea.id}/comments", text="Chiamatemi al 347 123 4567.")
    assert "Abbiamo coperto" in done.text
    assert "123 4567" not in done.text and "0123 456" not in done.text


def test_an_emergency_shows_the_numbers_and_says_why(signed_in: Any) -> None:
    part = signed_in(a_customer()).post("/ideas/check", {"title": "Mi hanno rubato la carta", "story": ""})
    assert "800 000 123" in part.text and "rubato la carta" in part.text
    assert "tel:800000123" in part.links


def test_a_complaint_lets_the_customer_choose(signed_in: Any) -> None:
    sent = {"title": "Mi avete addebitato il canone due volte", "story": "Pretendo il rimborso."}
    part = signed_in(a_customer()).post("/ideas/check", sent)
    assert [(b.get("formaction"), b.get("value")) for b in part.all("button")] == [
        ("/complaints/new", None),
        ("/complaints/new", "idea"),
    ]


def test_a_plain_idea_is_left_in_peace(signed_in: Any) -> None:
    part = signed_in(a_customer()).post(
        "/ideas/check", {"title": "Vorrei il saldo più grande", "story": "In prima pagina."}
    )
    assert part.text.strip() == ""


def test_the_preview_shows_what_will_be_stored(signed_in: Any) -> None:
    sent = {"title": "Bonifici più comodi", "story": STORY}
    page = signed_in(a_customer()).post("/ideas/preview", sent)
    whole = page.source.partition('id="preview"')[2].partition("</section>")[0]
    assert "IT60 ···· 456" in whole and "0123 456" not in whole
