"""What was learnt from all ideas: how many speak of a token, what stands near it, how words are written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, literal, select, union_all

from ideas.board.models import Spelling as SpellingRow
from ideas.board.models import Vocabulary as Known
from ideas.board.words import gist, spelling
from ideas.board.words.lexicon import lexicon
from ideas.kernel import text
from ideas.kernel.db import db
from ideas.kernel.memory import Memory

MOST_CORRECTED, COMMON, PROBABLY = 6, 300, 0.8
# It is learnt anew four times an hour, and an idea's page asks for the same again and again.
_memory = Memory("vocabulary", timedelta(minutes=1))
_ASKED = select(Known.token, Known.ideas, Known.near).where(Known.token.in_(bindparam("tokens", expanding=True)))
_COMMON = select(Known.token, Known.ideas, literal("").label("near")).order_by(Known.ideas.desc()).limit(COMMON)
_ROWS = union_all(_ASKED, select(_COMMON.subquery()))
_SPELT = select(SpellingRow.key, SpellingRow.word, SpellingRow.ideas).where(
    SpellingRow.key.in_(bindparam("keys", expanding=True))
)


@dataclass(frozen=True)
class Vocabulary:
    """`ideas`: how many were learnt from, 0 before the first time. `counts`: token -> ideas that speak of it, of those
    asked for and of the most common ones; any other token is in about `others` ideas. `near`: token -> token ->
    likeness, of the lexicon and of the board."""

    ideas: int
    counts: Mapping[str, int]
    others: int
    near: Mapping[str, Mapping[str, float]]


def vocabulary(tokens: Iterable[str], right: Mapping[str, str] | None = None) -> Vocabulary:
    """What is known of these tokens, of those near them in the lexicon and of the most common ones. One statement.

    `right`: words that are probably written wrongly -> what they should be; the one stands near the other.
    """
    asked = set(tokens)
    book = lexicon().near
    near = {token: dict(book[token]) for token in asked if token in book}
    for word, written in (right or {}).items():
        meant = {token: PROBABLY for unit in gist.units(written) for token in unit}
        near[gist.plainly(text.stem(word))] = meant
    wanted = asked.union(*near.values())
    tokens = ("", *sorted(wanted))
    rows = _memory.recall(tokens, lambda: db.session.execute(_ROWS, {"tokens": tokens}).all())
    for row in rows:
        if row.token in asked and row.near:
            near[row.token] = _learnt(row.near) | near.get(row.token, {})
    counts = {row.token: row.ideas for row in rows}
    others = rows[-1].ideas // 2 if len(rows) > COMMON else 0
    total = counts.pop("", 0)
    return Vocabulary(total, dict.fromkeys(asked, 0) | counts, others, near)


def forget() -> None:
    """What is remembered has been learnt anew."""
    _memory.forget()


def _learnt(near: str) -> dict[str, float]:
    parts = near.split()
    return {token: float(weight) for token, weight in zip(parts[::2], parts[1::2], strict=True)}


def corrected(words: Collection[str]) -> dict[str, str]:
    """How to write those of these words that neither the bank nor the board knows. One statement, or none."""
    doubtful = [word for word in dict.fromkeys(words) if _is_doubtful(word)][:MOST_CORRECTED]
    if not doubtful:
        return {}
    keys = sorted({key for word in doubtful for key in spelling.keys(word)})
    rows = db.session.execute(_SPELT, {"keys": keys}).all()
    ideas = {row.word: row.ideas for row in rows}
    right = {}
    for word in doubtful:
        if word not in ideas:
            sharing = {row.word for row in rows if row.key in set(spelling.keys(word))} | spelling.bank_words(word)
            best = spelling.best(word, sharing, ideas)
            if best and text.stem(best) != text.stem(word):
                right[word] = best
    return right


def _is_doubtful(word: str) -> bool:
    book = lexicon()
    if not spelling.is_correctable(word) or word in text.STOP_WORDS or word in book.words:
        return False
    stem = text.stem(word)
    return (stem,) not in book.senses and stem not in book.idle


def rewritten(typed: str, right: Mapping[str, str]) -> str:
    """The words typed, with those that were wrong put right."""
    return " ".join(right.get(word, word) for word in text.words(typed))
