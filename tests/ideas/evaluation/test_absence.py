"""Being away: a colleague sees the work, acts in one's place, and everybody can read that."""

from datetime import timedelta

import pytest
from sqlalchemy import update

import workflow
from ideas.accounts.models import PersonRole
from ideas.evaluation import commands, queries
from ideas.evaluation.errors import NotNow
from ideas.evaluation.queries.worklist import Filters
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.errors import Forbidden, Invalid
from tests.builders import a_colleague, act, an_idea, move
from tests.ideas.evaluation.test_due import told, watch


@pytest.fixture(autouse=True)
def _(app):
    pass


def away(person, colleague, days=4):
    with act():
        return commands.stand_in(person, colleague.id, clock.today(), clock.today() + timedelta(days=days), clock.now())


def rows(person, **filters):
    return queries.worklist(person, Filters(**filters), clock.now()).rows


def test_the_work_of_an_absent_colleague_stands_in_the_queue_of_the_one_who_stands_in():
    pm, legal = a_colleague("pm", name="Elena Bruni"), a_colleague("legal")
    idea = an_idea(stage="evaluation")
    with act():
        commands.claim(idea.id, "", pm, clock.now())
    assert rows(legal) == []
    away(pm, legal)
    (row,) = rows(legal)
    assert (row.title, row.stands_in, row.assignee.name) == (idea.title, True, "Elena Bruni")
    assert len(rows(legal, show="mine")) == 1
    assert queries.counts(legal, clock.now()).mine == 1


def test_whoever_stands_in_acts_and_the_history_says_for_whom(signed_in):
    pm, analyst = a_colleague("pm", name="Elena Bruni"), a_colleague("analyst", name="Ugo Neri")
    idea = an_idea(stage="evaluation")
    with pytest.raises(Forbidden):
        move(idea, "analyse", analyst, value="4", effort="3")
    away(pm, analyst)
    page = signed_in(analyst).get(f"/desk/ideas/{idea.id}")
    assert f"/desk/ideas/{idea.id}/actions/analyse" in page.links
    move(idea, "analyse", analyst, value="4", effort="3")
    event = workflow.history(db.session, workflow.case_for(db.session, idea.id).id)[-1]
    assert (event.actor_id, event.on_behalf_of_id) == (analyst.id, pm.id)
    move(idea, "review", analyst)
    event = workflow.history(db.session, workflow.case_for(db.session, idea.id).id)[-1]
    assert (event.actor_id, event.on_behalf_of_id) == (analyst.id, None)
    assert "Ugo Neri, al posto di Elena Bruni" in signed_in(pm).get(f"/desk/ideas/{idea.id}").text


def test_an_opinion_shows_in_whose_place_it_was_given(signed_in):
    legal, care = a_colleague("legal", name="Lea Giusti"), a_colleague("care", name="Ada Riva")
    idea = an_idea(stage="signoff")
    away(legal, care)
    with act():
        commands.give_verdict(idea.id, "legal", "ok", "Va bene.", care, expected_round=1, at=clock.now())
    assert "Ada Riva, al posto di Lea Giusti" in signed_in(care).get(f"/desk/ideas/{idea.id}").text


def test_nobody_stands_in_on_an_idea_that_the_absent_person_wrote():
    pm, analyst = a_colleague("pm"), a_colleague("analyst")
    idea = an_idea(author=pm, stage="evaluation")
    away(pm, analyst)
    with pytest.raises(Forbidden):
        move(idea, "analyse", analyst, value="4", effort="3")


def test_a_role_that_the_absent_person_lost_is_not_passed_on():
    pm, analyst = a_colleague("pm"), a_colleague("analyst")
    an_idea(stage="evaluation")
    away(pm, analyst)
    with act():
        db.session.execute(update(PersonRole).where(PersonRole.person_id == pm.id).values(role="developer"))
    assert rows(analyst) == []


def test_reminders_go_to_whoever_stands_in_too(travel):
    pm, analyst = a_colleague("pm"), a_colleague("analyst")
    an_idea(stage="evaluation")
    away(pm, analyst, days=20)
    travel.shift(timedelta(days=5))
    watch()
    assert told(pm) == told(analyst) != []


def test_after_the_last_day_it_is_over(travel):
    pm, analyst = a_colleague("pm"), a_colleague("analyst")
    an_idea(stage="evaluation")
    away(pm, analyst, days=1)
    travel.shift(timedelta(days=2))
    assert rows(analyst) == []


def test_the_page_takes_an_absence_and_takes_it_back(signed_in):
    pm, other = a_colleague("pm", name="Elena Bruni"), a_colleague("pm", name="Ivo Sala")
    browser = signed_in(pm)
    today = clock.today()
    page = browser.get("/desk/absence").submit(
        "/desk/absence", to=str(other.id), starts_on=today.isoformat(), ends_on=today.isoformat()
    )
    assert "Ivo Sala ti sostituisce" in page.text
    assert "Sostituisci Elena Bruni" in signed_in(other).get("/desk/absence").text
    (made,) = workflow.delegations_about(db.session, pm.id, today)
    page = page.submit(f"/desk/absence/{made.id}/end")
    assert "Non ti sostituisce nessuno" in page.text


def test_the_page_says_why_not_beside_the_field(signed_in):
    pm, other = a_colleague("pm"), a_colleague("pm")
    away(other, pm)
    today = clock.today().isoformat()
    page = signed_in(pm).get("/desk/absence")
    page = page.submit("/desk/absence", to=str(other.id), starts_on=today, ends_on=today)
    assert page.status == 422
    assert "In quei giorni è assente anche questa persona" in page.text


def test_nobody_ends_the_absence_of_another_and_no_customer_is_away(signed_in, client):
    pm, other = a_colleague("pm"), a_colleague("pm")
    number = away(pm, other)
    with pytest.raises(NotNow), act():
        commands.be_back(other, number, clock.now())
    with pytest.raises(Invalid), act():
        commands.stand_in(pm, pm.id, clock.today(), clock.today(), clock.now())
    assert client.get("/desk/absence", follow=False).status == 303
