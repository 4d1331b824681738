"""Many requests in the same instant, on real connections."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import func, select

import workflow
from ideas.board.models import Follow, Idea, Vote
from ideas.kernel.db import db
from tests.builders import OFFICES, a_colleague, a_customer, an_idea
from tests.pages import Page, PageClient


def at_once(app: Any, sends: Sequence[Callable[[], Page]]) -> list[Page]:
    """Run all of them in the same instant, each in its own thread; their answers in order."""
    gate = Barrier(len(sends))

    def one(send: Callable[[], Page]) -> Page:
        with app.app_context():
            gate.wait(timeout=60)
            return send()

    db.session.commit()
    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(one, sends))


def browsers(app: Any, person: Any, number: int) -> list[tuple[PageClient, str]]:
    """That many windows of one person, each with its token at hand."""
    opened = [PageClient(app).sign_in(person) for _ in range(number)]
    return [(browser, browser.token()) for browser in opened]


def sends(opened: Sequence[tuple[PageClient, str]], address: str, **fields: str) -> list[Callable[[], Page]]:
    def to_send(browser: PageClient, token: str) -> Callable[[], Page]:
        data = {"csrf_token": token, **fields}
        return lambda: browser.send("POST", address, follow=False, data=data)

    return [to_send(*one) for one in opened]


def count(*conditions: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(*conditions)) or 0


def stored_votes(idea_id: int) -> int:
    db.session.rollback()
    return db.session.scalars(select(Idea.votes).where(Idea.id == idea_id)).one()


def test_fifty_votes_of_one_customer_in_the_same_instant_are_one_vote(app: Any) -> None:
    idea_id, marco = an_idea().id, a_customer("Marco Neri")
    marco_id = marco.id
    answers = at_once(app, sends(browsers(app, marco, 50), f"/ideas/{idea_id}/vote"))
    assert {answer.status for answer in answers} <= {200, 303}
    assert count(Vote.idea_id == idea_id, Vote.person_id == marco_id) == 1
    assert stored_votes(idea_id) == 1


def test_votes_of_many_customers_in_the_same_instant_are_all_counted(app: Any) -> None:
    idea_id = an_idea().id
    crowd = [browsers(app, a_customer(f"Cliente {n}"), 1)[0] for n in range(20)]
    answers = at_once(app, sends(crowd, f"/ideas/{idea_id}/vote"))
    assert {answer.status for answer in answers} <= {200, 303}
    assert count(Vote.idea_id == idea_id) == stored_votes(idea_id) == 20


def test_votes_and_withdrawals_in_the_same_instant_leave_the_count_right(app: Any) -> None:
    idea_id, marco = an_idea().id, a_customer("Marco Neri")
    opened = browsers(app, marco, 16)
    mixed = [
        *sends(opened[:8], f"/ideas/{idea_id}/vote"),
        *sends(opened[8:], f"/ideas/{idea_id}/vote/withdrawal"),
    ]
    answers = at_once(app, mixed)
    assert {answer.status for answer in answers} <= {200, 303}
    assert count(Vote.idea_id == idea_id) == stored_votes(idea_id)


def test_twenty_follows_in_the_same_instant_are_one_follow(app: Any) -> None:
    idea_id, marco = an_idea().id, a_customer("Marco Neri")
    marco_id = marco.id
    answers = at_once(app, sends(browsers(app, marco, 20), f"/ideas/{idea_id}/follow"))
    assert {answer.status for answer in answers} <= {200, 303}
    assert count(Follow.idea_id == idea_id, Follow.person_id == marco_id) == 1


def test_one_form_sent_ten_times_in_the_same_instant_makes_one_idea(app: Any) -> None:
    marco = a_customer("Marco Neri")
    marco_id = marco.id
    typed = {
        "category": "carte",
        "title": "Bloccare la carta per un’ora",
        "story": "Quando non la trovo vorrei bloccarla subito e riattivarla da solo.",
    }
    answers = at_once(app, sends(browsers(app, marco, 10), "/ideas/new", **typed))
    assert {answer.status for answer in answers} <= {200, 303, 409}, [a.text for a in answers]
    assert count(Idea.author_id == marco_id) == 1


def test_of_two_colleagues_at_once_one_moves_the_idea_and_the_other_reads_who(app: Any) -> None:
    idea = an_idea(stage="evaluation")
    idea_id, version = idea.id, case_of(idea.id).row_version
    pair = [a_colleague("pm", name=name) for name in ("Anna Prima", "Bruno Secondo")]
    (anna,), (bruno,) = (browsers(app, colleague, 1) for colleague in pair)
    work = f"/desk/ideas/{idea_id}/actions/"
    answers = at_once(
        app,
        [
            *sends([anna], work + "analyse", version=str(version), value="4", effort="3"),
            *sends([bruno], work + "ask", version=str(version), question="Ti serve anche di notte?"),
        ],
    )
    assert sorted(answer.status for answer in answers) == [303, 409], [a.text for a in answers]
    winner, loser = (0, 1) if answers[0].status == 303 else (1, 0)
    assert case_of(idea_id).stage == ("analysis", "needs_info")[winner]
    assert ("Anna Prima", "Bruno Secondo")[winner] in answers[loser].text


def test_four_verdicts_in_the_same_instant_all_count_and_join_once(app: Any) -> None:
    idea = an_idea(stage="signoff")
    idea_id = idea.id
    work = f"/desk/ideas/{idea_id}/verdicts/"
    votes = [
        sends(browsers(app, a_colleague(office, name=f"Ufficio {office}"), 1), work + office, verdict="ok")[0]
        for office in OFFICES
    ]
    answers = at_once(app, votes)
    assert [answer.status for answer in answers] == [303] * 4, [a.text for a in answers]
    case = case_of(idea_id)
    assert case.stage == "planned"
    assert sorted(s.slot for s in case.steps if s.outcome == "ok") == sorted(OFFICES)
    moves = [event for event in workflow.history(db.session, case.id) if event.to_stage == "planned"]
    assert len(moves) == 1
    assert workflow.verify(db.session, case.id) is None


def test_of_two_colleagues_at_once_one_takes_the_idea_on(app: Any) -> None:
    idea_id = an_idea(stage="evaluation").id
    pair = [a_colleague("pm", name=name) for name in ("Anna Prima", "Bruno Secondo")]
    opened = [browsers(app, colleague, 1)[0] for colleague in pair]
    answers = at_once(app, sends(opened, f"/desk/ideas/{idea_id}/assignments", slot=""))
    assert sorted(answer.status for answer in answers) == [303, 409], [a.text for a in answers]


def case_of(idea_id: int) -> Any:
    db.session.rollback()
    case = workflow.case_for(db.session, idea_id)
    assert case is not None
    return case
