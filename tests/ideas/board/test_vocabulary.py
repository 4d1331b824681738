"""What the board learns from its ideas, and what it never keeps."""

from typing import Any

import pytest
from sqlalchemy import select, update

from ideas.board import commands, jobs
from ideas.board.models import IdeaTerms, Spelling, Vocabulary
from ideas.board.queries import similar
from ideas.board.queries.vocabulary import vocabulary
from ideas.board.words import company, gist, spelling
from ideas.board.words.lexicon import lexicon, read
from ideas.board.words.likeness import likeness, weigher
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import act, an_idea
from tests.ideas.board.labelled.board import store


def stored() -> tuple[dict[str, int], set[str]]:
    db.session.rollback()
    tokens = {row.token: row.ideas for row in db.session.execute(select(Vocabulary.token, Vocabulary.ideas))}
    return tokens, set(db.session.scalars(select(Spelling.word)))


def test_tokens_are_counted_and_words_of_a_single_person_are_not_kept(app: Any) -> None:
    for n in range(3):
        an_idea(f"Bloccare la carta {n}", "Vorrei un ombrellone davanti alla filiale.")
    an_idea("Prelievo senza carta", "Lo chiede la signora Zanzarelli.")
    jobs.learn_vocabulary()
    tokens, words = stored()
    assert tokens[""] == 4 and tokens["cart"] == 4 and tokens["blocc"] == 3
    assert "ombrellone" in words and "zanzarelli" not in words and "prelievo" not in words


def test_ideas_that_are_not_public_teach_nothing(app: Any) -> None:
    for n in range(3):
        idea = an_idea(f"Ombrellone numero {n}")
        with act():
            commands.set_status(idea.id, stage="complaint", status="private", at=clock.now())
    jobs.learn_vocabulary()
    tokens, words = stored()
    assert tokens == {"": 0} and not words


def test_learning_again_changes_only_what_is_different(app: Any) -> None:
    for n in range(3):
        an_idea(f"Bloccare la carta {n}")
    assert jobs.learn_vocabulary() > 10
    assert jobs.learn_vocabulary() == 0
    an_idea("Bloccare la carta 3")
    assert 0 < jobs.learn_vocabulary() <= 200
    assert stored()[0]["blocc"] == 4


def test_ideas_of_an_earlier_lexicon_are_written_anew(app: Any) -> None:
    idea = an_idea("Bloccare la carta")
    with act():
        db.session.execute(update(IdeaTerms).values(version="old", gist_title="", gist_story="", title="nothing"))
    assert similar("sospendere la tessera") == []
    jobs.learn_vocabulary()
    assert [found.id for found in similar("sospendere la tessera")] == [idea.id]
    assert db.session.get_one(IdeaTerms, idea.id).version == lexicon().version


def test_changed_words_are_found_and_the_old_ones_no_more(app: Any) -> None:
    idea = an_idea("Bloccare la carta", "Quando non la trovo, la sera.")
    with act():
        commands.index_idea(idea.id, "Confrontare i mutui", "Prima di firmare, con calma.")
    assert similar("bloccare la carta") == [] and [i.id for i in similar("confronto tra mutui")] == [idea.id]


JARGON = [
    (f"Il {word} {place}", f"Vorrei recuperare le perdite sui titoli con il {word} fiscale {place}.")
    for word in ("zainetto", "borsellino")
    for place in ("in app", "sul sito", "in filiale", "per tutti", "ogni anno", "a gennaio", "in chiaro", "subito",
                  "da solo", "con un tocco")
]  # fmt: skip


def test_the_board_teaches_that_two_words_of_its_own_mean_the_same(app: Any) -> None:
    """Neither the lexicon nor any idea puts the two words together; the company in which they stand does."""
    store(JARGON, 500)
    store([(f"Confrontare le rate {n}", "Prima di firmare il mutuo, con calma.") for n in range(90)], 600)
    assert vocabulary(["zainett"]).near == {}
    jobs.learn_vocabulary()
    near = vocabulary(["zainett"]).near["zainett"]
    assert near["borsellin"] >= 0.35 and "mutu" not in near
    asked, weigh = gist.units("lo zainetto"), weigher({}, 1, 100)
    title, story = gist.gists("Il borsellino", "")
    assert (
        likeness(asked, [], title, story, weigh, {}) == 0 < likeness(asked, [], title, story, weigh, {"zainett": near})
    )


def test_company_needs_more_than_chance() -> None:
    assert company.neighbours([["a", "b"]] * 3) == {}
    apart = [["x", "c", "d"]] * 10 + [["y", "c", "d"]] * 10 + [["e", "f"]] * 80
    assert "y" in company.neighbours(apart)["x"] and "e" not in company.neighbours(apart)["x"]


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("carta", "carta", 0), ("crata", "carta", 1), ("cart", "carta", 1), ("mutuo", "rata", 4)],
)
def test_the_distance_of_two_words(one: str, other: str, steps: int) -> None:
    assert spelling.distance(one, other) == spelling.distance(other, one) == steps


def test_the_longest_expression_is_one_unit() -> None:
    assert gist.units("la carta di credito") == gist.units("carta di credito") != gist.units("carta")
    assert gist.units("Vorrei poter avere") == []
    assert len(gist.units("bancomat")[0]) == 2, "a card and a machine"
    assert gist.read(gist.written(gist.units("bancomat guasto"))) == gist.units("bancomat guasto")


def test_a_line_of_the_lexicon_without_a_sign_is_refused() -> None:
    with pytest.raises(ValueError, match="no such sign"):
        read("? carta, tessera")
