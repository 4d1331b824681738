"""Ideas that ask for the same are found in other words, on the labelled board; what nobody asked for finds nothing."""

import random
from typing import Any

import pytest

from ideas.board import commands, jobs
from ideas.board.queries import similar
from ideas.kernel import clock, process
from ideas.web.access import only_reads
from tests.builders import a_customer, act, an_idea
from tests.ideas.board.labelled.board import Query, Score, queries, score, store, texts
from tests.journeys.rows import nothing_stored
from tests.statements import statements

FIRST = 100


@pytest.fixture
def board(app: Any) -> list[str]:
    """The labelled board, its vocabulary learnt; the keys in order of number."""
    ideas = texts()
    store(ideas.values(), FIRST)
    jobs.learn_vocabulary()
    return list(ideas)


def shown(board: list[str], query: Query) -> list[str]:
    return [board[idea.id - FIRST] for idea in similar(query.title, query.story)]


def measured(board: list[str], asked: list[Query]) -> Score:
    return score(asked, [shown(board, query) for query in asked])


def test_the_labelled_set_is_large_enough() -> None:
    asked = queries()
    assert len([q for q in asked if q.wanted]) >= 150 and len([q for q in asked if not q.wanted]) >= 40
    assert len({q.title for q in asked}) == len(asked)
    assert {key for q in asked for key in q.wanted} <= set(texts())


@pytest.mark.parametrize("held_out", [False, True], ids=["development half", "held-out half"])
def test_what_is_asked_for_is_found(board: list[str], held_out: bool, capsys: Any) -> None:
    found = measured(board, [q for q in queries() if q.held_out == held_out])
    with capsys.disabled():
        print(f"\n{'held-out' if held_out else 'development'}: {found}")
    assert found.recall >= 0.85 and found.disturbed <= 0.2


def test_of_all_queries_as_many_as_promised_are_answered_and_few_disturbed(board: list[str]) -> None:
    found = measured(board, queries())
    assert found.recall >= 0.85 and found.disturbed <= 0.2


def test_a_letter_typed_wrongly_is_forgiven(board: list[str], capsys: Any) -> None:
    """Every query again, two neighbouring letters of its longest word swapped."""
    dice = random.Random(7)
    asked = [Query(q.wanted, misspelt(q.title, dice), q.story) for q in queries() if q.wanted]
    found = measured(board, asked)
    with capsys.disabled():
        print(f"\nmisspelt, seed 7: {found}")
    assert found.recall >= 0.75


def misspelt(title: str, dice: random.Random) -> str:
    word = max(title.split(), key=len)
    at = dice.randrange(1, len(word) - 2)
    return title.replace(word, word[:at] + word[at + 1] + word[at] + word[at + 2 :])


@pytest.fixture
def giulia(app: Any, signed_in: Any) -> Any:
    return signed_in(a_customer("Giulia Rossi"))


def titles(page: Any) -> list[str]:
    return ["".join(link.itertext()) for link in page.all("a", class_="similar__title")]


def test_nothing_is_looked_for_before_the_third_word(giulia: Any) -> None:
    idea = an_idea("Bloccare la carta dal telefono")
    assert titles(giulia.post("/ideas/similar", {"title": "bloccare carta"})) == []
    assert titles(giulia.post("/ideas/similar", {"title": "sospendere la tessera"})) == [idea.title]


def test_the_story_helps_to_find(giulia: Any) -> None:
    idea = an_idea("Un avviso prima della rata del mutuo", "La rata passa e il conto non basta.")
    assert titles(giulia.post("/ideas/similar", {"title": "un pensiero gentile", "story": "x"})) == []
    story = "Avvisarmi prima che passi la rata del mutuo."
    assert titles(giulia.post("/ideas/similar", {"title": "avvisarmi in tempo utile", "story": story})) == [idea.title]


def test_the_words_that_make_them_alike_are_marked(giulia: Any) -> None:
    an_idea("Bloccare la carta dal telefono", "Ho perso <b il portafoglio. Anche **di notte**, senza chiamare nessuno.")
    page = giulia.post("/ideas/similar", {"title": "sospendere subito la tessera", "story": "Ero fuori di notte"})
    (title,) = page.all("a", class_="similar__title")
    assert [mark.text for mark in title.iter("mark")] == ["Bloccare", "carta"]
    (passage,) = page.all("p", class_="similar__why")
    assert [mark.text for mark in passage.iter("mark")] == ["notte"] and "perso <b il" in "".join(passage.itertext())


def test_what_the_title_says_already_is_not_said_again(giulia: Any) -> None:
    an_idea("Bloccare la carta dal telefono", "La carta va bloccata.")
    page = giulia.post("/ideas/similar", {"title": "sospendere subito la tessera"})
    assert page.all("a", class_="similar__title") and not page.all("p", class_="similar__why")


def test_never_the_idea_itself(giulia: Any) -> None:
    idea = an_idea("Bloccare la carta dal telefono")
    asked = {"title": idea.title, "story": idea.story}
    assert titles(giulia.post("/ideas/similar", asked)) == [idea.title]
    assert titles(giulia.post("/ideas/similar", {**asked, "without": str(idea.id)})) == []
    assert idea.title not in titles(giulia.get(f"/ideas/{idea.id}-{idea.slug}"))


def test_one_press_votes_for_the_idea_that_is_there_without_scripts(giulia: Any) -> None:
    idea = an_idea("Bloccare la carta dal telefono")
    page = giulia.post("/ideas/similar", {"title": "sospendere la tessera"})
    (button,) = page.all("button", formaction=f"/ideas/{idea.id}/vote")
    assert button.get("formmethod") == "post" and "È la mia idea: voto questa" in page.text
    assert giulia.post(f"/ideas/{idea.id}/vote", {"size": "button"}, follow=False).status == 303
    page = giulia.post("/ideas/similar", {"title": "sospendere la tessera"})
    assert "Votata" in page.text


def test_what_is_there_already_says_how_to_use_it(giulia: Any) -> None:
    idea = an_idea("Bloccare la carta dal telefono", stage="released")
    page = giulia.post("/ideas/similar", {"title": "sospendere la tessera"})
    (link,) = page.all("a", class_="btn--quiet")
    assert "".join(link.itertext()) == f"Leggi come si usa: {idea.title}" and not page.all("button", formmethod="post")


def test_looking_while_typing_stores_nothing_and_takes_few_statements(giulia: Any) -> None:
    an_idea("Bloccare la carta dal telefono")
    asked = {"title": "sospendre la tessera smarrita", "story": "Quando non la trovo."}
    with nothing_stored():
        giulia.post("/ideas/similar", asked)
    process.forget()
    with statements() as sql:
        assert titles(giulia.post("/ideas/similar", asked))
    assert sql.count <= 5, sql


def test_somebody_may_write_while_others_look(giulia: Any) -> None:
    """A lookup while typing holds no lock that a vote would wait for."""
    with statements() as sql:
        giulia.post("/ideas/similar", {"title": "sospendere la tessera"})
    assert "IMMEDIATE" not in str(sql)
    assert only_reads("board.similar_to_typed") and not only_reads("board.vote")


def test_private_ideas_and_merged_ones_stay_out(giulia: Any) -> None:
    idea = an_idea("Bloccare la carta dal telefono")
    with act():
        commands.set_status(idea.id, stage="complaint", status="private", at=clock.now())
    assert titles(giulia.post("/ideas/similar", {"title": "bloccare la carta"})) == []
