"""People and their roles; the log that is followed link by link."""

import pytest
from sqlalchemy import update

import workflow
from ideas.accounts.models import Person
from ideas.admin.queries.people import PAGE
from ideas.kernel.db import db
from tests.builders import a_colleague, a_customer, act, an_idea
from tests.statements import statements


@pytest.fixture
def boss(app):
    return a_colleague("admin", name="Rita Galli")


@pytest.fixture
def admin(boss, signed_in):
    return signed_in(boss)


def roles_of(person):
    db.session.commit()
    return sorted(db.session.get(Person, person.id, populate_existing=True).roles)


def test_only_administrators_come_in(app, client, signed_in):
    for path in ("/admin/people", "/admin/people/1", "/admin/audit"):
        assert client.get(path).path.startswith("/sign-in")
        assert signed_in(a_customer()).get(path).status == 403
        assert signed_in(a_colleague("executive")).get(path).status == 403


def test_colleagues_are_listed_with_their_roles_and_customers_are_not(admin):
    a_colleague("pm", "legal", name="Elena Bruni")
    a_customer("Giulia Rossi")
    page = admin.get("/admin/people")
    assert "Elena Bruni" in page.text and "Product manager, Legale" in page.text
    assert "Giulia Rossi" not in page.text


def test_the_list_goes_on_page_by_page_at_the_same_cost(admin):
    for n in range(PAGE + 3):
        a_colleague("pm", name=f"Collega {n:02}")
    admin.get("/admin/people")
    with statements() as sql:
        page = admin.get("/admin/people")
    assert sql.count <= 3, sql
    (onward,) = page.all("a", rel="next")
    following = admin.get(onward.get("href"))
    assert f"Collega {PAGE + 2}" in following.text and not following.all("a", rel="next")
    assert admin.get("/admin/people?after=broken").status == 422


def test_a_customer_becomes_a_colleague_by_the_whole_address_only(admin):
    giulia = a_customer("Giulia Rossi", email="giulia@test.example")
    assert "Nessuno ha questo indirizzo" in admin.get("/admin/people?email=giulia").text
    page = admin.get("/admin/people?email=Giulia@test.example")
    assert f"/admin/people/{giulia.id}" in page.links
    admin.get(f"/admin/people/{giulia.id}").submit(f"/admin/people/{giulia.id}", roles=["care", "pm"])
    assert roles_of(giulia) == ["care", "pm"]


def test_roles_are_taken_away_and_who_has_none_is_a_customer(admin):
    elena = a_colleague("pm", "legal", name="Elena Bruni")
    admin.post(f"/admin/people/{elena.id}", {"roles": ["legal"]})
    assert roles_of(elena) == ["legal"]
    admin.post(f"/admin/people/{elena.id}", {})
    assert roles_of(elena) == [] and not db.session.get(Person, elena.id).is_staff


def test_administrators_do_not_stop_being_one_by_their_own_hand(admin, boss):
    page = admin.post(f"/admin/people/{boss.id}", {"roles": ["pm"]})
    assert page.status == 409 and "chiedi a un altro" in page.text
    assert roles_of(boss) == ["admin"]
    admin.post(f"/admin/people/{boss.id}", {"roles": ["pm", "admin"]})
    assert roles_of(boss) == ["admin", "pm"]


def test_a_role_or_a_person_that_does_not_exist_is_refused(admin, boss):
    assert admin.post(f"/admin/people/{boss.id}", {"roles": ["admin", "king"]}).status == 422
    assert admin.get("/admin/people/999999").status == 404
    assert admin.get("/admin/people/99999999999999999999").status == 404


def test_chains_that_hold_are_said_to(admin):
    idea = an_idea("Intatta", stage="evaluation")
    page = admin.get("/admin/audit")
    assert "Intatta" in page.text and page.all("div", class_="notice--ok")
    assert "Intatta" in admin.get(f"/admin/audit?idea={idea.id}/26").text


def test_a_changed_link_is_found_and_named(admin):
    idea, other = an_idea("Ritoccata", stage="evaluation"), an_idea("Intatta")
    event, case = workflow.tables.event, workflow.case_for(db.session, idea.id)
    with act():
        db.session.execute(update(event).where(event.c.case_id == case.id, event.c.seq == 2).values(action="decline"))
    page = admin.get("/admin/audit")
    assert page.all("div", class_="notice--danger") and "Spezzata al passo 2" in page.text
    assert admin.get(f"/admin/audit?idea={other.id}").all("div", class_="notice--ok")


@pytest.mark.parametrize("typed", ["999999", "boh", "9" * 40, "²"])
def test_a_number_that_no_idea_has_is_said_to_be_unknown(admin, typed):
    an_idea("C’è")
    assert admin.get(f"/admin/audit?idea={typed}").all("div", class_="notice--warn")
