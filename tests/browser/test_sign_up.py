"""Becoming a customer, with a real mail in between."""

import re
from typing import Any

import pytest

from ideas.kernel import outbox
from tests.builders import a_customer

pytestmark = pytest.mark.browser
GIULIA, SECRET = "giulia@example.it", "gatto piano lunedì"


def test_a_visitor_signs_up_confirms_the_address_and_signs_in(window: Any, mails: Any) -> None:
    giulia = window()
    giulia.visit("/sign-up").write(name="Giulia Rossi", email=GIULIA, password=SECRET).press("Iscriviti")
    outbox.deliver_due()
    [mail] = mails.to(GIULIA)
    link = re.search(r"http://\S+/confirmation/\S+", mail.text)
    assert link, mail.text
    giulia.visit(link.group()).press("conferma")
    giulia.sign_in_as(GIULIA, SECRET).visit("/me/settings").sees(GIULIA)


def test_two_people_have_two_browsers(person_browser: Any) -> None:
    anna, marco = a_customer("Anna Verdi"), a_customer("Marco Neri")
    windows = [person_browser(person).visit("/me/settings") for person in (anna, marco)]
    for person, seen in zip((anna, marco), windows, strict=True):
        seen.sees(person.email)
