"""Everything works with JavaScript off: forms are sent, pages come back."""

from typing import Any

import pytest

from tests.builders import a_colleague, a_customer, an_idea
from tests.browser.window import Window

pytestmark = pytest.mark.browser
OFF = {"java_script_enabled": False}


@pytest.fixture
def marco(person_browser: Any) -> Window:
    return person_browser(a_customer("Marco Neri"), **OFF)


def test_voting_and_taking_it_back(marco: Window, app: Any) -> None:
    idea = an_idea()
    marco.visit(f"/ideas/{idea.id}-{idea.slug}").press("vota «").sees("votata")
    marco.press("vota «").sees_not("votata")


def test_following(marco: Window, app: Any) -> None:
    idea = an_idea()
    marco.visit(f"/ideas/{idea.id}-{idea.slug}").press("Segui questa idea").sees("La stai seguendo")
    marco.press("La stai seguendo").sees("Segui questa idea")


def test_commenting(marco: Window, app: Any) -> None:
    idea = an_idea()
    marco.visit(f"/ideas/{idea.id}-{idea.slug}").write(text="Servirebbe anche a me.").press("commento")
    marco.sees("Servirebbe anche a me.")
