"""`/ideas/check`: what is said of a proposal while it is being written."""

from typing import Any

import pytest

from tests.builders import a_customer
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
