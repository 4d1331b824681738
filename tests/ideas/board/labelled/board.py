"""The labelled board: some two hundred ideas as an import brings them, and what customers would type.

`ideas.txt` and `queries.txt` were written by hand before the lexicon was. The queries are split by the idea they look
for: the lexicon and the thresholds were tuned on the development half alone; nothing of the held-out half was looked at.
"""

import tomllib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from ideas.board.commands import index_of
from ideas.board.models import Idea, IdeaTerms
from ideas.board.policy import rank
from ideas.cli.demo import script
from ideas.kernel.db import db
from ideas.kernel.process import running
from ideas.kernel.text import slug
from tests.builders import act
from tests.moment import START

FOLDER = Path(__file__).parent
SHOWN = 5
COMPLAINT = "mutuo"  # of the demo bank: never public


@dataclass(frozen=True)
class Query:
    """`wanted`: the ideas that ask for the same; none when the board has no such idea."""

    wanted: frozenset[str]
    title: str
    story: str

    @property
    def held_out(self) -> bool:
        named = min(self.wanted, default=self.title)
        return (zlib.crc32(named.encode()) >> 3) % 2 == 1


def texts() -> dict[str, tuple[str, str]]:
    """key -> title and story: the demo bank's ideas and those of `ideas.txt`."""
    found = {key: (title, story) for key, title, story in _lines("ideas.txt")}
    for name in script.IDEAS:
        for idea in tomllib.loads((script.FOLDER / name).read_text(encoding="utf-8"))["idea"]:
            if idea["key"] != COMPLAINT:
                found[idea["key"]] = (idea["title"], idea["story"])
    return found


def queries() -> list[Query]:
    return [
        Query(frozenset(wanted.split(",")) - {"-"}, title, "".join(story))
        for wanted, title, *story in _lines("queries.txt")
    ]


def _lines(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if not line.startswith("#")]


def store(ideas: Iterable[tuple[str, str]], first_id: int) -> None:
    """Write public ideas with these titles and stories, numbered from `first_id`."""
    status = running().stages["evaluation"].public
    rows: list[dict[str, Any]] = [
        {
            "id": number, "title": title[:120], "slug": slug(title), "story": story, "author_name": "Folla",
            "created_at": START, "moved_at": START, "stage": "evaluation", "status": status, "score": rank(0, START),
            "votes": 0, "imported_votes": 0, "comments": 0,
        }
        for number, (title, story) in enumerate(ideas, start=first_id)
    ]  # fmt: skip
    found = [{"idea_id": row["id"], **index_of(row["title"], row["story"])} for row in rows]
    with act():
        db.session.execute(insert(Idea), rows)
        db.session.execute(insert(IdeaTerms), found)


@dataclass(frozen=True)
class Score:
    """`recall`: the share of what was wanted that was among the first five shown; `disturbed`: the share of the
    queries without an answer that were shown something."""

    queries: int
    recall: float
    without_answer: int
    disturbed: float


def score(asked: Sequence[Query], answers: Sequence[Sequence[str]]) -> Score:
    """`answers`: the keys shown for each query, best first."""
    pairs = list(zip(asked, answers, strict=True))
    found = [len(q.wanted & set(shown)) / min(SHOWN, len(q.wanted)) for q, shown in pairs if q.wanted]
    disturbed = [bool(shown) for q, shown in pairs if not q.wanted]
    return Score(len(found), sum(found) / len(found), len(disturbed), sum(disturbed) / max(1, len(disturbed)))
