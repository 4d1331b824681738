"""The pages of accounts, as a person meets them."""

import pytest
from sqlalchemy import func, select

from ideas.accounts import commands, queries, tokens
from ideas.accounts.models import Person
from ideas.kernel.db import db
from ideas.web.limits import limiter
from tests.builders import PASSWORD, a_colleague, a_customer, act

NEW = "tre gatti sul tetto"


def sign_in(client, email, password=PASSWORD, **more):
    return client.get("/sign-in").submit("/sign-in", email=email, password=password, **more)


def is_in(client):
    return client.get("/me/settings", follow=False).status == 200


@pytest.fixture(autouse=True)
def counted_afresh(app):
    limiter.reset()


def test_a_new_customer_signs_up_confirms_and_signs_in(client):
    page = client.get("/sign-up").submit("/sign-up", name="Giulia Rossi", email="giulia@example.it", password=NEW)
    assert page.path == "/confirmation" and page.status == 200
    person = queries.by_email("giulia@example.it")
    link = f"/confirmation/{tokens.confirmation_token(person)}"

    page = client.get(link)
    assert "giulia@example.it" in page.text
    db.session.refresh(person)
    assert person.confirmed_at is None

    page = page.submit(link)
    assert page.path == "/sign-in"
    sign_in(client, "giulia@example.it", NEW)
    assert is_in(client)


def test_signing_up_with_a_known_address_looks_exactly_the_same(app, client):
    a_customer(email="giulia@example.it")
    fields = {"name": "Giulia Rossi", "password": NEW}
    known = client.get("/sign-up").submit("/sign-up", email="giulia@example.it", **fields, follow=False)
    free = client.get("/sign-up").submit("/sign-up", email="libera@example.it", **fields, follow=False)
    assert (known.status, known.headers["Location"]) == (free.status, free.headers["Location"])


def test_bad_sign_up_keeps_what_was_typed_but_the_password(client):
    page = client.get("/sign-up").submit("/sign-up", name="Giulia Rossi", email="giulia", password="segretissima7")
    assert page.status == 422
    assert "Giulia Rossi" in page.source and "segretissima7" not in page.source
    assert page.all("input", name="email")[0].get("aria-invalid") == "true"
    assert db.session.scalar(select(func.count(Person.id))) == 0


@pytest.mark.parametrize(
    "fields", [{}, {"name": "", "email": "", "password": ""}, {"email": "\x00", "password": "\x00"}]
)
def test_empty_forms_get_a_sentence(client, fields):
    for address in ("/sign-up", "/sign-in"):
        page = client.post(address, fields)
        assert page.status == 422 and page.all("div", role="alert")


def test_a_wrong_password_keeps_the_address_and_says_nothing_else(client):
    a_customer(email="giulia@example.it")
    wrong, unknown = sign_in(client, "giulia@example.it", "sbagliata"), sign_in(client, "boh@example.it", "sbagliata")
    assert wrong.status == unknown.status == 422
    assert "Indirizzo e password non vanno insieme." in wrong.text and "non vanno insieme" in unknown.text
    assert wrong.all("input", id="email")[0].get("value") == "giulia@example.it"
    assert wrong.source.replace("giulia@", "boh@").count("boh@") == unknown.source.count("boh@")
    assert not is_in(client)


def test_whoever_has_not_confirmed_can_have_the_link_again(client):
    a_customer(email="giulia@example.it", confirmed_at=None)
    page = sign_in(client, "giulia@example.it")
    assert page.status == 403
    page = page.submit("/confirmation")
    assert page.path == "/confirmation" and page.status == 200
    assert not is_in(client)


def test_a_link_of_somebody_else_s_making_is_refused_with_a_sentence(client):
    for address in ("/confirmation/abc", "/password-reset/abc"):
        assert client.get(address).status == 400
        assert client.post(address, {"password": NEW}).status == 400


def test_signing_in_goes_back_where_the_person_was_and_never_to_another_site(client, signed_in):
    a_customer(email="giulia@example.it")
    page = client.get("/sign-in?next=/me/privacy")
    assert page.submit("/sign-in", email="giulia@example.it", password=PASSWORD).path == "/me/privacy"
    client.post("/sign-out", follow=False)
    for crafted in ("//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"):
        sent = {"email": "giulia@example.it", "password": PASSWORD, "next": crafted}
        assert client.post("/sign-in", sent, follow=False).headers["Location"] == "/"
        client.post("/sign-out", follow=False)


def test_colleagues_land_on_their_desk(app, client):
    a_colleague("pm", email="pm@bank.example")
    page = client.get("/sign-in").submit("/sign-in", email="pm@bank.example", password=PASSWORD, follow=False)
    with app.test_request_context():
        assert page.headers["Location"] == app.url_for("evaluation.worklist")


def test_signing_out_takes_a_button_and_ends_the_session(client, signed_in):
    browser = signed_in(a_customer())
    assert browser.get("/sign-out").status == 405 and is_in(browser)
    assert browser.post("/sign-out", follow=False).status == 303
    assert not is_in(browser)


def test_a_forgotten_password_is_replaced_and_other_devices_are_out(client, signed_in):
    person = a_customer(email="giulia@example.it")
    other_device = signed_in(person)
    asked = client.get("/password-reset").submit("/password-reset", email="giulia@example.it", follow=False)
    unknown = client.get("/password-reset").submit("/password-reset", email="boh@example.it", follow=False)
    assert (asked.status, asked.headers["Location"]) == (unknown.status, unknown.headers["Location"])

    link = f"/password-reset/{tokens.reset_token(person)}"
    assert client.get(link).submit(link, password="corta").status == 422
    assert client.get(link).submit(link, password=NEW).path == "/sign-in"
    assert client.get(link).status == 400
    assert not is_in(other_device)
    sign_in(client, "giulia@example.it", NEW)
    assert is_in(client)


def test_settings_change_name_language_and_mails(signed_in):
    person = a_customer(email="giulia@example.it")
    browser = signed_in(person)
    form = browser.get("/me/settings").form("/me/settings")
    assert form.find(".//input[@name='mails']").get("checked") is not None
    page = browser.post("/me/settings", {"name": "Giulia Verdi", "language": "en"})
    assert page.status == 200 and page.tree.get("lang") == "en" and "Settings" in page.title
    db.session.refresh(person)
    assert (person.name, person.language, person.mails) == ("Giulia Verdi", "en", False)
    assert browser.post("/me/settings", {"name": "", "language": "en"}).status == 422


def test_changing_the_password_keeps_this_device_in_and_puts_the_others_out(signed_in):
    person = a_customer(email="giulia@example.it")
    here, elsewhere = signed_in(person), signed_in(person)
    wrong = here.get("/me/settings").submit("/me/password", current="no", password=NEW)
    assert wrong.status == 422 and is_in(elsewhere)
    here.get("/me/settings").submit("/me/password", current=PASSWORD, password=NEW)
    assert is_in(here) and not is_in(elsewhere)
    commands.check_password("giulia@example.it", NEW)


def test_the_privacy_page_shows_what_is_kept_of_the_person_and_of_nobody_else(signed_in):
    a_customer("Rumore Altrui", email="altro@example.it")
    page = signed_in(a_customer(email="giulia@example.it")).get("/me/privacy")
    assert "giulia@example.it" in page.text and "Giulia R." in page.text
    assert "altro@example.it" not in page.text


def test_personal_pages_ask_to_sign_in(client):
    for address in ("/me/settings", "/me/privacy"):
        page = client.get(address)
        assert page.path.startswith("/sign-in?next=/me/")


def test_demo_people_are_offered_only_in_the_demo(app, client):
    a_customer("Giulia Rossi", email="giulia@demo.example")
    a_customer("Cliente Vera", email="vera@example.it")
    assert "giulia@demo.example" not in client.get("/sign-in").text
    app.config.update(DEMO=True, DEMO_PASSWORD=PASSWORD)
    page = client.get("/sign-in")
    assert "giulia@demo.example" in page.text and "vera@example.it" not in page.text
    form = next(f for f in page.all("form") if f.find(".//input[@value='giulia@demo.example']") is not None)
    sent = {e.get("name"): e.get("value") for e in form.iter("input")}
    client.post("/sign-in", sent, follow=False)
    assert is_in(client)


def test_guessing_one_account_is_slowed_and_signing_in_often_is_not(client):
    with act():
        a_customer(email="giulia@example.it")
        a_customer(email="anna@example.it")
    for _ in range(12):
        client.post("/sign-in", {"email": "anna@example.it", "password": PASSWORD}, follow=False)
        client.post("/sign-out", follow=False)
    guesses = [
        client.post("/sign-in", {"email": "giulia@example.it", "password": "x"}, follow=False).status for _ in range(11)
    ]
    assert guesses == [422] * 10 + [429]
    assert client.post("/sign-in", {"email": "anna@example.it", "password": PASSWORD}, follow=False).status == 303
