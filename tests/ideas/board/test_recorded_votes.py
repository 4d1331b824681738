"""Votes recorded for others, marked and never doubled; counts hidden in the first days; when votes are taken."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ideas.accounts import commands as accounts
from ideas.board import commands as board
from ideas.board.errors import AlreadyVoted, VotingClosed
from ideas.board.models import Idea, ProxyVote, Vote
from ideas.board.policy import voting_open
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.process import running
from tests.builders import PASSWORD, a_colleague, a_customer, act, an_idea, noise


@pytest.fixture
def idea(app: Any) -> Idea:
    noise()
    return an_idea()


def counts(idea: Idea) -> tuple[int, int]:
    db.session.rollback()
    found = db.session.get_one(Idea, idea.id, populate_existing=True)
    return found.votes, found.proxy_votes


def record(idea: Idea, customer: str, channel: str = "branch") -> None:
    with act():
        board.record_vote(idea.id, customer, channel, a_colleague("care").id, clock.now())


def test_a_colleague_records_a_vote_and_everybody_sees_that_it_was_recorded(
    idea: Idea, signed_in: Any, client: Any
) -> None:
    care = signed_in(a_colleague("care"))
    path = f"/desk/ideas/{idea.id}/votes"
    page = care.get(path).submit(path, customer="0012345678", channel="phone")
    assert "Il voto è contato." in page.text and counts(idea) == (1, 1)
    assert "Dei voti: 1 raccolti in filiale o al telefono." in client.get(f"/ideas/{idea.id}").text
    again = care.get(path).submit(path, customer=" 0012345678 ", channel="branch")
    assert again.status == 409 and "Questo voto è già contato" in again.text and counts(idea) == (1, 1)
    kept = db.session.scalars(select(ProxyVote)).one()
    assert "0012345678" not in f"{kept.mark}{kept.channel}"


def test_only_colleagues_who_meet_customers_record_votes(idea: Idea, signed_in: Any) -> None:
    path = f"/desk/ideas/{idea.id}/votes"
    for person in (a_customer("Marco Neri"), a_colleague("legal")):
        assert signed_in(person).post(path, {"customer": "0012345678", "channel": "phone"}).status == 403
    assert counts(idea) == (0, 0)


def test_who_has_an_account_votes_once_wherever_they_vote(idea: Idea) -> None:
    marco = a_customer("Marco Neri", "marco@posta.example")
    record(idea, "Marco@Posta.example")
    with act():
        assert not board.vote(idea.id, marco.id, clock.now())
    assert counts(idea) == (1, 1)
    with pytest.raises(AlreadyVoted):
        record(idea, "marco@posta.example", "phone")
    with act():
        assert board.withdraw_vote(idea.id, marco.id)
    assert counts(idea) == (0, 0)


def test_who_voted_in_a_branch_and_signs_up_later_does_not_vote_twice(idea: Idea) -> None:
    record(idea, "anna@posta.example")
    with act():
        anna = accounts.sign_up("Anna Verdi", "anna@posta.example", PASSWORD + " lunga", "it", clock.now())
    assert anna is not None
    for again in (lambda: board.vote(idea.id, anna.id, clock.now()), lambda: record(idea, "anna@posta.example")):
        with pytest.raises(AlreadyVoted), act():
            again()
    assert counts(idea) == (1, 1)


def test_recorded_votes_go_along_when_ideas_are_merged_and_are_counted_again(idea: Idea) -> None:
    into = an_idea("Quella che resta", author=a_customer("Ada Primi"))
    a_customer("Marco Neri", "marco@posta.example")
    for customer in ("0012345678", "marco@posta.example"):
        record(idea, customer)
    record(into, "0012345678")
    with act():
        board.merge_into(idea.id, into.id, clock.now())
    assert counts(into) == (3, 2), "one customer twice, one with an account, and whoever wrote the merged one"
    assert {row.channel for row in db.session.scalars(select(Vote).where(Vote.channel != ""))} == {"branch"}
    with act():
        assert board.recount().votes == 0
        db.session.get_one(Idea, into.id).proxy_votes = 7
    with act():
        assert board.recount().votes == 1
    assert counts(into) == (3, 2)


def test_counts_are_hidden_in_the_first_days_until_one_has_voted(
    app: Any, idea: Idea, signed_in: Any, client: Any, travel: Any
) -> None:
    app.config["HIDE_VOTES_DAYS"] = 3
    anna = a_customer("Anna Verdi")
    with act():
        board.vote(idea.id, anna.id, clock.now())
    path, word = f"/ideas/{idea.id}-{idea.slug}", "vedi quanti hanno votato dopo il tuo voto"
    marco = signed_in(a_customer("Marco Neri"))
    for browser in (client, marco):
        assert word in browser.get(path).text
        assert not [e for e in browser.get("/ideas?sort=new").all("span", class_="vote__count") if e.text == "1"]
    assert word not in signed_in(anna).get(path).text
    voted = marco.get(path).submit(f"/ideas/{idea.id}/vote")
    assert word not in voted.text and voted.all("span", class_="vote__count")[0].text == "2"
    travel.shift(timedelta(days=3))
    assert word not in client.get(path).text


@pytest.mark.parametrize(
    ("status", "taken"),
    [("received", True), ("evaluation", True), ("development", True), ("waiting", True), ("not_now", True),
     ("declined", False), ("done", False), ("merged", False), ("withdrawn", False), ("private", False)],
)  # fmt: skip
def test_the_definition_says_which_statuses_take_votes(app: Any, status: str, taken: bool) -> None:
    assert voting_open(running(), status) is taken


def test_a_refused_idea_takes_no_votes_while_it_may_still_be_appealed(app: Any) -> None:
    idea = an_idea()
    with act():
        board.set_status(idea.id, stage="refused", status="declined", at=clock.now())
    with pytest.raises(VotingClosed), act():
        board.vote(idea.id, a_customer("Marco Neri").id, clock.now())
