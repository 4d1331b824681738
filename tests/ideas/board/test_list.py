"""The list: sorts, filters, pages by key, counts."""

from datetime import timedelta
from typing import Any

import pytest

from ideas.board import commands as board
from ideas.board.models import Idea
from ideas.kernel import clock
from tests.builders import a_colleague, a_customer, act, an_idea, move
from tests.ideas.board.crowd import many_ideas
from tests.pages import words


def titles(page: Any) -> list[str]:
    return ["".join(title.itertext()) for title in page.all("h3", class_="idea__title")]


def set_status(idea: Idea, status: str) -> None:
    with act():
        board.set_status(idea.id, stage=status, status=status, at=clock.now())


@pytest.fixture
def three(app: Any, travel: Any) -> dict[str, Idea]:
    """Old and much voted, in between and much discussed, new."""
    ideas = {}
    for title in ("Antica e amata", "Media e discussa", "Nuova di oggi"):
        ideas[title] = an_idea(title, category="carte" if title != "Nuova di oggi" else "filiali")
        travel.shift(timedelta(days=40))
    people = [a_customer(f"Persona Numero{n}") for n in range(3)]
    with act():
        for person in people:
            board.vote(ideas["Antica e amata"].id, person.id, clock.now())
        board.add_comment(idea_id=ideas["Media e discussa"].id, person=people[0], text="Che ne dite?", at=clock.now())
        board.vote(ideas["Media e discussa"].id, people[0].id, clock.now())
    return ideas


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("", "Nuova di oggi"),
        ("trending", "Nuova di oggi"),
        ("top", "Antica e amata"),
        ("new", "Nuova di oggi"),
        ("discussed", "Media e discussa"),
        ("nonsense", "Nuova di oggi"),
    ],
)
def test_each_sort_puts_its_own_first(three: Any, client: Any, sort: str, first: str) -> None:
    assert titles(client.get(f"/ideas?sort={sort}"))[0] == first


def test_filters_narrow_by_stage_and_area(three: Any, client: Any) -> None:
    set_status(three["Media e discussa"], "planned")
    assert titles(client.get("/ideas?status=planned")) == ["Media e discussa"]
    assert titles(client.get("/ideas?category=filiali")) == ["Nuova di oggi"]
    assert titles(client.get("/ideas?category=carte&status=received&status=planned&sort=new")) == [
        "Media e discussa",
        "Antica e amata",
    ]
    assert titles(client.get("/ideas?category=filiali&status=planned")) == []
    assert len(titles(client.get("/ideas?status=nonsense&category=nonsense"))) == 3


def test_closed_ideas_are_hidden_until_somebody_asks(three: Any, client: Any) -> None:
    for title, status in zip(three, ("declined", "merged", "withdrawn"), strict=True):
        set_status(three[title], status)
    kept = an_idea("Ancora aperta")
    set_status(kept, "not_now")
    page = client.get("/ideas")
    assert titles(page) == ["Ancora aperta"] and "Nascoste: chiuse e unite" in page.text
    (everything,) = [address for address, words in page.links.items() if "Nascoste" in words]
    assert len(titles(client.get(everything))) == 4
    assert titles(client.get("/ideas?status=declined")) == ["Antica e amata"]


def test_private_ideas_are_never_listed(three: Any, client: Any) -> None:
    set_status(three["Nuova di oggi"], "private")
    for address in ("/ideas", "/ideas?status=private", "/ideas?q=nuova", "/ideas?status=private&q=nuova", "/"):
        assert "Nuova di oggi" not in client.get(address).text
    assert "2 idee" in client.get("/ideas").text


def test_counts_come_with_the_filters(three: Any, client: Any) -> None:
    set_status(three["Media e discussa"], "planned")
    page = client.get("/ideas?status=received")
    assert "2 idee su 3" in page.text
    labels = [" ".join(" ".join(label.itertext()).split()) for label in page.all("label", class_="filter")]
    assert {"Ricevuta 2", "Pianificata 1", "Tutte le aree 2", "Carte 1", "Filiali 1"} <= set(labels)


@pytest.mark.parametrize("sort", ["trending", "top", "new", "discussed"])
def test_pages_by_key_show_every_idea_once_and_lead_back(app: Any, client: Any, sort: str) -> None:
    many_ideas(45)
    page, seen = client.get(f"/ideas?sort={sort}"), []
    while True:
        seen += titles(page)
        following = [a.get("href") for a in page.all("a", rel="next")]
        if not following:
            break
        page = client.get(following[0])
    assert len(seen) == len(set(seen)) == 40, "all but the five declined"
    backwards = titles(page)
    while previous := [a.get("href") for a in page.all("a", rel="prev")]:
        page = client.get(previous[0])
        backwards = titles(page) + backwards
    assert backwards == seen


def test_a_cut_address_is_told_so(app: Any, client: Any) -> None:
    for cursor in ("x", "W10", "WyJuIiwxLDFd", "WyJuIiwibm90IGEgZGF0ZSIsMV0"):
        assert client.get(f"/ideas?sort=new&after={cursor}").status == 422


def test_voted_and_own_ideas_are_marked_for_who_looks(three: Any, signed_in: Any) -> None:
    marco = a_customer("Marco Verdi")
    mine = an_idea("Proprio mia", author=marco)
    with act():
        board.vote(three["Nuova di oggi"].id, marco.id, clock.now())
    page = signed_in(marco).get("/ideas")
    pressed = [button.get("aria-pressed") for button in page.all("button", class_="vote")]
    assert sorted(pressed) == ["false", "false", "true"]
    assert len(page.all("div", class_="vote--own")) == 1 and mine.title in page.text


def test_each_stage_shows_its_own_date(app: Any, client: Any) -> None:
    for stage in ("triage", "evaluation", "signoff", "planned", "development", "released"):
        an_idea(f"Idea in {stage}", stage=stage)
    text = client.get("/ideas?sort=new").text
    for label in ("La leggiamo entro", "Risposta entro", "Decisione entro", "Si comincia entro", "Nell’app entro"):
        assert f"{label} " in text
    assert "Disponibile dal" in text


def test_a_promise_whose_day_has_passed_is_called_late(app: Any, client: Any, travel: Any) -> None:
    """Not what is done, nor what waits for whoever proposed it."""
    for stage in ("triage", "planned", "released"):
        an_idea(f"Un’idea in {stage} che aspetta", stage=stage)
    move(an_idea("Un’idea con una domanda", stage="evaluation"), "ask", a_colleague("pm"), question="Quando ti serve?")
    assert client.get("/ideas").all("span", class_="clock--late") == []
    travel.shift(timedelta(days=90))
    page = client.get("/ideas")
    late = [words(row) for row in page.all("li", class_="idea") if "In ritardo" in words(row)]
    assert len(late) == 2 and all("triage" in row or "planned" in row for row in late)
    assert words(client.get("/roadmap").tree).count("In ritardo") == 1
