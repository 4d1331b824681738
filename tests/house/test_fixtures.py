"""The house of the tests itself: fresh databases, clocks and browsers."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from ideas.accounts.models import Person
from ideas.board.models import Category
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_colleague, a_customer
from tests.moment import START
from tests.statements import statements


def people() -> int:
    return db.session.scalar(select(func.count()).select_from(Person)) or 0


def test_each_test_begins_with_the_same_rows(app: Any) -> None:
    assert people() == 0
    assert db.session.scalar(select(func.count()).select_from(Category)) == 4
    assert a_customer().id == 1


def test_rows_of_one_test_are_not_seen_by_the_next(app: Any) -> None:
    assert people() == 0
    assert a_colleague("pm", "analyst").id == 1


def test_the_clock_starts_at_the_same_moment_and_can_be_moved(app: Any, travel: Any) -> None:
    assert clock.now() - START < timedelta(seconds=30)
    travel.shift(timedelta(days=3))
    assert clock.now() - START > timedelta(days=3)


def test_statements_are_counted(app: Any) -> None:
    with statements() as sql:
        people()
        people()
    assert sql.count == 2, sql


def test_a_browser_visits_pages(client: Any, signed_in: Any) -> None:
    assert client.get("/healthz").status == 200
    assert signed_in(a_colleague("pm")).get("/healthz").json == {"status": "ok"}


def test_a_missing_page_is_a_valid_page(client: Any) -> None:
    assert client.get("/nowhere").status == 404
