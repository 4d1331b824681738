"""Coming out at the right moment."""

from datetime import timedelta

from sqlalchemy import func, select

from ideas.announcements import commands, jobs
from ideas.announcements.models import Announcement
from ideas.board import commands as board
from ideas.board.models import Update
from ideas.evaluation import commands as evaluation
from ideas.kernel import clock, outbox
from ideas.kernel.db import db
from ideas.notifications.models import Notification
from tests.builders import a_colleague, a_customer, act, an_idea, step
from tests.ideas.announcements.test_commands import WORDS, approved, the_announcement


def scheduled(title="Bonifici istantanei dall’app", after=timedelta(hours=2), fans=()):
    idea = an_idea(title, author=a_customer("Giulia Rossi", email=None), stage="uat")
    with act():
        for fan in fans:
            board.follow(idea.id, fan.id, clock.now())
    step(idea)
    writer, approver = (
        a_colleague("communications", name="Marta Conti"),
        a_colleague("communications", name="Andrea Pini"),
    )
    approved(the_announcement(), writer, approver, clock.now() + after)
    return idea, approver


def test_it_comes_out_at_its_moment_and_not_before(app, travel):
    idea, approver = scheduled()
    travel.shift(timedelta(minutes=119))
    assert jobs.publish_due() == 0 and idea.stage == "released"
    travel.shift(timedelta(minutes=2))
    assert jobs.publish_due() == 1
    found = the_announcement()
    assert found.state == "published" and found.published_at >= found.publish_at
    db.session.expire_all()
    assert (idea.stage, idea.status) == ("announced", "done")
    update = db.session.scalars(select(Update).where(Update.action == "announce")).one()
    assert (update.text, update.by_id) == (WORDS["text"], approver.id)


def test_running_twice_publishes_once(app, travel):
    scheduled()
    travel.shift(timedelta(hours=3))
    assert [jobs.publish_due(), jobs.publish_due()] == [1, 0]
    assert db.session.scalar(select(func.count()).where(Update.action == "announce")) == 1


def test_author_and_followers_are_told_with_the_announcement(app, travel):
    fan = a_customer("Ada Blu")
    idea, approver = scheduled(fans=[fan])
    travel.shift(timedelta(hours=3))
    outbox.deliver_due()
    jobs.publish_due()
    outbox.deliver_due()
    update_id = db.session.scalar(select(Update.id).where(Update.action == "announce"))
    told = db.session.scalars(select(Notification.person_id).where(Notification.update_id == update_id)).all()
    assert sorted(told) == sorted([fan.id, idea.author_id])


def test_one_that_cannot_come_out_does_not_hold_up_the_others(app, travel):
    idea, _approver = scheduled()
    first = the_announcement()
    with act():
        colleague = a_colleague("communications")
        evaluation.announce(idea.id, colleague.id, "Uscita per un’altra strada.", clock.now())
    second_idea = an_idea("Carta in pausa", stage="released")
    second = db.session.scalars(select(Announcement).where(Announcement.idea_id == second_idea.id)).one()
    writer, approver = a_colleague("communications"), a_colleague("communications")
    with act():
        commands.submit(
            second.id, **WORDS, publish_at=clock.now() + timedelta(hours=1), person_id=writer.id, expected_version=None,
            at=clock.now(),
        )  # fmt: skip
        commands.approve(second.id, person_id=approver.id, publish_at=None, expected_version=None, at=clock.now())
    travel.shift(timedelta(hours=3))
    assert jobs.publish_due() == 1
    db.session.expire_all()
    assert (first.state, second.state) == ("scheduled", "published")
