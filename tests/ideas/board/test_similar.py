"""Ideas that ask for the same are found in other words, on the labelled board; what nobody asked for finds nothing."""

from typing import Any

import pytest

from ideas.board import jobs
from ideas.board.queries import similar
from tests.ideas.board.labelled.board import Query, Score, queries, score, store, texts

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
