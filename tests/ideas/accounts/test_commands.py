"""What changes when people sign up, sign in, forget and change."""

from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import func, select
from werkzeug.security import generate_password_hash

from ideas.accounts import commands, events, queries, tokens
from ideas.accounts.errors import AddressTaken, BadField, BadLink, NotConfirmed, UnknownRole, WrongCredentials
from ideas.accounts.models import Person
from ideas.kernel import clock
from ideas.kernel.db import db
from tests import builders
from tests.builders import PASSWORD, a_colleague, a_customer, act

NEW = "tre gatti sul tetto"


@pytest.fixture
def published(app):
    """The events of accounts, in order, as `wiring` would hand them to its reactions."""
    seen = []
    kinds = (events.SignedUp, events.AlreadyRegistered, events.ResetAsked, events.PasswordChanged)
    current_app.extensions["reactions"] = {
        **current_app.extensions["reactions"],
        **{kind: (seen.append,) for kind in kinds},
    }
    return seen


def sign_up(email="giulia@example.it", name="Giulia Rossi", password=NEW):
    with act():
        return commands.sign_up(name, email, password, "it", clock.now())


def people():
    return db.session.scalar(select(func.count(Person.id)))


def test_signing_up_keeps_a_lower_case_address_and_no_readable_password(published):
    person = sign_up("  Giulia@Example.IT ")
    assert (person.email, person.name, person.confirmed_at) == ("giulia@example.it", "Giulia Rossi", None)
    assert NEW not in person.password_hash and person.password_hash.startswith("scrypt:")
    assert published == [events.SignedUp(person.id)]


def test_signing_up_with_a_known_address_changes_nothing_and_tells_its_owner(published):
    owner = a_customer(email="giulia@example.it")
    before = owner.password_hash
    assert sign_up("GIULIA@example.it", "Un Altro") is None
    assert people() == 1 and owner.password_hash == before and owner.name == "Giulia Rossi"
    assert published == [events.AlreadyRegistered(owner.id)]


def test_an_address_never_confirmed_goes_to_the_last_who_signed_up_and_older_links_die(published):
    first = sign_up(name="Chi Arriva Prima")
    old_link = tokens.confirmation_token(first)
    assert sign_up(name="Giulia Rossi", password="un’altra frase lunga") is None
    assert people() == 1 and queries.by_email("giulia@example.it").name == "Giulia Rossi"
    assert published[-1] == events.SignedUp(first.id)
    with pytest.raises(BadLink):
        commands.confirm(old_link, clock.now())


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "7"}),
        ("name", {"name": "x" * 81}),
        ("name", {"name": "Vinci su https://truffa.example"}),
        ("email", {"email": "giulia"}),
        ("email", {"email": "giulia@"}),
        ("email", {"email": "a@b@c.it"}),
        ("email", {"email": "giulia@example.it\nBcc: altri@example.it"}),
        ("password", {"password": "corta"}),
        ("password", {"password": "x" * 129}),
    ],
)
def test_what_cannot_be_accepted_is_refused_beside_its_field(published, field, values):
    with pytest.raises(BadField) as refused:
        sign_up(**values)
    assert set(refused.value.fields) == {field}
    assert people() == 0 and published == []


def test_the_link_confirms_once_and_for_all(app, travel):
    person = sign_up()
    link = tokens.confirmation_token(person)
    with act():
        commands.confirm(link, clock.now())
    first = person.confirmed_at
    travel.shift(timedelta(hours=1))
    with act():
        commands.confirm(link, clock.now())
    assert first is not None and person.confirmed_at == first


@pytest.mark.parametrize("damage", [lambda link: link[:-2], lambda link: f"x{link}", lambda _: "", lambda _: "a.b.c"])
def test_a_damaged_link_opens_nothing(app, damage):
    link = damage(tokens.confirmation_token(sign_up()))
    with pytest.raises(BadLink):
        commands.confirm(link, clock.now())


def test_links_expire_and_do_not_serve_another_purpose(app, travel):
    person = sign_up()
    confirmation, reset = tokens.confirmation_token(person), tokens.reset_token(person)
    for wrong in (lambda: tokens.confirming(reset), lambda: tokens.resetting(confirmation)):
        with pytest.raises(BadLink):
            wrong()
    travel.shift(timedelta(hours=2, minutes=1))
    with pytest.raises(BadLink):
        tokens.resetting(reset)
    assert tokens.confirming(confirmation) is person
    travel.shift(timedelta(days=3))
    with pytest.raises(BadLink):
        tokens.confirming(confirmation)


def test_the_link_is_sent_again_only_to_an_address_that_waits(published):
    person, confirmed = sign_up(), a_customer(email="anna@example.it")
    published.clear()
    for email in ("GIULIA@example.it", confirmed.email, "nessuno@example.it"):
        commands.ask_confirmation(email)
    assert published == [events.SignedUp(person.id)]


def test_the_right_password_is_recognised_whatever_the_case_of_the_address(app):
    person = a_customer(email="giulia@example.it")
    a_customer("Rumore Altrui")
    assert commands.check_password(" Giulia@Example.it ", PASSWORD).id == person.id


@pytest.mark.parametrize("password", ["", "sbagliata davvero", PASSWORD.upper(), PASSWORD + "x" * 200])
def test_a_wrong_password_and_an_unknown_address_get_the_same_refusal(app, password):
    a_customer(email="giulia@example.it")
    sentences = set()
    for email in ("giulia@example.it", "nessuno@example.it", ""):
        with pytest.raises(WrongCredentials) as refused:
            commands.check_password(email, password)
        sentences.add(str(refused.value.sentence))
    assert len(sentences) == 1


def test_an_address_not_confirmed_is_said_only_to_who_knows_the_password(app):
    sign_up()
    with pytest.raises(WrongCredentials):
        commands.check_password("giulia@example.it", "sbagliata davvero")
    with pytest.raises(NotConfirmed):
        commands.check_password("giulia@example.it", NEW)


def test_an_old_hash_is_renewed_at_the_next_sign_in(app):
    person = a_customer(email="giulia@example.it")
    with act():
        person.password_hash = generate_password_hash(PASSWORD, method="pbkdf2:sha256:1000")
    with act():
        commands.check_password("giulia@example.it", PASSWORD)
    assert person.password_hash.startswith(commands.password.METHOD)
    assert commands.check_password("giulia@example.it", PASSWORD).id == person.id


def test_a_password_is_the_same_in_both_ways_of_writing_its_accents(app):
    person = sign_up(password="perché no domani")
    with act():
        commands.confirm(tokens.confirmation_token(person), clock.now())
    assert commands.check_password("giulia@example.it", "perche\u0301 no domani").id == person.id


def test_a_new_password_ends_every_session_and_its_link_serves_once(published):
    person = a_customer(email="giulia@example.it")
    cookie, link = person.get_id(), tokens.reset_token(person)
    with act():
        commands.reset(link, NEW)
    assert queries.session_person(cookie) is None and queries.session_person(person.get_id()) is person
    assert commands.check_password("giulia@example.it", NEW).id == person.id
    with pytest.raises(BadLink):
        commands.reset(link, "una terza frase lunga")
    assert published == [events.PasswordChanged(person.id)]


def test_choosing_a_new_password_by_mail_also_proves_the_address(app):
    person = sign_up()
    with act():
        commands.reset(tokens.reset_token(person), "una terza frase lunga")
    assert person.confirmed_at is not None


def test_a_reset_is_sent_to_known_addresses_only_and_nobody_can_tell(published):
    person = a_customer(email="giulia@example.it")
    assert commands.ask_reset("Giulia@example.it") is commands.ask_reset("nessuno@example.it") is None
    assert published == [events.ResetAsked(person.id)]


def test_changing_the_password_asks_for_the_present_one(published):
    person = a_customer()
    stamp = person.stamp
    with pytest.raises(BadField) as refused:
        commands.change_password(person.id, "non è questa", NEW)
    assert set(refused.value.fields) == {"current"} and person.stamp == stamp
    with act():
        commands.change_password(person.id, PASSWORD, NEW)
    assert person.stamp != stamp and published == [events.PasswordChanged(person.id)]


def test_preferences_are_kept_and_an_unknown_language_is_not(app):
    person, other = a_customer(), a_customer("Rumore Altrui")
    with act():
        commands.change_preferences(person.id, name=" Giulia  Verdi ", language="en", mails=False)
    assert (person.name, person.language, person.mails) == ("Giulia Verdi", "en", False)
    with act():
        commands.change_preferences(person.id, name="Giulia Verdi", language="xx", mails=True)
    assert (person.language, person.mails) == ("en", True)
    assert (other.name, other.language) == ("Rumore Altrui", "it")


def test_a_colleague_is_made_with_roles_and_may_sign_in_at_once(app):
    with act():
        commands.create_staff("paola@bank.example", "Paola Neri", ["pm", "legal", "pm"], NEW, clock.now())
    person = commands.check_password("paola@bank.example", NEW)
    assert person.is_staff and person.roles == {"pm", "legal"} and person.public_name == "Paola Neri"
    assert queries.with_role("pm") == [person.id]


def test_a_taken_address_and_an_unknown_role_are_refused_for_colleagues(app):
    a_customer(email="giulia@example.it")
    with pytest.raises(AddressTaken):
        commands.create_staff("Giulia@example.it", "Paola Neri", ["pm"], NEW, clock.now())
    with pytest.raises(UnknownRole):
        commands.create_staff("paola@bank.example", "Paola Neri", ["boss"], NEW, clock.now())
    assert people() == 1


def test_roles_are_replaced_and_losing_the_last_makes_a_customer(app):
    person, other = a_colleague("pm", "legal"), a_colleague("pm", name="Altro Collega")
    with act():
        commands.set_roles(person.id, ["legal", "security"])
    assert person.roles == {"legal", "security"} and person.is_staff
    with act():
        commands.set_roles(person.id, [])
    assert person.roles == frozenset() and not person.is_staff
    assert other.roles == {"pm"}


def test_signatures_show_customers_by_initial_and_colleagues_in_full(app):
    giulia, paola = a_customer("Giulia Rossi"), a_colleague("pm", name="Paola Neri")
    builders.a_customer("Rumore Altrui")
    found = queries.signatures([giulia.id, paola.id, None, 999_999])
    assert {i: s.name for i, s in found.items()} == {giulia.id: "Giulia R.", paola.id: "Paola Neri"}
    assert found[paola.id].is_staff and found[giulia.id].initials == "GR"
