"""Warnings, delays and broken promises: who is told, what they read."""

from datetime import timedelta

import pytest
from sqlalchemy import select

import workflow
from ideas.board.models import Update
from ideas.evaluation import commands, jobs, queries
from ideas.evaluation.queries.worklist import Filters
from ideas.kernel import clock
from ideas.notifications.models import Notification
from ideas.notifications.queries.inbox import inbox
from tests.builders import a_colleague, a_customer, act, an_idea, give_verdict, move, noise


@pytest.fixture(autouse=True)
def _(app):
    pass


def watch():
    with act():
        return commands.watch()


def told(person):
    return [item.headline for group in inbox(person.id, None).page.rows for item in group.items]


def test_while_nobody_took_it_on_the_whole_desk_hears_that_it_is_due_soon(travel):
    one, other = a_colleague("pm"), a_colleague("pm")
    an_idea(stage="evaluation")
    travel.shift(timedelta(days=5))
    watch()
    assert told(one) == told(other) == ["Valutazione del product manager: scade lunedì 19 ottobre"]
    assert watch() == 0


def test_who_took_it_on_hears_alone(travel):
    mine, other = a_colleague("pm"), a_colleague("pm")
    idea = an_idea(stage="evaluation")
    with act():
        commands.claim(idea.id, "", mine, clock.now())
    travel.shift(timedelta(days=5))
    watch()
    assert len(told(mine)) == 1
    assert told(other) == []


def test_overdue_work_is_told_to_the_role_above_and_stands_in_its_queue(travel, signed_in):
    moderator, pm = a_colleague("moderator"), a_colleague("pm")
    idea = an_idea("Da troppo tempo qui")
    travel.shift(timedelta(days=3))
    watch()
    assert told(moderator) == ["Smistamento: in ritardo da mercoledì 14 ottobre"]
    assert told(pm) == ["Smistamento: in ritardo da mercoledì 14 ottobre, sul tavolo di Moderazione"]
    (row,) = queries.worklist(pm, Filters(), clock.now()).rows
    assert (row.title, row.escalated, row.claimable) == (idea.title, True, False)
    page = signed_in(moderator).get(f"/desk/ideas/{idea.id}")
    assert "È in ritardo: lo sa anche Product manager." in page.text
    assert "In ritardo: segnalata a chi è sopra" in page.text
    assert f"/desk/ideas/{idea.id}" in signed_in(pm).get("/me/notifications").links


def test_the_author_is_reminded_of_the_question(travel, signed_in):
    author = a_customer()
    idea = an_idea(author=author)
    move(idea, "ask", a_colleague("moderator"), question="Ti basta il nome?")
    travel.shift(timedelta(days=18))
    watch()
    assert told(author)[0] == "Aspettiamo ancora la tua risposta: hai tempo fino a lunedì 2 novembre"
    assert f"/ideas/{idea.id}-{idea.slug}" in "".join(signed_in(author).get("/me/notifications").links)


def test_a_missed_promise_is_a_public_apology_told_to_the_author(session, travel, client):
    author = a_customer()
    idea = an_idea(author=author, stage="signoff")
    travel.shift(timedelta(days=45))
    jobs.run_due()
    assert "La data che ti avevamo promesso è passata: ci scusiamo" in told(author)
    said = session.scalars(select(Update).where(Update.idea_id == idea.id, Update.action == workflow.MISSED)).all()
    assert len(said) == 1
    assert "ci scusiamo" in client.get(f"/ideas/{idea.id}-{idea.slug}").text
    jobs.run_due()
    assert told(author).count("La data che ti avevamo promesso è passata: ci scusiamo") == 1


def test_a_move_that_comes_after_the_promised_day_and_before_the_clock_says_sorry_too(session, travel):
    idea = an_idea(stage="evaluation")
    travel.shift(timedelta(days=45))
    move(idea, "decline", a_colleague("pm"), reason_code="costs_too_much", reason="Costa troppo.")
    (said,) = session.scalars(select(Update.text).where(Update.idea_id == idea.id, Update.action == "decline"))
    assert said.startswith("La data che ti avevamo promesso è passata: ci scusiamo") and "Costa troppo." in said
    watch()
    assert not session.scalars(select(Update).where(Update.action == workflow.MISSED)).all()


def test_nobody_is_written_a_mail_about_work(session, travel):
    a_colleague("pm")
    an_idea(stage="evaluation")
    travel.shift(timedelta(days=30))
    watch()
    assert session.scalars(select(Notification.kind).where(Notification.step_id.is_not(None))).all()


def test_each_office_is_reminded_and_then_late_until_it_has_spoken(travel):
    legal, care = a_colleague("legal"), a_colleague("care")
    idea = an_idea(stage="signoff")
    give_verdict(idea, "care")
    travel.shift(timedelta(days=6))
    watch()
    assert told(legal) == ["Pareri: scade lunedì 19 ottobre"]
    travel.shift(timedelta(days=3))
    watch()
    assert told(legal)[0] == "Pareri: in ritardo da lunedì 19 ottobre"
    assert told(care) == []


def test_an_open_condition_stands_in_the_queue_of_its_office_until_it_is_met(signed_in):
    legal, care = a_colleague("legal"), a_colleague("care")
    noise()
    idea = an_idea("Con una condizione", stage="signoff")
    give_verdict(idea, "legal", "ok_if", "Serve l’informativa.")
    (condition,) = queries.worklist(legal, Filters(show="conditions"), clock.now()).conditions
    assert (condition.title, condition.text, condition.office) == (idea.title, "Serve l’informativa.", "Legale")
    assert queries.counts(legal, clock.now()).conditions == 1
    assert queries.counts(care, clock.now()).conditions == 0
    page = signed_in(legal).get("/desk?show=conditions")
    assert f"/desk/ideas/{idea.id}/conditions/{condition.id}" in page.links
    with act():
        commands.close_obligation(idea.id, condition.id, "C’è.", legal, clock.now())
    assert queries.counts(legal, clock.now()).conditions == 0


def test_the_author_asks_to_think_again_from_the_ideas_page_and_management_has_it(signed_in):
    author, boss = a_customer(), a_colleague("executive")
    idea = an_idea(author=author, stage="evaluation")
    move(idea, "decline", a_colleague("pm"), reason_code="costs_too_much", reason="Costa troppo.")
    assert idea.status == "declined"
    browser = signed_in(author)
    page = browser.get(f"/ideas/{idea.id}-{idea.slug}")
    address = f"/ideas/{idea.id}/actions/appeal"
    assert page.links[address] == "Chiedi di ripensarci"
    browser.get(address).submit(address, appeal="Ce l’hanno già tre banche.")
    assert (idea.stage, idea.status) == ("review", "evaluation")
    assert told(author)[0] == "Un’altra persona riguarda la tua idea"
    (row,) = queries.worklist(boss, Filters(), clock.now()).rows
    assert (row.title, row.stage) == (idea.title, "review")


def test_a_no_is_not_something_we_wait_for(travel):
    author, pm = a_customer(), a_colleague("pm")
    idea = an_idea(author=author, stage="evaluation")
    move(idea, "decline", pm, reason_code="costs_too_much", reason="Costa troppo.")
    assert queries.worklist(pm, Filters(show="waiting"), clock.now()).rows == []
    assert queries.counts(pm, clock.now()).waiting == 0
    seen = len(told(author))
    travel.shift(timedelta(days=35))
    watch()
    assert len(told(author)) == seen
