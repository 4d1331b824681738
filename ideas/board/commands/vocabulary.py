"""The vocabulary of the board, learnt from its public ideas. A word enters it only when several ideas have it, so that
no single person's words come out again as a suggestion."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, insert, select, tuple_

from ideas.board.models import Idea, IdeaTerms, Spelling, Vocabulary
from ideas.board.policy import public_statuses
from ideas.board.queries.vocabulary import forget
from ideas.board.words import company, gist, spelling
from ideas.kernel.db import db
from ideas.kernel.process import running
from ideas.kernel.text import words

LEARNT_FROM, COMPARED, BATCH = 50_000, 5_000, 1000
MOST_TOKENS, MOST_WORDS, IDEAS_WITH_WORD = 20_000, 8_000, 3
Rows = dict[tuple[str, ...], dict[str, Any]]
_TABLES = {Vocabulary: ("token",), Spelling: ("key", "word")}


@dataclass(frozen=True)
class Learnt:
    """`tokens`: (token) -> its columns; `words`: (key, word) -> its columns."""

    tokens: Rows
    words: Rows


def learn() -> Learnt:
    """Read the newest ideas, at most `LEARNT_FROM`, and work out the vocabulary; writes nothing."""
    tokens: Counter[str] = Counter()
    spelt: Counter[str] = Counter()
    compared: list[list[str]] = []
    read = 0
    for row in _ideas():
        read += 1
        speaks_of = [token for unit in gist.read(f"{row.gist_title} {row.gist_story}") for token in unit]
        tokens.update(set(speaks_of))
        spelt.update({word for word in words(f"{row.title} {row.story}") if spelling.is_correctable(word)})
        if len(compared) < COMPARED:
            compared.append(speaks_of)
    near = company.neighbours(compared)
    rows: Rows = {
        (token,): {"ideas": n, "near": _written(near.get(token, {}))} for token, n in tokens.most_common(MOST_TOKENS)
    }
    return Learnt(rows | {("",): {"ideas": read, "near": ""}}, dict(_spellings(spelt)))


def keep(learnt: Learnt) -> int:
    """Make the stored vocabulary equal to what was learnt, touching only what differs; how many rows changed."""
    forget()
    return _keep(Vocabulary, learnt.tokens) + _keep(Spelling, learnt.words)


def _ideas() -> Iterable[Row[Any]]:
    statuses = [status.key for status in public_statuses(running())]
    chosen = (
        select(Idea.title, Idea.story, IdeaTerms.gist_title, IdeaTerms.gist_story)
        .join(IdeaTerms, IdeaTerms.idea_id == Idea.id)
        .where(Idea.status.in_(statuses))
        .order_by(Idea.id.desc())
        .limit(LEARNT_FROM)
    )
    return db.session.execute(chosen, execution_options={"yield_per": BATCH})


def _written(near: Mapping[str, float]) -> str:
    return " ".join(f"{token} {weight}" for token, weight in near.items())


def _spellings(spelt: Counter[str]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    for word, ideas in spelt.most_common(MOST_WORDS):
        if ideas < IDEAS_WITH_WORD:
            return
        for key in spelling.keys(word):
            yield (key, word), {"ideas": ideas}


def _keep(table: Any, wanted: Rows) -> int:
    names = _TABLES[table]
    columns = [column.name for column in table.__table__.columns if column.name not in names]
    stored = {
        tuple(getattr(row, name) for name in names): {name: getattr(row, name) for name in columns}
        for row in db.session.execute(select(table.__table__))
    }
    gone = [key for key, values in stored.items() if wanted.get(key) != values]
    new = [
        {**dict(zip(names, key, strict=True)), **values} for key, values in wanted.items() if stored.get(key) != values
    ]
    key = tuple_(*[getattr(table, name) for name in names])
    for start in range(0, len(gone), BATCH):
        db.session.execute(delete(table).where(key.in_(gone[start : start + BATCH])))
    if new:
        db.session.execute(insert(table), new)
    return len(gone) + len(new)
