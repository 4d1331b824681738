"""Each page as people see it: narrow, dark, and by the rules of accessibility."""

import os
import re
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from ideas.board import commands as board
from ideas.kernel import clock
from tests.browser.window import Window
from tests.builders import a_colleague, a_customer, act, an_idea, give_verdict, move

pytestmark = pytest.mark.browser
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# How each page is looked at without opening it again: name, colours, size, rules. Only contrast depends on colours.
LOOKS = (
    ("light", "light", WIDE, RULES),
    ("dark", "dark", WIDE, ["color-contrast"]),
    ("narrow-dark", "dark", NARROW, RULES),
    ("narrow-light", "light", NARROW, ["color-contrast"]),
)
PUBLIC = ("/", "/how-it-works", "/ideas", "/ideas?q=niente+di+simile", "/roadmap", "/news", "/sign-in", "/sign-up",
          "/password-reset", "/nessuna-pagina")  # fmt: skip
MINE = ("/ideas", "/ideas/new", "/me/ideas", "/me/notifications", "/me/settings", "/me/privacy")
STAFF = ("/desk", "/desk?show=mine", "/desk/announcements", "/desk/announcements/1", "/desk/calendar")


@pytest.fixture
def bank(app: Any) -> dict[str, Any]:
    """Ideas in several stages, with what people and the bank said on them."""
    giulia, pm = a_customer("Giulia Rossi"), a_colleague("pm", "legal", "communications", name="Paola Bianchi")
    marco = a_customer("Marco Neri")
    ideas = {
        "fresh": an_idea(author=giulia),
        "asked": an_idea("Prelievo senza tessera dal bancomat", author=giulia, stage="evaluation"),
        "signed": an_idea("Pagare le tasse scolastiche dall’app", author=giulia, stage="signoff"),
        "out": an_idea("Bloccare la carta per un’ora", author=giulia, stage="released"),
    }
    move(ideas["asked"], "ask", pm, question="Ti serve anche di notte?")
    give_verdict(ideas["signed"], "compliance", "ok_if", "Con un limite al giorno.")
    with act():
        for idea in (ideas["fresh"], ideas["asked"]):
            board.vote(idea.id, marco.id, clock.now())
            board.add_comment(idea_id=idea.id, person=marco, text="Serve anche a me.", at=clock.now())
            board.add_comment(idea_id=idea.id, person=pm, text="Ci stiamo pensando.", at=clock.now())
    return {"giulia": giulia, "pm": pm, "marco": marco, **ideas}


def of_idea(idea: Any) -> str:
    return f"/ideas/{idea.id}-{idea.slug}"


def faults_of(window: Window, rules: list[str] = RULES) -> list[str]:
    """What axe finds on the page, and sideways scrolling."""
    found = []
    wide = window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"scrolls sideways by {wide} px")
    result = window.page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    for fault in result["violations"]:
        nodes = "; ".join(str(node["target"]) + " " + node["html"][:120] for node in fault["nodes"][:3])
        found.append(f"{fault['id']} ({fault['help']}): {nodes}")
    return found


def look_at(window: Window, who: str, paths: list[str]) -> None:
    """Open each page and look at it in four ways, taking pictures; all faults are told together."""
    found = []
    for path in paths:
        window.visit(path)
        window.page.evaluate(AXE_SCRIPT)
        for look, colours, size, rules in LOOKS:
            window.page.emulate_media(color_scheme=colours, reduced_motion="reduce")
            window.page.set_viewport_size(size)
            window.page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
            if rules is RULES and "SCREENSHOTS" in os.environ:
                window.shot(f"{who}{re.sub('[^a-z0-9]+', '-', path)}-{look}")
            found += [f"{path}, {look}: {fault}" for fault in faults_of(window, rules)]
    assert not found, "\n".join(found)


def test_the_pages_of_a_visitor(bank: Any, window: Any) -> None:
    visitor = window()
    visitor.allowed.add(404)
    ideas = [of_idea(bank[name]) for name in ("fresh", "asked", "out")]
    look_at(visitor, "visitor", [*PUBLIC, *ideas])


def test_the_pages_of_a_customer(bank: Any, person_browser: Any) -> None:
    asked, fresh = bank["asked"], bank["fresh"]
    actions = [f"/ideas/{asked.id}/actions/answer", f"/ideas/{fresh.id}/actions/withdraw", f"/ideas/{fresh.id}/receipt"]
    pages = [*MINE, *actions, of_idea(asked), of_idea(bank["out"])]
    look_at(person_browser(bank["giulia"]), "giulia", pages)


def test_the_pages_of_a_colleague(bank: Any, person_browser: Any) -> None:
    works = [f"/desk/ideas/{bank[name].id}" for name in ("asked", "signed", "out")]
    pages = [*STAFF, *works, f"/desk/ideas/{bank['signed'].id}/verdicts/legal", *decisions(bank)]
    look_at(person_browser(bank["pm"]), "paola", pages)


def decisions(bank: Any) -> list[str]:
    """Forms of actions, with every kind of field."""
    parked = an_idea("Un’idea da valutare con calma", stage="evaluation")
    return [f"/desk/ideas/{parked.id}/actions/{action}" for action in ("analyse", "decline", "park")]


def test_forms_with_faults_are_accessible_too(bank: Any, window: Any) -> None:
    visitor, found = window(), []
    for path, button in (("/sign-in", "Accedi"), ("/sign-up", "Iscriviti")):
        visitor.visit(path)
        with visitor.refused(422):
            visitor.press(button)
        visitor.page.evaluate(AXE_SCRIPT)
        found += faults_of(visitor)
    assert found == []


def colours(window: Window) -> tuple[str, str]:
    style = "getComputedStyle(document.body)"
    return window.page.evaluate(f"[{style}.backgroundColor, {style}.color]")


def test_the_dark_look_follows_the_device_and_can_be_chosen(app: Any, window: Any) -> None:
    light, dark = (window(color_scheme=scheme).visit("/sign-in") for scheme in ("light", "dark"))
    assert colours(light) != colours(dark)
    light.page.locator("footer select[name=theme]").select_option("dark")
    light.press("Cambia", within="footer")
    assert light.path == "/sign-in"
    assert colours(light) == colours(dark)


def test_the_keyboard_reaches_the_content_first(app: Any, window: Any) -> None:
    visitor = window().visit("/sign-in")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "content"


def test_the_site_can_be_read_in_english(app: Any, window: Any) -> None:
    visitor = window().visit("/sign-in")
    visitor.page.locator("footer select[name=language]").select_option("en")
    visitor.press("Cambia", within="footer").sees("Sign in")
    assert visitor.page.locator("html").get_attribute("lang") == "en"
