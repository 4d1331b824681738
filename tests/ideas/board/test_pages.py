"""Home, guide, roadmap, my ideas, feed."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from ideas.board import commands as board
from ideas.kernel import clock
from tests.builders import a_colleague, a_customer, act, an_idea, move, noise
from tests.ideas.board.crowd import many_ideas

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(page: Any) -> list[str]:
    return ["".join(title.itertext()) for title in page.all("h2", class_="file__title")]


def test_home_shows_what_people_want_and_what_was_built(app: Any, client: Any) -> None:
    wanted, built, refused = an_idea("Molto voluta"), an_idea("Già costruita", stage="released"), an_idea("Rifiutata")
    with act():
        board.set_status(refused.id, stage="declined", status="declined", at=clock.now())
    page = client.get("/")
    assert "Una risposta entro 25 giorni lavorativi" in page.text
    assert wanted.title in page.text and built.title in page.text and refused.title not in page.text
    assert "Appena realizzate" in page.text


def test_an_empty_board_still_welcomes(app: Any, client: Any) -> None:
    for path in ("/", "/ideas", "/roadmap", "/how-it-works", "/feeds/ideas.atom"):
        assert client.get(path).status == 200
    assert "Nessuna idea con questi filtri." in client.get("/ideas").text


def test_the_guide_takes_its_days_from_the_process(app: Any, client: Any) -> None:
    text = client.get("/how-it-works").text
    for words in ("25 giorni lavorativi", "15 giorni lavorativi", "2 giorni lavorativi", "70 giorni lavorativi"):
        assert words in text


def test_the_roadmap_has_three_columns(app: Any, client: Any) -> None:
    for stage in ("triage", "planned", "uat", "released"):
        an_idea(f"Idea in {stage}", stage=stage)
    page = client.get("/roadmap")
    for words in ("Si comincia entro", "Nell’app entro", "Disponibile dal"):
        assert words in page.text
    assert "Idea in triage" not in page.text


def test_a_long_column_of_the_roadmap_leads_to_the_list(app: Any, client: Any) -> None:
    many_ideas(270)
    page = client.get("/roadmap")
    assert len(page.all("a", class_="similar__title")) == 60 and "/ideas?status=done" in page.links


def test_my_ideas_shows_the_path_and_the_next_date(app: Any, signed_in: Any) -> None:
    noise()
    giulia = a_customer()
    an_idea("Ricevuta oggi", author=giulia)
    an_idea("Già in analisi", author=giulia, stage="signoff")
    an_idea("Di qualcun altro", author=a_customer("Marco Verdi"))
    page = signed_in(giulia).get("/me/ideas")
    assert titles(page) == ["Già in analisi", "Ricevuta oggi"]
    assert "Le tue idee, Giulia" in page.text and "Decisione entro lunedì 16 novembre" in page.text
    assert "Valutata" in page.text and "Tra 25 giorni lavorativi." in page.text and "Proposte 2" in page.text


def test_a_refused_idea_shows_why(app: Any, signed_in: Any) -> None:
    giulia = a_customer()
    idea = an_idea(author=giulia)
    move(idea, "decline", a_colleague("moderator"), reason_code="costs_too_much", reason="Stamparla costa troppo.")
    text = signed_in(giulia).get("/me/ideas").text
    assert "Stamparla costa troppo." in text and "Chiusa il lunedì 12 ottobre" in text


def test_a_question_stands_on_top_with_its_button(app: Any, signed_in: Any) -> None:
    giulia = a_customer()
    idea = an_idea(author=giulia, stage="evaluation")
    an_idea("Senza domande", author=giulia)
    move(idea, "ask", a_colleague("pm"), question="Ti bastano i totali del mese?")
    page = signed_in(giulia).get("/me/ideas")
    assert "La banca ti ha fatto una domanda" in page.text and "Ti bastano i totali del mese?" in page.text
    assert page.links[f"/ideas/{idea.id}/actions/answer"].startswith("Rispondi")
    now = [step for step in page.all("li", class_="steps__item--now")]
    assert "In valutazione" in "".join(now[1].itertext()), "a question does not move the idea back"


def test_voted_and_followed_ideas_have_their_tabs(app: Any, signed_in: Any) -> None:
    noise()
    marco, idea, other = a_customer("Marco Verdi"), an_idea("Quella votata"), an_idea("Quella seguita")
    with act():
        board.vote(idea.id, marco.id, clock.now())
        board.follow(other.id, marco.id, clock.now())
    browser = signed_in(marco)
    assert titles(browser.get("/me/ideas?show=voted")) == ["Quella votata"]
    assert titles(browser.get("/me/ideas?show=followed")) == ["Quella seguita"]
    page = browser.get("/me/ideas?show=nonsense")
    assert titles(page) == [] and "Non hai ancora proposto niente." in page.text
    assert "Votate 1" in page.text and "Seguite 1" in page.text


def test_my_ideas_page_by_key(app: Any, signed_in: Any) -> None:
    giulia = a_customer()
    many_ideas(23, giulia.id)
    browser = signed_in(giulia)
    page, seen = browser.get("/me/ideas"), []
    while True:
        seen += titles(page)
        following = [a.get("href") for a in page.all("a", rel="next")]
        if not following:
            break
        page = browser.get(following[0])
    assert len(seen) == len(set(seen)) == 23
    assert browser.get("/me/ideas?after=cut").status == 422


def test_the_feed_is_valid_atom_newest_first(app: Any, client: Any, travel: Any) -> None:
    an_idea("Prima & <unica>", story="Con un carattere \x0b strano, «virgolette» e 😀 nella storia.")
    travel.shift(timedelta(days=1))
    an_idea("Seconda idea")
    hidden = an_idea("Un reclamo privato")
    with act():
        board.set_status(hidden.id, stage="complaint", status="private", at=clock.now())
    answer = client.get("/feeds/ideas.atom")
    assert answer.response.mimetype == "application/atom+xml" and answer.headers["ETag"]
    feed = ElementTree.fromstring(answer.source)
    entries = feed.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}title") for e in entries] == ["Seconda idea", "Prima & <unica>"]
    for element in (feed, *entries):
        assert all(element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        link = element.find(f"{ATOM}link[@rel='alternate']")
        assert link is not None and link.get("href", "").startswith("http://127.0.0.1:8000/ideas")
    assert entries[1].findtext(f"{ATOM}id") == "tag:127.0.0.1,2026:/ideas/1"


@pytest.mark.parametrize("path", ["/", "/ideas", "/roadmap", "/ideas?q=carta", "/feeds/ideas.atom"])
def test_visitors_get_pages_without_a_session_that_can_be_kept(app: Any, client: Any, path: str) -> None:
    an_idea("Bloccare la carta")
    page = client.get(path)
    assert "Set-Cookie" not in page.headers and "csrf_token" not in page.source
    again = client.get(path, headers={"If-None-Match": page.headers["ETag"]})
    assert again.status == 304
