"""Changing an idea for a while: what it said before stays readable, with the difference; taking it back with a reason."""

import random
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ideas.board import commands as board
from ideas.board.models import Idea, Version
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.difference import Piece, difference
from tests.builders import a_customer, act, an_idea, noise

TITLE, STORY = "Bloccare la carta per due ore", "Quando non la trovo vorrei fermarla per due ore senza rifarla."


@pytest.fixture
def author(app: Any) -> Any:
    noise()
    return a_customer()


@pytest.fixture
def idea(author: Any) -> Idea:
    return an_idea("Bloccare la carta per un’ora", "Quando non la trovo vorrei fermarla senza rifarla.", author=author)


def test_an_author_changes_the_words_and_everybody_reads_what_changed(
    author: Any, idea: Idea, signed_in: Any, client: Any
) -> None:
    giulia = signed_in(author)
    page = giulia.get(f"/ideas/{idea.id}")
    assert f"/ideas/{idea.id}/wording" in page.links
    changed = giulia.get(f"/ideas/{idea.id}/wording").submit(f"/ideas/{idea.id}/wording", title=TITLE, story=STORY)
    assert changed.h1 == TITLE and changed.path == f"/ideas/{idea.id}-bloccare-la-carta-per-due-ore"
    assert "Modificata il 12 ottobre" in client.get(f"/ideas/{idea.id}").text
    versions = client.get(f"/ideas/{idea.id}/versions")
    assert "Com’era stata inviata" in versions.text and "Versione 2" in versions.text
    assert [" ".join("".join(e.itertext()).split()) for e in versions.all("del")] == ["tolto: un’ora"]
    assert [" ".join("".join(e.itertext()).split()) for e in versions.all("ins")] == [
        "aggiunto: due ore", "aggiunto: per due ore"
    ]  # fmt: skip


def test_what_was_changed_is_found_by_its_new_words(author: Any, idea: Idea, signed_in: Any, client: Any) -> None:
    signed_in(author).post(f"/ideas/{idea.id}/wording", {"title": "Pagare dal telefono", "story": STORY})
    assert "Pagare dal telefono" in client.get("/ideas?q=telefono").text
    assert "Nessuna idea su «bloccare» con queste parole" in client.get("/ideas?q=bloccare").text


def test_after_its_time_nobody_changes_it_any_more(author: Any, idea: Idea, signed_in: Any, travel: Any) -> None:
    giulia = signed_in(author)
    form = giulia.get(f"/ideas/{idea.id}/wording")
    travel.shift(timedelta(minutes=61))
    late = form.submit(f"/ideas/{idea.id}/wording", title=TITLE, story=STORY)
    assert late.status == 409 and "Il tempo per cambiarla è passato" in late.text
    assert "Cambia il testo" not in giulia.get(f"/ideas/{idea.id}").text
    assert db.session.scalars(select(Version)).all() == []


def test_the_time_is_a_setting(app: Any, author: Any, idea: Idea, signed_in: Any) -> None:
    app.config["EDIT_MINUTES"] = 0
    giulia = signed_in(author)
    assert giulia.get(f"/ideas/{idea.id}/wording").status == 409
    assert "Cambia il testo" not in giulia.get(f"/ideas/{idea.id}").text


def test_only_its_author_changes_an_idea(idea: Idea, signed_in: Any) -> None:
    marco = signed_in(a_customer("Marco Verdi"))
    fields = {"title": TITLE, "story": STORY}
    assert marco.get(f"/ideas/{idea.id}/wording").status == 404
    assert marco.post(f"/ideas/{idea.id}/wording", fields).status == 404
    assert "Cambia il testo" not in marco.get(f"/ideas/{idea.id}").text


def test_the_same_words_are_no_change(author: Any, idea: Idea) -> None:
    with act():
        assert not board.edit_idea(idea.id, author.id, idea.title, idea.story, clock.now(), timedelta(hours=1))
    assert db.session.scalars(select(Version)).all() == []


def test_words_that_will_not_do_are_shown_back(author: Any, idea: Idea, signed_in: Any) -> None:
    page = signed_in(author).post(f"/ideas/{idea.id}/wording", {"title": "", "story": "Corta."})
    assert page.status == 422 and "Scrivi un titolo." in page.text


def test_the_versions_of_what_is_private_are_private(author: Any, idea: Idea, client: Any, signed_in: Any) -> None:
    with act():
        board.edit_idea(idea.id, author.id, TITLE, STORY, clock.now(), timedelta(hours=1))
        board.set_status(idea.id, stage="complaint", status="private", at=clock.now())
    assert client.get(f"/ideas/{idea.id}/versions").status == 404
    assert signed_in(author).get(f"/ideas/{idea.id}/versions").status == 200


def test_an_idea_that_never_changed_says_so(idea: Idea, client: Any) -> None:
    assert "Non è mai stata cambiata." in client.get(f"/ideas/{idea.id}/versions").text


def test_who_takes_an_idea_back_may_say_why_and_everybody_reads_it(
    author: Any, idea: Idea, signed_in: Any, client: Any
) -> None:
    path = f"/ideas/{idea.id}/actions/withdraw"
    signed_in(author).get(path).submit(path, withdrawal="La funzione c’era già, nel menu della carta.")
    page = client.get(f"/ideas/{idea.id}")
    assert "Ritirata" in page.text and "La funzione c’era già, nel menu della carta." in page.text


def test_a_difference_is_in_whole_words_and_phrases() -> None:
    assert difference("la carta rossa di Anna", "la carta blu scuro di Anna") == [
        Piece("same", "la carta "), Piece("gone", "rossa"), Piece("new", "blu scuro"), Piece("same", " di Anna")
    ]  # fmt: skip
    assert difference("uno due tre", "A B tre")[:2] == [Piece("gone", "uno due"), Piece("new", "A B")]
    assert difference("", "") == [] and difference("", "tutto")[0] == Piece("new", "tutto")


def test_a_difference_loses_nothing(request: pytest.FixtureRequest) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    words = ["la", "carta", "l’ora", " ", "\n\n", ".", "però", "**", "10,50", "€"]
    for _round in range(300):
        before, after = ("".join(chance.choices(words, k=chance.randrange(12))) for _n in range(2))
        pieces = difference(before, after)
        assert "".join(p.text for p in pieces if p.kind != "gone") == after
        assert "".join(p.text for p in pieces if p.kind != "new") == before
