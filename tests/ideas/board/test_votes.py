"""Votes count once, whoever presses and however often."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from ideas.accounts.models import Person
from ideas.board import commands as board
from ideas.board.errors import IdeaMissing, OwnIdea, VotingClosed
from ideas.board.models import Idea, Vote
from ideas.board.policy import rank
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_customer, act, an_idea, noise


def stored_votes(idea: Idea) -> int:
    return db.session.scalar(select(func.count()).select_from(Vote).where(Vote.idea_id == idea.id)) or 0


@pytest.fixture
def idea(app: Any) -> Idea:
    noise()
    return an_idea()


def test_a_vote_counts_and_raises_the_rank(idea: Idea) -> None:
    before = idea.score
    with act():
        assert board.vote(idea.id, a_customer("Marco Verdi").id, clock.now())
        board.vote(idea.id, a_customer("Anna Neri").id, clock.now())
    assert (idea.votes, stored_votes(idea)) == (2, 2)
    assert idea.score == rank(2, idea.created_at) > before


def test_voting_twice_is_one_vote(idea: Idea) -> None:
    marco = a_customer("Marco Verdi")
    with act():
        assert board.vote(idea.id, marco.id, clock.now())
        assert not board.vote(idea.id, marco.id, clock.now())
    assert (idea.votes, stored_votes(idea)) == (1, 1)


def test_a_vote_taken_back_counts_no_more(idea: Idea) -> None:
    marco = a_customer("Marco Verdi")
    with act():
        board.vote(idea.id, marco.id, clock.now())
    with act():
        assert board.withdraw_vote(idea.id, marco.id)
        assert not board.withdraw_vote(idea.id, marco.id)
    assert (idea.votes, stored_votes(idea), idea.score) == (0, 0, rank(0, idea.created_at))


def test_nobody_votes_for_an_idea_of_their_own(idea: Idea) -> None:
    with pytest.raises(OwnIdea):
        board.vote(idea.id, idea.author_id or 0, clock.now())


@pytest.mark.parametrize("stage", ["released"])
def test_a_built_idea_takes_no_more_votes(app: Any, stage: str) -> None:
    built = an_idea(stage=stage)
    with pytest.raises(VotingClosed):
        board.vote(built.id, a_customer("Marco Verdi").id, clock.now())


@pytest.mark.parametrize("number", [0, -1, 999_999, 2**31, 2**63, 10**30])
def test_an_unknown_number_is_no_idea(app: Any, number: int) -> None:
    with pytest.raises(IdeaMissing):
        board.vote(number, a_customer().id, clock.now())


def test_ten_times_the_votes_weigh_as_much_as_a_fortnight(app: Any, at: Any) -> None:
    assert rank(100, at) == pytest.approx(rank(10, at + timedelta(days=14)))
    assert rank(0, at) == rank(1, at)


def test_the_button_votes_takes_back_and_returns_to_its_page(idea: Idea, signed_in: Any) -> None:
    marco = signed_in(a_customer("Marco Verdi"))
    page = marco.get("/ideas?sort=new").submit(f"/ideas/{idea.id}/vote", follow=False)
    assert (page.status, page.headers["Location"]) == (303, f"/ideas?sort=new#vote-{idea.id}")
    page = marco.get(f"/ideas/{idea.id}").submit(f"/ideas/{idea.id}/vote/withdrawal")
    assert page.path == f"/ideas/{idea.id}-{idea.slug}" and stored_votes(idea) == 0


def test_pressing_again_is_no_error(idea: Idea, signed_in: Any) -> None:
    marco = signed_in(a_customer("Marco Verdi"))
    for _time in range(2):
        assert marco.post(f"/ideas/{idea.id}/vote", follow=False).status == 303
    assert stored_votes(idea) == 1


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"])
def test_nobody_is_sent_to_another_site(idea: Idea, signed_in: Any, elsewhere: str) -> None:
    marco = signed_in(a_customer("Marco Verdi"))
    page = marco.post(f"/ideas/{idea.id}/vote", {"next": elsewhere}, follow=False)
    assert page.headers["Location"] == f"/ideas/{idea.id}-{idea.slug}#vote-{idea.id}"


@pytest.mark.parametrize(
    ("size", "shown"), [("vote--lg", "vote vote--lg"), ("", "vote"), ("button", "btn btn--secondary")]
)
def test_htmx_gets_the_button_alone(idea: Idea, signed_in: Any, size: str, shown: str) -> None:
    marco = signed_in(a_customer("Marco Verdi"))
    page = marco.post(f"/ideas/{idea.id}/vote", {"size": size}, headers={"HX-Request": "true"})
    assert "<html" not in page.source and f'id="vote-{idea.id}"' in page.source
    (button,) = page.all("button")
    assert (button.get("class"), button.get("aria-pressed")) == (shown, "true")


def test_who_is_not_signed_in_is_asked_to(idea: Idea, client: Any) -> None:
    assert client.post(f"/ideas/{idea.id}/vote").path.startswith("/sign-in?next=")
    assert stored_votes(idea) == 0


def test_a_refused_vote_says_why(idea: Idea, signed_in: Any) -> None:
    page = signed_in(db.session.get(Person, idea.author_id)).post(f"/ideas/{idea.id}/vote")
    assert page.status == 403 and "Questa idea è tua" in page.text
    built = an_idea(stage="released")
    page = signed_in(a_customer("Marco Verdi")).post(f"/ideas/{built.id}/vote")
    assert page.status == 409 and "Non si vota più" in page.text


def test_a_vote_without_token_is_refused(idea: Idea, signed_in: Any) -> None:
    marco = signed_in(a_customer("Marco Verdi"))
    assert marco.post(f"/ideas/{idea.id}/vote", token=False).status == 400
    assert stored_votes(idea) == 0
