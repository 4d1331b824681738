"""Looking for work among a thousand cases and among very many."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, text

import workflow
from ideas.accounts.models import Person
from ideas.board.models import Idea
from ideas.evaluation import queries
from ideas.evaluation.queries.worklist import Filters
from ideas.kernel import clock, jobs
from ideas.kernel.db import db
from tests import databases
from tests.bench import board as boards
from tests.bench.report import Figure, figure
from tests.bench.stores import NewDatabase, refresh_statistics
from tests.bench.timing import compare

FEW, MANY = 1_000, 100_000
CALLS_A_ROUND, ROUNDS = 40, 5
STAGES = ("triage", "evaluation", "analysis", "signoff", "planned", "development", "uat", "needs_info", "parked")


def measure(new_database: NewDatabase, folder: Path, many: int = MANY) -> list[Figure]:
    """Each query on a database of `many` cases (whole thousands), against the same on one of a thousand.

    One case in nine has four open steps: there are a third more steps than cases.
    """
    times_more = max(1, many // FEW)
    with ExitStack() as stack:
        small, large = (open_store(new_database, folder, stack, times) for times in (1, times_more))
        figures = []
        for name, look in (("sweep for due steps", sweep), ("a page of the worklist", worklist)):
            samples = compare(within(large, look), within(small, look), times=CALLS_A_ROUND, rounds=ROUNDS)
            figures.append(figure(name, f"{FEW * times_more:,} cases", samples, f"{FEW:,} cases", "ms"))
    return figures


def open_store(new_database: NewDatabase, folder: Path, stack: ExitStack, times: int) -> Any:
    name = f"cases{times * FEW}"
    folder = folder / name
    folder.mkdir()
    url = new_database(name)
    databases.prepare(url, folder)
    app = stack.enter_context(boards.application(url, folder))
    fill(times)
    refresh_statistics(url)
    boards.add_people(1, "pm", "moderator", "analyst", "developer")
    return app


def within(app: Any, look: Callable[[], object]) -> Callable[[], object]:
    def call() -> object:
        with app.app_context(), jobs.reading_only():
            return look()

    return call


def sweep() -> object:
    moves = workflow.run_due(db.session, at=clock.now())
    assert not moves
    return moves


def worklist() -> object:
    person = db.session.get_one(Person, 1)
    page = queries.worklist(person, Filters(), clock.now())
    assert page.rows and page.after
    return page


def fill(times: int) -> None:
    """FEW cases through the engine, each then copied by the database."""
    at = clock.now()
    with jobs.transaction():
        db.session.execute(insert(Idea), [idea_row(number, at) for number in range(1, FEW + 1)])
        rows = [workflow.ImportedCase(number, None, STAGES[number % len(STAGES)], at) for number in range(1, FEW + 1)]
        workflow.import_cases(db.session, rows, at=at)
        steps = db.session.execute(text("SELECT max(id) FROM process_step")).scalar_one()
        copy(Idea.__table__, times, id=FEW)
        copy(workflow.tables.case, times, id=FEW, subject_id=FEW)
        copy(workflow.tables.step, times, id=steps, case_id=FEW)


def idea_row(number: int, at: Any) -> dict[str, Any]:
    return {
        "id": number, "title": f"Proposta numero {number}", "slug": "proposta", "story": "Una storia breve.",
        "created_at": at, "moved_at": at, "stage": "triage", "status": "received", "category_id": 1 + number % 4,
    }  # fmt: skip


def copy(table: Any, times: int, **shifts: int) -> None:
    """Every row again `times - 1` times; the columns named move by so much each time, so that keys stay unique."""
    assert isinstance(table, Table)
    names = [column.name for column in table.columns]
    values = ", ".join(f"{name} + n * {shifts[name]}" if name in shifts else name for name in names)
    db.session.execute(
        text(
            f"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {times - 1})"
            f" INSERT INTO {table.name} ({', '.join(names)}) SELECT {values} FROM {table.name}, copies"
            f" WHERE {times} > 1"
        )
    )
