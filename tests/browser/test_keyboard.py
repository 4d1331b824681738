"""With the keyboard alone: real keys, a focus that can be seen at every step, and nowhere to be trapped."""

from typing import Any

import pytest
from playwright.sync_api import expect

from ideas.board import queries
from ideas.kernel.db import db
from tests.browser.window import Window
from tests.builders import a_colleague, a_customer, an_idea

pytestmark = [pytest.mark.browser, pytest.mark.looks]
MOST_STEPS = 90
# What has the focus: how it is called, where it is, whether one sees that it has the focus.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const labels = [...(e.labels || [])].map((each) => each.innerText);
  const drawn = e.matches('input[type=radio], input[type=checkbox]') ? e.parentElement : e;
  const ring = [e, drawn].some((each) => {
    const look = getComputedStyle(each);
    return (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== 'none';
  });
  const box = drawn.getBoundingClientRect();
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const steps = [...document.querySelectorAll('*')].indexOf(e);
  return { name: [e.getAttribute('aria-label'), ...labels, e.innerText, e.name].filter(Boolean).join(' ')
    .replace(/\\s+/g, ' '), html: e.outerHTML.slice(0, 120), ring, seen, place: steps };
}"""


@pytest.fixture
def marco(person_browser: Any) -> Window:
    return person_browser(a_customer("Marco Neri"), reduced_motion="reduce")


def press(window: Window, key: str) -> Any:
    """One key; what has the focus afterwards, which must be seen to have it."""
    window.page.keyboard.press(key)
    found = window.page.evaluate(FOCUSED)
    if found is not None:
        assert found["ring"], f"nobody sees that this has the focus: {found['html']}"
        assert found["seen"], f"the focus is out of sight: {found['html']}"
    return found


def tab_to(window: Window, name: str) -> None:
    """Press Tab until what is called so has the focus."""
    passed = []
    for _ in range(MOST_STEPS):
        found = press(window, "Tab")
        if found is not None and name.lower() in found["name"].lower():
            return
        passed.append(found and found["name"][:40])
    raise AssertionError(f"{name!r} is not reached with Tab; passed {passed}")


def enter(window: Window) -> None:
    """Enter, and the page that it leads to."""
    db.session.commit()
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    window.page.wait_for_load_state()


def write(window: Window, words: str) -> None:
    window.page.keyboard.insert_text(words)


def test_proposing_an_idea(marco: Window) -> None:
    marco.visit("/ideas")
    tab_to(marco, "Proponi un’idea")
    enter(marco)
    tab_to(marco, "title")
    write(marco, "Bloccare la carta per un’ora")
    tab_to(marco, "story")
    write(marco, "Quando non la trovo vorrei bloccarla subito e riattivarla da solo.")
    tab_to(marco, "category")
    marco.page.keyboard.press("ArrowDown")
    tab_to(marco, "Invia l’idea")
    enter(marco)
    marco.page.wait_for_url("**/receipt")
    marco.sees("Bloccare la carta per un’ora")


def test_voting_and_following_keep_the_focus_where_it_was(marco: Window) -> None:
    idea = an_idea()
    marco.visit(f"/ideas/{idea.id}-{idea.slug}")
    tab_to(marco, "vota «")
    marco.page.keyboard.press("Enter")
    expect(marco.page.locator('main button.vote--lg[aria-pressed="true"]')).to_be_focused()
    tab_to(marco, "Segui questa idea")
    marco.page.keyboard.press("Enter")
    expect(marco.page.get_by_role("button", name="La stai seguendo")).to_be_focused()
    db.session.rollback()
    assert queries.brief(idea.id).votes == 1


def test_filtering_sorting_and_searching(marco: Window) -> None:
    an_idea()
    an_idea("Prelievo senza tessera dal bancomat", "Basterebbe il telefono, con la carta a casa.", category="filiali")
    marco.visit("/ideas")
    tab_to(marco, "category")
    while "filiali" not in marco.page.evaluate("document.activeElement.value"):
        marco.page.keyboard.press("ArrowDown")
    tab_to(marco, "Applica i filtri")
    enter(marco)
    marco.sees("Prelievo senza tessera").sees_not("Bonifici istantanei dall")
    tab_to(marco, "Più votate")
    enter(marco)
    assert "sort=top" in marco.path and "category=filiali" in marco.path
    while marco.page.evaluate("document.activeElement.name") != "q":
        press(marco, "Tab")
    write(marco, "bancomat")
    enter(marco)
    assert "q=bancomat" in marco.path


def test_the_content_is_one_key_away_and_the_end_of_the_page_can_be_left(marco: Window) -> None:
    """Tab from the top comes by everything once, in the order of the page, and goes out at the end."""
    an_idea()
    marco.visit("/ideas")
    assert "vai al contenuto" in press(marco, "Tab")["name"].lower()
    marco.page.keyboard.press("Enter")
    assert marco.page.evaluate("document.activeElement.id") == "content"
    marco.visit("/ideas")
    places = []
    while (found := press(marco, "Tab")) is not None and len(places) < MOST_STEPS:
        places.append(found["place"])
    assert 20 < len(places) < MOST_STEPS and places == sorted(places)


def test_a_colleague_decides(person_browser: Any) -> None:
    idea = an_idea(stage="evaluation")
    pm = person_browser(a_colleague("pm", name="Paola Bianchi"), reduced_motion="reduce")
    pm.visit(f"/desk/ideas/{idea.id}")
    tab_to(pm, "Avvia l’analisi")
    enter(pm)
    for name, words in (("value", "4"), ("effort", "3"), ("message", "Ci piace.")):
        tab_to(pm, name)
        write(pm, words)
    tab_to(pm, "Avvia l’analisi")
    enter(pm)
    pm.sees("In analisi", "Ci piace.")
