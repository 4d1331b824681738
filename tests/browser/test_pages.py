"""Each page as people see it: narrow, dark, and by the rules of accessibility."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from ideas.board import commands as board
from ideas.kernel import clock
from tests.browser.window import Window
from tests.builders import a_colleague, a_customer, act, an_idea, give_verdict, move

pytestmark = pytest.mark.browser
NARROW = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "device_scale_factor": 1}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"color_scheme": "light", **NARROW},
    "narrow-dark": {"color_scheme": "dark", **NARROW},
}
PUBLIC = ("/", "/how-it-works", "/ideas", "/ideas?q=niente+di+simile", "/roadmap", "/news", "/sign-in", "/sign-up",
          "/password-reset", "/nessuna-pagina")  # fmt: skip
MINE = ("/ideas", "/ideas/new", "/me/ideas", "/me/notifications", "/me/settings", "/me/privacy")
STAFF = ("/desk", "/desk?show=mine", "/desk/announcements")


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


def faults_of(window: Window) -> list[str]:
    """What axe finds, and sideways scrolling."""
    found = []
    wide = window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"{window.path} scrolls sideways by {wide} px")
    for fault in Axe().run(window.page, options=RULES).response["violations"]:
        nodes = "; ".join(str(node["target"]) + " " + node["html"][:120] for node in fault["nodes"][:3])
        found.append(f"{window.path} {fault['id']} ({fault['help']}): {nodes}")
    return found


def look_at(window: Window, paths: list[str], look: str) -> list[str]:
    """Open each page, take its picture, collect its faults."""
    found = []
    for path in paths:
        window.visit(path)
        window.shot(f"{look}-{path.strip('/').replace('/', '-').replace('?', '-') or 'home'}")
        found += faults_of(window)
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_of_a_visitor(bank: Any, window: Any, look: str) -> None:
    visitor = window(**LOOKS[look])
    visitor.allowed.add(404)
    paths = [*PUBLIC, *(of_idea(bank[name]) for name in ("fresh", "asked", "out"))]
    assert look_at(visitor, paths, look) == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_of_a_customer(bank: Any, person_browser: Any, look: str) -> None:
    giulia = person_browser(bank["giulia"], **LOOKS[look])
    asked, fresh = bank["asked"], bank["fresh"]
    actions = [f"/ideas/{asked.id}/actions/answer", f"/ideas/{fresh.id}/actions/withdraw", f"/ideas/{fresh.id}/receipt"]
    paths = [*MINE, *actions, of_idea(asked), of_idea(bank["out"])]
    assert look_at(giulia, paths, f"{look}-me") == []


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_of_a_colleague(bank: Any, person_browser: Any, look: str) -> None:
    paola = person_browser(bank["pm"], **LOOKS[look])
    works = [f"/desk/ideas/{bank[name].id}" for name in ("asked", "signed", "out")]
    paths = [*STAFF, *works, f"/desk/ideas/{bank['signed'].id}/verdicts/legal", *decisions(bank)]
    assert look_at(paola, paths, look) == []


def decisions(bank: Any) -> list[str]:
    """Forms of actions, among them one with every kind of field."""
    parked = an_idea("Un’idea da valutare con calma", stage="evaluation")
    return [f"/desk/ideas/{parked.id}/actions/{action}" for action in ("analyse", "decline", "park")]


def test_forms_with_faults_are_accessible_too(bank: Any, window: Any) -> None:
    visitor, found = window(), []
    for path, button in (("/sign-in", "Accedi"), ("/sign-up", "Iscriviti")):
        visitor.visit(path)
        with visitor.refused(422):
            visitor.press(button)
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
