"""Similar ideas and the search on a very large board, each beside a plain full-text query for the same words."""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any

from sqlalchemy import text

from ideas.board import commands
from ideas.board import jobs as board_jobs
from ideas.board.queries import ListQuery, idea_list, similar
from ideas.kernel import jobs
from ideas.kernel.db import db
from ideas.kernel.text import terms
from tests import databases
from tests.bench import board as boards
from tests.bench import speech
from tests.bench.report import Figure, Sample, figure
from tests.bench.stores import NewDatabase, refresh_statistics
from tests.ideas.board.labelled.board import queries, store, texts

MANY, BATCH, ROUNDS = 100_000, 2_000, 2
ANY_WORD = "any of the words, by full text"
SQLITE = "SELECT rowid FROM idea_fts WHERE idea_fts MATCH :words ORDER BY rank LIMIT 5"
POSTGRESQL = (
    "SELECT idea_id FROM idea_terms WHERE vector @@ to_tsquery('simple', :words)"
    " ORDER BY ts_rank(vector, to_tsquery('simple', :words), 1) DESC LIMIT 5"
)
COMMON = ("carta", "bonifico", "telefonare", "pulsante", "conto carta", "vedere il saldo dal telefono")
Look = Callable[[Any], object]


def measure(new_database: NewDatabase, folder: Path, many: int = MANY) -> list[Figure]:
    """A board of `many` ideas and the labelled ones among them; what people type is the labelled queries."""
    name = f"board{many}"
    folder = folder / name
    folder.mkdir()
    url = new_database(name)
    databases.prepare(url, folder)
    with boards.application(url, folder) as app:
        fill(many)
        refresh_statistics(url)
        return figures(app, f"{many:,} ideas")


def fill(many: int) -> None:
    """The made-up ideas, then the labelled ones; counts and vocabulary as after a night."""
    ideas, first = speech.ideas(many), 1
    while batch := list(islice(ideas, BATCH)):
        store(batch, first)
        first += len(batch)
    store(texts().values(), first)
    with jobs.transaction():
        commands.recount()
    board_jobs.learn_vocabulary()


def figures(app: Any, on: str) -> list[Figure]:
    typed = queries()[::3]
    lookups: list[tuple[str, Look, Sequence[Any]]] = [
        ("similar ideas while typing", lambda query: similar(query.title, query.story, explained=True), typed),
        ("a search for common words", lambda words: idea_list(ListQuery(q=words), None), COMMON * 5),
    ]
    found = []
    with app.test_request_context(), jobs.reading_only():
        for name, look, asked in lookups:
            samples = list(rounds(look, asked))[1:]  # the first warms up
            found.append(figure(name, on, samples, ANY_WORD, "ms"))
    return found


def rounds(look: Look, asked: Sequence[Any]) -> Iterator[Sample]:
    """Each question is looked up in turns with the plain query; the p95 is over the questions of a round."""
    for _round in range(ROUNDS + 1):
        ours, plain, spent = [], [], 0.0
        for question in asked:
            cpu = time.process_time()
            ours.append(seconds(look, question))
            spent += time.process_time() - cpu
            plain.append(seconds(any_word, question if isinstance(question, str) else question.title))
        p95 = quantiles(ours, n=20)[-1]
        yield Sample(len(asked) / sum(ours), len(asked) / sum(plain), 1000 * p95, 1000 * spent / len(asked))


def seconds(look: Look, question: Any) -> float:
    began = time.perf_counter()
    look(question)
    return time.perf_counter() - began


def any_word(typed: str) -> object:
    """What a board without meanings would ask: the five best of all ideas that have any of the words."""
    sqlite = db.engine.dialect.name == "sqlite"
    quote, join = ('"', " OR ") if sqlite else ("'", " | ")
    words = join.join(f"{quote}{word}{quote}" for word in terms(typed)) or '""'
    return db.session.execute(text(SQLITE if sqlite else POSTGRESQL), {"words": words}).all()
