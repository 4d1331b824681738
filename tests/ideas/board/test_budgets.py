"""What a page costs does not grow with the board: statements are counted, plans are read."""

from typing import Any

import pytest
from sqlalchemy import select

from ideas.board import commands as board
from ideas.board.models import Idea
from ideas.kernel import clock, process
from ideas.kernel.db import db
from tests.builders import a_colleague, a_customer, act, an_idea, give_verdict
from tests.ideas.board.crowd import many_ideas, whole_tables_read
from tests.statements import statements

LISTS = (
    "/ideas", "/ideas?sort=top&status=received&status=done&category=carte", "/ideas?sort=new&category=carte",
    "/ideas?sort=discussed&status=planned", "/ideas?q=carta", "/ideas?q=carta+bonif&sort=top",
)  # fmt: skip


def in_signoff(author: Any) -> Idea:
    """An idea with everything on its page: answers, signatures, comments, similar ideas."""
    idea = an_idea("carta bonifico numero 7", author=author, stage="signoff")
    give_verdict(idea, "legal")
    people = [a_customer(f"Persona Numero{n}") for n in range(3)]
    with act():
        for person in [*people, a_colleague("pm")] * 8:
            board.add_comment(idea_id=idea.id, person=person, text="Anche per me.", at=clock.now())
    return idea


@pytest.mark.parametrize("size", [12, 400])
def test_the_list_takes_four_statements(app: Any, signed_in: Any, size: int) -> None:
    many_ideas(size)
    giulia = signed_in(a_customer())
    for address in LISTS:
        process.forget()
        with statements() as sql:
            assert giulia.get(address).status == 200
        assert sql.count <= 4, f"{address}\n{sql}"


@pytest.mark.parametrize("size", [12, 400])
def test_an_idea_takes_eight_statements(app: Any, signed_in: Any, size: int) -> None:
    author = a_customer()
    many_ideas(size, author.id)
    idea = in_signoff(author)
    for person in (author, a_customer("Marco Verdi")):
        browser = signed_in(person)
        process.forget()
        address = f"/ideas/{idea.id}-{idea.slug}"
        with statements() as sql:
            page = browser.get(address)
        assert len(page.all("article", class_="comment")) == 20 and "Idee simili" in page.text
        assert sql.count <= 8, sql


@pytest.mark.parametrize(
    ("address", "most"),
    [("/", 4), ("/roadmap", 4), ("/me/ideas", 6), ("/me/ideas?show=voted", 6), ("/feeds/ideas.atom", 3)],
)
@pytest.mark.parametrize("size", [12, 400])
def test_the_other_pages_keep_their_budget(app: Any, signed_in: Any, size: int, address: str, most: int) -> None:
    giulia = a_customer()
    many_ideas(size, giulia.id)
    browser = signed_in(giulia)
    browser.get("/")  # the bank's own figures on it are remembered for a minute
    process.forget()
    with statements() as sql:
        assert browser.get(address).status == 200
    assert sql.count <= most, sql


def test_no_page_reads_a_whole_table(app: Any, signed_in: Any) -> None:
    giulia = a_customer()
    many_ideas(2000, a_customer("Folla Grande").id)
    idea = in_signoff(giulia)
    with act():
        board.vote(1200, giulia.id, clock.now())
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
    browser = signed_in(giulia)
    following = [a.get("href") for a in browser.get("/ideas?sort=top").all("a", rel="next")]
    pages = (
        *LISTS, *following, f"/ideas/{idea.id}-{idea.slug}", "/", "/roadmap", "/me/ideas", "/me/ideas?show=voted",
        "/me/ideas?show=followed", "/feeds/ideas.atom", "/ideas/similar?title=carta+bonifico",
        f"/ideas/{idea.id}/receipt",
    )  # fmt: skip
    for address in pages:
        with whole_tables_read() as scans:
            assert browser.get(address).status == 200
        assert not scans, f"{address}: {scans}"


def test_a_vote_reads_no_whole_table(app: Any, signed_in: Any) -> None:
    many_ideas(400)
    marco = signed_in(a_customer("Marco Verdi"))
    with whole_tables_read() as scans:
        assert marco.post("/ideas/1000/vote", follow=False).status == 303
        assert marco.post("/ideas/1000/vote/withdrawal", follow=False).status == 303
    assert not scans, scans


def test_a_planted_scan_is_found(app: Any) -> None:
    many_ideas(50)
    with whole_tables_read() as scans:
        db.session.scalars(select(Idea).where(Idea.author_name == "Folla")).first()
    assert scans
