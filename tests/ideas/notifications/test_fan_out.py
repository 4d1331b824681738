"""Telling the many: everybody once, whatever breaks on the way."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update

from ideas.accounts.models import Person
from ideas.board import commands as board
from ideas.board.models import Follow, Idea, Update, Vote
from ideas.kernel import clock, outbox
from ideas.kernel.db import db
from ideas.kernel.outbox import Message
from ideas.notifications import commands
from ideas.notifications.commands import spread
from ideas.notifications.commands.tell import tell
from ideas.notifications.models import UPDATE, Notification
from tests.builders import a_colleague, a_customer, act, an_idea, give_verdict, move, noise, step


def crowd(count):
    """Many customers without mails to send, so that only the telling counts."""
    rows = [
        {
            "name": f"Cliente {n}", "email": f"c{n}@test.example", "kind": "customer", "password_hash": "x",
            "stamp": f"s{n}", "created_at": clock.now(), "language": "it", "mails": n % 3 == 0, "unread": 0,
        }
        for n in range(count)
    ]  # fmt: skip
    with act():
        return list(db.session.scalars(insert(Person).returning(Person.id), rows))


def vote(idea, ids):
    with act():
        db.session.execute(insert(Vote), [{"idea_id": idea.id, "person_id": i, "at": clock.now()} for i in ids])


def told():
    """Person -> how often, about updates."""
    rows = db.session.execute(
        select(Notification.person_id, func.count()).where(Notification.kind == UPDATE).group_by(Notification.person_id)
    )
    return dict(rows.all())


def unread():
    return dict(db.session.execute(select(Person.id, Person.unread).where(Person.unread > 0)).all())


def fan_outs():
    return db.session.scalars(select(Message).where(Message.kind == "fan_out")).all()


@pytest.fixture
def three_hundred(app):
    """A planned idea with 300 voters, some of whom also follow it."""
    noise()
    idea = an_idea(stage="signoff")
    ids = crowd(300)
    vote(idea, ids)
    with act():
        db.session.execute(insert(Follow), [{"idea_id": idea.id, "person_id": i, "at": clock.now()} for i in ids[:50]])
        db.session.execute(update(Person).values(unread=0))
        for message in db.session.scalars(select(Message)):
            message.delivered_at = clock.now()
        for row in db.session.scalars(select(Notification)):
            db.session.delete(row)
    return idea, ids


def test_one_message_reaches_three_hundred_voters_once_each(three_hundred):
    idea, ids = three_hundred
    step(idea)
    assert told() == {idea.author_id: 1}, "the request tells the author alone"
    (message,) = [one for one in fan_outs() if one.delivered_at is None]
    outbox.deliver_due(limit=1_000)
    assert told() == dict.fromkeys([*ids, idea.author_id], 1)
    assert unread() == dict.fromkeys([*ids, idea.author_id], 1)
    mails = db.session.scalar(select(func.count()).where(Message.kind == "mail", Message.key.startswith("update:")))
    assert mails >= 100 + 1
    assert db.session.get(Message, message.id).attempts == 1


def test_a_crash_in_the_middle_and_a_second_run_still_tell_each_once(three_hundred, monkeypatch, travel):
    idea, ids = three_hundred
    step(idea)
    batches = iter((False, True))

    def breaks_in_the_second_batch(*arguments, **named):
        new = tell(*arguments, **named)
        if next(batches, False):
            raise RuntimeError("the machine stops")
        return new

    monkeypatch.setattr(spread, "tell", breaks_in_the_second_batch)
    outbox.deliver_due()
    reached = told()
    assert 100 < len(reached) <= 201, "the first batch stays, the second is undone"
    travel.shift(timedelta(minutes=1))
    outbox.deliver_due(limit=1_000)
    assert told() == dict.fromkeys([*ids, idea.author_id], 1)
    assert unread() == dict.fromkeys([*ids, idea.author_id], 1)


def test_the_same_fact_is_told_to_the_same_person_once_for_ever(app):
    idea, person = an_idea(), a_customer()
    fact = commands.Told("comment", idea.id, clock.now(), comment_id=None)
    with act():
        assert commands.tell(fact, [person.id], mail=False) == [person.id]
        assert commands.tell(fact, [person.id], mail=False) == []
    assert db.session.get(Person, person.id).unread == 1


def test_followers_voters_and_staff_are_told_but_not_whoever_acted(app):
    idea = an_idea(stage="analysis")
    outbox.deliver_due()
    fan, voter, moderator, acting = (
        a_customer("Fan"), a_customer("Vota"), a_colleague("moderator"), a_colleague("moderator", "analyst"),
    )  # fmt: skip
    with act():
        board.follow(idea.id, fan.id, clock.now())
        board.follow(idea.id, acting.id, clock.now())
        board.vote(idea.id, voter.id, clock.now())
        board.publish_update(
            idea.id, seq=99, at=clock.now(), by_id=acting.id, action="note", status_from="analysis",
            status_to="analysis", text="Una nota per chi ci lavora.", written=True, audience=("followers", "moderator"),
        )  # fmt: skip
    outbox.deliver_due()
    assert {fan.id, moderator.id} <= set(told()) and voter.id not in told()
    assert acting.id not in told()


def test_an_office_that_says_no_is_not_told_to_customers(app):
    idea = an_idea(stage="signoff")
    outbox.deliver_due()
    before = told()
    for office, verdict in (("legal", "no"), ("compliance", "ok"), ("security", "ok"), ("care", "ok")):
        give_verdict(idea, office, verdict, "Manca la base giuridica per farlo così.")
    outbox.deliver_due()
    assert idea.stage == "analysis" and told() == before


def test_whoever_voted_for_a_merged_idea_is_told_before_the_vote_moves(app):
    target, idea = an_idea("Bloccare la carta per un’ora"), an_idea("Mettere la carta in pausa")
    voter = a_customer("Vota Pausa")
    with act():
        board.vote(idea.id, voter.id, clock.now())
    move(idea, "merge", a_colleague("moderator"), into=str(target.id))
    outbox.deliver_due()
    update_id = db.session.scalar(select(Update.id).where(Update.idea_id == idea.id))
    rows = db.session.scalars(select(Notification.person_id).where(Notification.update_id == update_id))
    assert sorted(rows) == sorted([idea.author_id, voter.id])
    assert db.session.get(Vote, {"idea_id": target.id, "person_id": voter.id}) is not None
    assert db.session.get(Idea, idea.id).merged_into_id == target.id


def test_whoever_wants_no_mails_is_told_in_the_product_only(app, post):
    idea = an_idea(stage="evaluation")
    quiet, loud = a_customer("Zitta", mails=False), a_customer("Sonora")
    with act():
        board.follow(idea.id, quiet.id, clock.now())
        board.follow(idea.id, loud.id, clock.now())
    step(idea)
    outbox.deliver_due()
    outbox.deliver_due()
    assert {quiet.id, loud.id} <= set(told())
    assert post.to(loud.email) and not post.to(quiet.email)


def test_mails_switched_off_after_the_promise_are_not_sent(app, post):
    author = a_customer()
    an_idea(author=author)
    with act():
        author.mails = False
    outbox.deliver_due()
    assert post.messages == []
