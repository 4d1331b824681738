"""Many at once, on the database as it is in service: a file, or a server."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import func, select

from ideas.board import commands as board
from ideas.board.models import Idea, Vote
from ideas.board.policy import Proposal
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_customer, act, an_idea
from tests.moment import START


def at_once(app: Any, jobs: list[Callable[[], Any]]) -> list[Any]:
    """Run each job in its own thread and transaction, sixteen at a time."""

    def alone(job: Callable[[], Any]) -> Any:
        with app.app_context():
            try:
                with act():
                    return job()
            finally:
                db.session.remove()

    db.session.commit()
    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(alone, jobs))


def stored(idea_id: int) -> tuple[int, int]:
    """(the stored count, the rows it counts)"""
    rows = db.session.scalar(select(func.count()).select_from(Vote).where(Vote.idea_id == idea_id)) or 0
    return db.session.scalar(select(Idea.votes).where(Idea.id == idea_id)) or 0, rows


def test_fifty_votes_of_one_customer_are_one(app: Any) -> None:
    idea, marco = an_idea().id, a_customer("Marco Verdi").id
    counted = at_once(app, [lambda: board.vote(idea, marco, START)] * 50)
    assert counted.count(True) == 1 and stored(idea) == (1, 1)


def test_fifty_customers_voting_at_once_all_count(app: Any) -> None:
    idea, people = an_idea().id, [a_customer(f"Persona Numero{n}").id for n in range(50)]
    at_once(app, [lambda p=p: board.vote(idea, p, START) for p in people])
    assert stored(idea) == (50, 50)
    at_once(app, [lambda p=p: board.withdraw_vote(idea, p) for p in people])
    assert stored(idea) == (0, 0)


def test_a_form_sent_many_times_at_once_is_one_idea(app: Any) -> None:
    giulia = a_customer().id
    sent = (giulia, Proposal("Bloccare la carta", "Una storia lunga abbastanza.", None), START)
    made = at_once(app, [lambda: board.submit_form(*sent).id] * 12)
    assert len(set(made)) == 1
    assert db.session.scalar(select(func.count()).select_from(Idea)) == 1


def test_votes_while_two_ideas_are_merged_are_not_lost(app: Any) -> None:
    idea, into = an_idea("Quella doppia").id, an_idea("Quella che resta", author=a_customer("Ada Primi")).id
    people = [a_customer(f"Persona Numero{n}").id for n in range(20)]

    def merge() -> None:
        board.merge_into(idea, into, clock.now())

    jobs: list[Callable[[], Any]] = [lambda p=p: board.vote(into, p, START) for p in people]
    at_once(app, [*jobs[:10], merge, *jobs[10:]])
    votes, rows = stored(into)
    assert votes == rows == 21, "twenty voters and whoever wrote the merged one"
