"""Many ideas at once, and the plans of the statements that read them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle, islice
from typing import Any

from sqlalchemy import event, insert, text

import workflow
from ideas.board import commands as board
from ideas.board.commands.indexing import index_of
from ideas.board.models import Idea, IdeaTerms
from ideas.board.policy import rank
from ideas.kernel.db import db
from ideas.kernel.process import running
from ideas.kernel.text import slug
from tests.builders import a_category, act
from tests.moment import START

STAGES = ("triage", "evaluation", "analysis", "signoff", "planned", "development", "announced", "declined", "parked")
WORDS = ("carta", "bonifico", "mutuo", "filiale", "prelievo", "estratto", "rata", "avviso", "sportello", "libretto")


def many_ideas(number: int, author_id: int | None = None) -> None:
    """Ideas in every stage, as an import brings them: texts, terms, cases, counts."""
    process, area = running(), a_category("carte").id
    rows = []
    for n, stage in enumerate(islice(cycle(STAGES), number), start=1000):
        title = f"{WORDS[n % 10]} {WORDS[n // 10 % 10]} numero {n}"
        created = START - timedelta(hours=n)
        rows.append(
            {
                "id": n, "title": title, "slug": slug(title), "story": f"Vorrei {title} per la mia famiglia.",
                "category_id": area, "author_id": author_id, "author_name": "Folla", "created_at": created,
                "moved_at": created, "stage": stage, "status": process.stages[stage].public, "votes": n % 97,
                "imported_votes": n % 97, "comments": 0, "score": rank(n % 97, created),
            }
        )  # fmt: skip
    found = [{"idea_id": r["id"], **index_of(r["title"], r["story"])} for r in rows]
    with act():
        db.session.execute(insert(Idea), rows)
        db.session.execute(insert(IdeaTerms), found)
        cases = [workflow.ImportedCase(r["id"], r["author_id"], r["stage"], r["created_at"]) for r in rows]
        workflow.import_cases(db.session, cases, at=START)
        board.recount()


# Small by nature: one row for each area, one for each (status, area), a handful of versions and publications. Of the
# vocabulary, bounded itself, an index gives the three hundred most common tokens.
SMALL = ("category", "idea_tally", "process_version", "process_publication", "vocabulary")


@contextmanager
def whole_tables_read() -> Iterator[list[str]]:
    """Collects each step of a plan that reads a whole table, of every SELECT that is run inside."""
    found: list[str] = []
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    db.session.commit()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
        db.session.rollback()
    explain: Callable[[Any, str, Any], list[str]] = _sqlite if db.engine.dialect.name == "sqlite" else _postgresql
    with db.engine.connect() as connection:
        for statement, parameters in asked:
            found += explain(connection, statement, parameters)


def _sqlite(connection: Any, statement: str, parameters: Any) -> list[str]:
    """A SCAN is harmless over what the statement itself has just made, and over full-text matches."""
    made = _names_made(statement)
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    scans = [row.detail for row in rows if row.detail.startswith("SCAN ")]
    return [
        scan
        for scan in scans
        if not any(harmless in scan for harmless in ("CONSTANT ROW", "VIRTUAL TABLE", "(subquery-"))
        and scan.split()[1] not in (*SMALL, *made)
    ]


def _names_made(statement: str) -> set[str]:
    words = statement.replace("(", " ( ").replace(")", " ) ").replace(",", " ").split()
    return {word for before, word in zip(words, words[1:], strict=False) if before == "AS" and word.startswith("anon")} | {
        "hits", "alike", "(subquery-1)"
    }  # fmt: skip


def _postgresql(connection: Any, statement: str, parameters: Any) -> list[str]:
    """With sequential scans made expensive, one is left only where no index would serve."""
    connection.execute(text("SET LOCAL enable_seqscan = off"))
    plan = [row[0].strip() for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)]
    scans = [line for line in plan if "Seq Scan on " in line]
    return [scan for scan in scans if scan.split("Seq Scan on ")[1].split()[0] not in SMALL]
