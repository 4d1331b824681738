"""Every page in its states, by the rules of accessibility: full, empty, with faults, with texts as long as they may be;
light, dark, on a phone, enlarged, with motion unwanted, without scripts."""

from typing import Any

import pytest

from tests.browser.eyes import (
    ALL,
    LARGE_AND_SMALLEST,
    LIGHT,
    PHONE_AND_SMALLEST,
    SCRIPTLESS,
    faults_of,
    look_at,
    put_on,
    without_scripts,
)
from tests.browser.places import CHANGING, FAULTY, NO_PAGES, PLACES
from tests.browser.window import Window
from tests.browser.worlds import WORLDS, World

pytestmark = [pytest.mark.browser, pytest.mark.looks]
MISSING = "/nessuna-pagina"


@pytest.fixture
def world(app: Any, travel: Any, request: Any) -> World:
    return WORLDS[getattr(request, "param", "full")](travel)


def opened(window: Any, world: World, who: str) -> Window:
    found: Window = window(person=world.people.get(who), reduced_motion="reduce")
    found.allowed.update({404, 409, 422})
    return found


@pytest.mark.parametrize("who", PLACES)
def test_every_page_of_a_bank_at_work(world: World, window: Any, who: str) -> None:
    reader, found = opened(window, world, who), []
    for pattern in PLACES[who]:
        path = world.address(pattern)
        reader.visit(path)
        found += look_at(reader, who, path, ALL)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("world", "looks"), [("empty", LARGE_AND_SMALLEST), ("long", PHONE_AND_SMALLEST)], indirect=["world"]
)
def test_the_same_pages_with_nothing_on_them_and_with_too_much(world: World, looks: Any, window: Any) -> None:
    found = []
    for who, patterns in CHANGING.items():
        reader = opened(window, world, who)
        for path in (world.address(pattern) for pattern in patterns if world.knows(pattern)):
            reader.visit(path)
            found += look_at(reader, who, path, looks)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who", [who for who in PLACES if who != "visitor"])
def test_without_scripts_nothing_is_missing_that_accessibility_needs(world: World, window: Any, who: str) -> None:
    """Visitors get no scripts anyway."""
    reader, found = opened(window, world, who), []
    without_scripts(reader)
    for path in map(world.address, PLACES[who]):
        reader.visit(path)
        found += look_at(reader, who, path, SCRIPTLESS)
    assert not found, "\n".join(found)


def test_forms_with_faults_are_accessible_too(world: World, window: Any) -> None:
    found = []
    for who, pattern, button in FAULTY:
        reader = opened(window, world, who).visit(world.address(pattern))
        with reader.refused(422):
            reader.press(button)
        found += look_at(reader, who, f"{pattern} with faults", PHONE_AND_SMALLEST)
    assert not found, "\n".join(found)


def test_every_address_with_a_page_is_looked_at(app: Any, world: World) -> None:
    """Whoever adds a page adds a line to tests/browser/places.py."""
    adapter = app.url_map.bind("localhost")
    paths = [world.address(pattern).partition("?")[0] for patterns in PLACES.values() for pattern in patterns]
    seen = {adapter.match(path)[0] for path in paths if path != MISSING}
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - seen - NO_PAGES == set()


def test_a_request_to_another_site_is_noticed(app: Any, window: Any) -> None:
    visitor = window().visit("/how-it-works")
    visitor.context.route("https://elsewhere.example/**", lambda route: route.fulfill(body=""))
    visitor.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/x.png'}))")
    visitor.page.wait_for_timeout(100)
    assert any("asks another site" in fault or "elsewhere.example" in fault for fault in visitor.faults)
    visitor.faults.clear()


CANARY = """<!doctype html><html><head><title>Canarino</title><link rel="stylesheet" href="/canary.css"></head><body>
<h1>Canarino</h1><h3>Salto</h3><img src="/static/favicon.svg"><p class="pale">Si legge male</p>
<form><input name="q"><button></button></form><a href="/a"></a><div role="button">x</div><ul><p>x</p></ul>
<p class="wide">Troppo largo</p><p id="twice" class="moving">Uno</p><label for="twice">Due</label>
<button class="tiny" aria-label="a"></button><button class="tiny" aria-label="b"></button></body></html>"""
CANARY_LOOK = """.pale { color: #bbb; background: #fff } .wide { width: 2000px } .tiny { width: 9px; height: 9px; padding: 0 }
@keyframes away { to { opacity: .5 } } .moving { animation: away 5s infinite }"""
PLANTED = (
    "html-has-lang", "image-alt", "color-contrast", "label", "button-name", "link-name", "heading-order", "list",
    "target-size", "landmark-one-main", "region", "scrolls sideways", "away moves",
)  # fmt: skip


def plant(window: Window, address: str, body: str, kind: str) -> None:
    window.context.route(f"**{address}", lambda route: route.fulfill(body=body, content_type=kind))


def test_planted_faults_are_all_found(app: Any, window: Any) -> None:
    """The canary: the same look at a page that is full of faults."""
    visitor = window()
    answers = {"/canary": (CANARY, "text/html"), "/canary.css": (CANARY_LOOK, "text/css")}
    for address, (body, kind) in answers.items():
        plant(visitor, address, body, kind)
    visitor.visit("/canary")
    visitor.page.emulate_media(reduced_motion="reduce")
    found = "\n".join(faults_of(visitor))
    assert [fault for fault in PLANTED if fault not in found] == [], found


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


def test_the_site_can_be_read_in_english(app: Any, window: Any) -> None:
    visitor = window().visit("/sign-in")
    visitor.page.locator("footer select[name=language]").select_option("en")
    visitor.press("Cambia", within="footer").sees("Sign in")
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    put_on(visitor, LIGHT)
    assert faults_of(visitor) == []
