"""Whatever is typed is a search: found by stems, by beginnings, never an error."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideas.board import jobs
from ideas.board.queries import ListQuery, idea_list, similar
from tests.builders import an_idea, noise
from tests.ideas.board.crowd import many_ideas


def found(typed: str, **more: Any) -> list[str]:
    return [card.title for card in idea_list(ListQuery(q=typed, **more), None).cards]


@pytest.fixture
def ideas(app: Any) -> None:
    noise()
    an_idea("Bloccare la carta per un’ora", "Quando non la trovo vorrei fermarla senza rifarla.")
    an_idea("Prelievo senza tessera", "Mia madre perde sempre la carta: vorrei un codice.")
    an_idea("Città più vicine", "Aprite una filiale anche nei piccoli comuni, però con orari lunghi.")


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("bloccare", ["Bloccare la carta per un’ora"]),
        ("blocco", ["Bloccare la carta per un’ora"]),
        ("bloccate CARTE", ["Bloccare la carta per un’ora"]),
        ("citta", ["Città più vicine"]),
        ("CITTÀ", ["Città più vicine"]),
        ("filiali comune", ["Città più vicine"]),
        ("la carta", ["Bloccare la carta per un’ora", "Prelievo senza tessera"]),
        ("carta prel", ["Prelievo senza tessera"]),
        ("prel", ["Prelievo senza tessera"]),
        ("carta filiale", []),
        ("zanzara", []),
    ],
)
def test_every_word_is_needed_and_the_last_may_be_a_beginning(ideas: None, typed: str, titles: list[str]) -> None:
    assert found(typed) == titles


def test_words_of_the_title_count_more(ideas: None) -> None:
    assert found("carta")[0] == "Bloccare la carta per un’ora"


def test_another_sort_orders_what_was_found(ideas: None) -> None:
    assert found("carta", sort="new") == ["Prelievo senza tessera", "Bloccare la carta per un’ora"]


def test_filters_hold_while_searching(ideas: None) -> None:
    assert found("carta", statuses=("planned",)) == []
    assert found("carta", category="carte") and not found("carta", category="filiali")


HOSTILE = [
    '"', "'", "''", '""', "*", "**", "(", ")", "((carta", "carta)", "NOT", "carta NOT", "AND", "OR OR", "NEAR(a b)",
    "title:carta", "{title}: carta", "-carta", "carta^2", "+carta", ":*", "&", "|", "!", "<->", "carta & ", "a:b:c",
    "%", "_", "\\", "\x00", "carta\x00bloccare", "'; DROP TABLE idea; --", "<script>alert(1)</script>", "日本語",
    "😀", "🇮🇹 carta", "١٢٣", "a" * 5000, " " * 50, "il lo la", "?", "\u202e\u200b", "ﬀ", "ß", "İ", "e\u0301",
    "carta " * 200, "1e5", "0x1F", "3.14", "..", "a-b-c", "NULL", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_any_text_is_a_search(ideas: None, client: Any, typed: str) -> None:
    assert client.get("/ideas", query_string={"q": typed.encode("utf-8", "replace")}).status == 200
    assert client.get("/ideas/similar", query_string={"title": typed.encode("utf-8", "replace")}).status == 200


PIECES = st.sampled_from([*HOSTILE, "carta", "crata", "bloccar", " ", "bancomat", "carta di credito"])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60) | st.lists(PIECES | st.text(max_size=5), max_size=8).map("".join))
def test_any_text_at_all_is_a_search(ideas: None, typed: str) -> None:
    found(typed)
    similar(typed, typed[::-1])


@pytest.mark.parametrize(
    ("typed", "written"),
    [("blocare", "bloccare"), ("preleivo", "prelievo"), ("flilale comuni", "filiale comuni"), ("tesera", "tessera")],
)
def test_a_word_typed_wrongly_is_put_right_and_said(ideas: None, client: Any, typed: str, written: str) -> None:
    page = client.get("/ideas", query_string={"q": typed})
    assert f"Nessuna idea su «{typed}». Forse cercavi {written}: ecco che cosa abbiamo trovato." in page.text
    assert len(page.all("li", class_="idea")) == 1
    assert f"/ideas?q={written.replace(' ', '+')}" in page.links


def test_a_word_that_only_the_board_uses_is_put_right_too(ideas: None, client: Any) -> None:
    for n in range(3):
        an_idea(f"Ombrelloni per la filiale {n}", "Quando piove ci si bagna tutti.")
    assert "Forse cercavi" not in client.get("/ideas?q=ombreloni").text
    jobs.learn_vocabulary()
    page = client.get("/ideas?q=ombreloni")
    assert "Forse cercavi ombrelloni" in page.text and len(page.all("li", class_="idea")) == 3


def test_other_words_for_the_same_thing_lead_there(ideas: None, client: Any) -> None:
    page = client.get("/ideas?q=congelare+la+tessera+di+pagamento")
    assert "con queste parole" in page.text and "Chiedono qualcosa di simile" in page.text
    assert "Bloccare la carta per un’ora" in [a.text for a in page.all("a", class_="similar__title")]


def test_what_was_searched_for_is_marked(app: Any, client: Any) -> None:
    before = "Una premessa lunga che non interessa. " * 12
    an_idea("Prelievo & <b>tessera</b>", f"{before}Vorrei prelevare con le TESSERE di mia madre. {before}")
    page = client.get("/ideas?q=tessera")
    assert [mark.text for mark in page.all("mark")] == ["tessera", "TESSERE"]
    (shown,) = page.all("p", class_="idea__excerpt")
    assert shown.text.startswith("…") and shown.text.endswith("…") and len(shown.text) < 240
    assert "&lt;b&gt;" in page.source


def test_english_words_are_found_by_their_stems(app: Any) -> None:
    an_idea("Block payments with cards", "I was paying abroad and wanted to block every transfer.")
    assert all(found(typed) for typed in ("payment", "card", "pay", "transfers", "blocks", "paying cards"))


def test_nothing_found_invites_to_propose(ideas: None, client: Any) -> None:
    page = client.get("/ideas", query_string={"q": "bonifici con la voce"})
    assert "Nessuna idea su «bonifici con la voce»." in page.text
    assert "Potresti essere la prima persona a chiederlo." in page.text
    assert "/ideas/new?title=bonifici+con+la+voce" in page.links


def test_an_empty_search_is_the_whole_list(ideas: None, client: Any) -> None:
    assert "Di tendenza" in client.get("/ideas?q=++").text
    assert "4 idee su 4" in client.get("/ideas?q=").text


def test_search_pages_by_key_and_stops_at_the_best_two_hundred(app: Any, client: Any) -> None:
    many_ideas(400)
    page, seen = client.get("/ideas?q=numero"), 0
    assert "200 idee o più su 400" in page.text
    while True:
        seen += len(page.all("li", class_="idea"))
        following = [a.get("href") for a in page.all("a", rel="next")]
        if not following:
            break
        page = client.get(following[0])
    assert seen == 200
