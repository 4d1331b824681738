"""Proposing, following, commenting, moving, merging, recounting."""

from typing import Any

import pytest
from sqlalchemy import func, select, update

from ideas.board import commands as board
from ideas.board.errors import CommentsClosed, IdeaMissing, NotMergeable
from ideas.board.models import Category, Comment, Follow, Idea, IdeaTerms, Tally, Vote
from ideas.board.policy import Proposal, rank
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_category, a_colleague, a_customer, act, an_idea, noise


def count(table: Any, **where: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(table).filter_by(**where)) or 0


def tally(status: str, category: Category | None) -> int:
    row = db.session.get(Tally, (status, category.id if category else 0))
    return row.ideas if row else 0


def set_status(idea: Idea, stage: str, status: str) -> None:
    with act():
        board.set_status(idea.id, stage=stage, status=status, at=clock.now())


def test_a_proposal_starts_the_process_and_is_followed_by_its_author(app: Any, at: Any) -> None:
    giulia = a_customer("Giulia Maria Rossi")
    idea = an_idea("Bloccare la carta", author=giulia)
    assert (idea.stage, idea.status, idea.slug) == ("triage", "received", "bloccare-la-carta")
    assert (idea.author_name, idea.votes, idea.score) == ("Giulia R.", 0, rank(0, idea.created_at))
    assert count(Follow, idea_id=idea.id, person_id=giulia.id) == 1
    assert tally("received", a_category("carte")) == 1
    terms = db.session.get_one(IdeaTerms, idea.id)
    assert terms.title == "blocc cart"


def test_the_same_form_sent_twice_makes_one_idea(app: Any) -> None:
    giulia, marco = a_customer(), a_customer("Marco Verdi")
    sent = Proposal("Bloccare la carta", "Una storia lunga abbastanza.", None, token="un-modulo-soltanto-suo")
    with act():
        first = board.submit_form(giulia.id, sent, clock.now())
        again = board.submit_form(giulia.id, sent, clock.now())
        other = board.submit_form(marco.id, sent, clock.now())
    assert first.id == again.id != other.id
    assert count(Idea) == 2 and tally("received", None) == 2


def test_following_twice_is_following_once(app: Any) -> None:
    noise()
    idea, marco = an_idea(), a_customer("Marco Verdi")
    with act():
        assert board.follow(idea.id, marco.id, clock.now())
        assert not board.follow(idea.id, marco.id, clock.now())
    with act():
        assert board.unfollow(idea.id, marco.id)
        assert not board.unfollow(idea.id, marco.id)
    assert count(Follow, idea_id=idea.id) == 1


def test_comments_are_counted_and_the_bank_s_are_official(app: Any) -> None:
    noise()
    idea = an_idea()
    with act():
        said = board.add_comment(idea_id=idea.id, person=a_customer("Marco Verdi"), text="Anche io.", at=clock.now())
        answer = board.add_comment(idea_id=idea.id, person=a_colleague("pm"), text="Grazie.", at=clock.now())
    assert (said.author_name, said.official) == ("Marco V.", False)
    assert (answer.author_name, answer.official) == ("Paola Bianchi", True)
    assert idea.comments == count(Comment, idea_id=idea.id) == 2


def test_nobody_comments_where_the_idea_has_moved_elsewhere(app: Any) -> None:
    merged, private = an_idea(), an_idea("Un reclamo")
    set_status(merged, "merged", "merged")
    set_status(private, "complaint", "private")
    marco = a_customer("Marco Verdi")
    with pytest.raises(CommentsClosed):
        board.add_comment(idea_id=merged.id, person=marco, text="Anche io.", at=clock.now())
    for refused in (
        lambda: board.add_comment(idea_id=private.id, person=marco, text="Anche io.", at=clock.now()),
        lambda: board.vote(private.id, marco.id, clock.now()),
        lambda: board.follow(private.id, marco.id, clock.now()),
    ):
        with pytest.raises(IdeaMissing):
            refused()


def test_a_move_is_counted_only_when_customers_see_it(app: Any, travel: Any) -> None:
    noise()
    idea, area = an_idea(), a_category("carte")
    before = tally("received", area)
    set_status(idea, "evaluation", "evaluation")
    assert (tally("received", area), tally("evaluation", area)) == (before - 1, 1)
    seen = idea.moved_at
    travel.shift(3600)
    set_status(idea, "signoff", "evaluation")
    assert (idea.stage, idea.moved_at, tally("evaluation", area)) == ("signoff", seen, 1)


def test_the_promised_day_is_kept(app: Any) -> None:
    idea = an_idea()
    with act():
        board.set_status(idea.id, stage="development", status="development", at=clock.now(), promised_on="2027-01-29")
    assert idea.promised_on is not None and idea.promised_on.isoformat() == "2027-01-29"
    set_status(idea, "uat", "development")
    assert idea.promised_on.isoformat() == "2027-01-29"


def test_merging_moves_votes_and_followers_each_once(app: Any) -> None:
    noise()
    idea, into = an_idea("Quella doppia", author=a_customer("Ada Primi")), an_idea("Quella che resta")
    both, one = a_customer("Berto Due"), a_customer("Carla Tre")
    with act():
        for person in (both, one):
            board.vote(idea.id, person.id, clock.now())
            board.follow(idea.id, person.id, clock.now())
        board.vote(into.id, both.id, clock.now())
        board.vote(idea.id, into.author_id or 0, clock.now())
        db.session.execute(update(Idea).where(Idea.id == idea.id).values(votes=Idea.votes + 40, imported_votes=40))
    with act():
        board.merge_into(idea.id, into.id, clock.now())
    voters = set(db.session.scalars(select(Vote.person_id).where(Vote.idea_id == into.id)))
    assert voters == {both.id, one.id, idea.author_id}, "everybody once, nobody for their own"
    assert (into.votes, into.imported_votes, into.score) == (43, 40, rank(43, into.created_at))
    assert (idea.votes, idea.merged_into_id) == (0, into.id)
    assert count(Follow, idea_id=into.id) == 4 and count(Follow, idea_id=idea.id) == 0


def test_what_was_merged_before_follows_the_chain(app: Any) -> None:
    first, second, third = an_idea("Prima"), an_idea("Seconda"), an_idea("Terza")
    with act():
        board.merge_into(first.id, second.id, clock.now())
        board.merge_into(second.id, third.id, clock.now())
    assert first.merged_into_id == third.id


def test_an_idea_is_not_merged_into_itself_a_merged_or_a_private_one(app: Any) -> None:
    idea, merged, private = an_idea(), an_idea("Già unita"), an_idea("Un reclamo")
    set_status(merged, "merged", "merged")
    set_status(private, "complaint", "private")
    for target in (idea, merged, private):
        with pytest.raises(NotMergeable) as refused:
            board.merge_into(idea.id, target.id, clock.now())
        assert "into" in refused.value.fields


def test_recounting_mends_what_differs_and_says_how_much(app: Any) -> None:
    noise()
    idea = an_idea()
    with act():
        board.vote(idea.id, a_customer("Marco Verdi").id, clock.now())
    assert board.recount().wrong == 0
    with act():
        db.session.execute(update(Idea).where(Idea.id == idea.id).values(votes=9, comments=7, score=0))
        db.session.execute(update(Tally).values(ideas=50))
    with act():
        found = board.recount()
    assert (found.votes, found.comments, found.tally) == (1, 1, 1)
    assert (idea.votes, idea.comments, idea.score) == (1, 0, rank(1, idea.created_at))
    assert tally("received", a_category("carte")) == 2 and board.recount().wrong == 0
