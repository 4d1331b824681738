"""What scripts add: buttons that change in place, ideas that appear while typing, impatient fingers."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from ideas.board import commands as board
from ideas.board import queries
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.browser.window import Window
from tests.builders import a_colleague, a_customer, act, an_idea
from tests.ideas.board.crowd import many_ideas

pytestmark = [pytest.mark.browser, pytest.mark.looks]
PRESSED = 'main button.vote[aria-pressed="true"]'


@pytest.fixture
def marco(person_browser: Any) -> Window:
    return person_browser(a_customer("Marco Neri"))


def votes(idea_id: int) -> int:
    db.session.rollback()
    return queries.brief(idea_id).votes


def test_a_vote_changes_in_place_and_keeps_the_focus(marco: Window) -> None:
    idea_id = an_idea().id
    marco.visit("/ideas").page.evaluate("window.stillHere = true")
    marco.press("vota «").page.wait_for_selector(PRESSED)
    assert marco.page.evaluate("window.stillHere"), "the page was not loaded again"
    assert marco.page.evaluate("document.activeElement.matches('button.vote')")
    assert votes(idea_id) == 1


def test_two_quick_clicks_on_the_vote_do_not_lose_it(marco: Window) -> None:
    """The second click of a double click is not a change of mind."""
    idea_id = an_idea().id
    marco.visit("/ideas").find("vota «").dblclick()
    marco.page.wait_for_selector(PRESSED)
    marco.page.wait_for_load_state("networkidle")
    assert votes(idea_id) == 1


def test_two_quick_clicks_on_send_make_one_idea(marco: Window) -> None:
    marco.visit("/ideas/new").write(
        title="Bloccare la carta per un’ora", story="Quando non la trovo vorrei bloccarla subito e riattivarla da solo."
    )
    marco.find("Invia l’idea").dblclick()
    expect(marco.page).to_have_url(re.compile("/receipt$"))  # the second click cuts the first answer off
    marco.visit("/me/ideas")
    assert marco.page.get_by_role("link", name="Bloccare la carta per un’ora").count() == 1


def test_the_preview_covers_personal_data_while_it_is_typed(marco: Window) -> None:
    marco.visit("/ideas/new").write(story="Il mio IBAN è IT60 X054 2811 1010 0000 0123 456, ricordatevelo.")
    marco.sees("Hai scritto un IBAN")
    preview = marco.page.locator("#preview-story")
    expect(preview).to_contain_text("IT60 ···· 456")
    expect(preview).not_to_contain_text("0123 456")


def test_a_number_in_a_comment_is_pointed_out_while_it_is_typed(marco: Window) -> None:
    idea = an_idea()
    marco.visit(f"/ideas/{idea.id}-{idea.slug}").write(text="Chiamatemi al 347 123 4567.")
    marco.sees("Hai scritto un numero di telefono")


def test_whoever_says_that_none_is_alike_is_left_in_peace(marco: Window) -> None:
    an_idea("Bloccare la carta dal telefono")
    marco.visit("/ideas/new").write(title="Bloccare la carta dal cellulare").sees("Bloccare la carta dal telefono")
    marco.press("Nessuna di queste")
    assert marco.page.evaluate("document.activeElement.id") == "story"
    marco.write(title="Bloccare la mia carta dal cellulare").page.wait_for_timeout(900)
    expect(marco.page.locator("#similar-found")).to_be_hidden()


def test_similar_ideas_appear_without_disturbing_whoever_types(marco: Window) -> None:
    an_idea("Bloccare la carta dal telefono")
    marco.visit("/ideas/new").write(title="Bloccare la carta per un’ora")
    story = marco.page.locator("[name=story]")
    story.press_sequentially("Quando ", delay=30)
    marco.sees("Bloccare la carta dal telefono")
    assert story.evaluate("e => e === document.activeElement")
    marco.press("È la mia idea: voto questa").sees("Votata")
    assert story.input_value() == "Quando ", "a vote for a similar idea keeps what was written"


def test_a_vote_that_is_no_longer_open_is_explained(marco: Window) -> None:
    """The idea was closed while the page was open: the page says so instead of a button that does nothing."""
    idea = an_idea(stage="evaluation")
    marco.visit(f"/ideas/{idea.id}-{idea.slug}")
    with act():
        board.set_status(idea.id, stage="declined", status="declined", at=clock.now())
    with marco.refused(409):
        marco.press("vota «")
        marco.sees("Non si vota più")


def test_the_gauge_of_the_editor_follows_what_is_typed(person_browser: Any) -> None:
    an_idea(stage="released")
    writer = person_browser(a_colleague("communications", name="Irene Gallo")).visit("/desk/announcements/1")
    before = writer.page.locator("#gauge").inner_text()
    writer.page.locator("[name=text]").fill("")
    writer.page.locator("[name=text]").press_sequentially("Adesso mandi un bonifico. Apri l’app. Scegli Subito. ")
    expect(writer.page.locator("#gauge")).not_to_have_text(before)
    assert writer.page.locator("[name=text]").evaluate("e => e === document.activeElement")


def test_going_back_after_a_vote_shows_the_vote(marco: Window) -> None:
    idea = an_idea()
    marco.visit("/ideas").visit(f"/ideas/{idea.id}-{idea.slug}").press("vota «")
    marco.page.wait_for_selector(PRESSED)
    marco.page.go_back()
    marco.page.wait_for_selector(PRESSED)


def test_more_ideas_come_below_the_ones_that_are_there(marco: Window) -> None:
    many_ideas(30)
    marco.visit("/ideas?sort=new").page.evaluate("window.stillHere = true")
    titles = marco.page.locator(".idea__title a")
    first, shown = titles.first.inner_text(), titles.count()
    marco.press("Mostra altre idee")
    expect(titles.nth(shown)).to_be_focused()
    assert marco.page.evaluate("window.stillHere") and titles.first.inner_text() == first
    assert "after=" in marco.page.url
    marco.page.go_back()
    expect(titles).to_have_count(shown)
