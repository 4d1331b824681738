"""Everything works with JavaScript off: forms are sent, pages come back."""

from typing import Any

import pytest

from tests.browser.window import Window
from tests.builders import a_colleague, a_customer, an_idea, move

pytestmark = [pytest.mark.browser, pytest.mark.looks]
OFF = {"java_script_enabled": False}
TITLE = "Bloccare la carta per un’ora"
STORY = "Quando non la trovo vorrei bloccarla subito e riattivarla da solo, senza telefonare."


@pytest.fixture
def marco(person_browser: Any) -> Window:
    return person_browser(a_customer("Marco Neri"), **OFF)


def test_voting_and_taking_it_back(marco: Window) -> None:
    idea = an_idea()
    marco.visit(f"/ideas/{idea.id}-{idea.slug}").press("vota «").sees("votata")
    marco.press("vota «").sees_not("votata")
    marco.visit("/ideas").press("vota «").sees("votata")
    assert marco.path.startswith("/ideas#"), "a vote given in a list stays in the list"


def test_following(marco: Window) -> None:
    idea = an_idea()
    marco.visit(f"/ideas/{idea.id}-{idea.slug}").press("Segui questa idea").sees("La stai seguendo")
    marco.press("La stai seguendo").sees("Segui questa idea")


def test_commenting(marco: Window) -> None:
    idea = an_idea()
    marco.visit(f"/ideas/{idea.id}-{idea.slug}").write(text="Servirebbe anche a me.").press("Pubblica il commento")
    marco.sees("Servirebbe anche a me.", "1 commento")


def test_searching_filtering_and_sorting(marco: Window) -> None:
    an_idea()
    an_idea(
        "Prelievo senza tessera dal bancomat", "Basterebbe il telefono, quando la carta è a casa.", category="filiali"
    )
    marco.visit("/ideas").sees("Bonifici istantanei", "Prelievo senza tessera")
    marco.write(q="bancomat").press("Cerca").sees("Prelievo senza tessera").sees_not("Bonifici istantanei dall")
    marco.visit("/ideas").press("Più votate").sees("Bonifici istantanei", "Prelievo senza tessera")
    marco.write(category="filiali").press("Applica i filtri").sees("Prelievo senza tessera").sees_not(
        "Bonifici istantanei dall"
    )


def test_proposing(marco: Window) -> None:
    """What is missing is said with the words kept; then the similar ones are shown and the idea is sent."""
    marco.visit("/ideas/new").write(title=TITLE, story="Corta.")
    with marco.refused(422):
        marco.press("Invia l’idea")
    marco.sees("È un po’ corto")
    assert marco.page.locator("[name=title]").input_value() == TITLE
    marco.write(story=STORY, category="carte").press("Invia l’idea").sees(TITLE, "Grazie Marco")
    assert marco.path.endswith("/receipt")


def test_answering_the_bank(person_browser: Any) -> None:
    giulia = a_customer()
    idea = an_idea(stage="evaluation", author=giulia)
    move(idea, "ask", a_colleague("pm"), question="Ti serve anche di notte?")
    window = person_browser(giulia, **OFF)
    window.visit("/me/ideas").press("Rispondi").sees("Ti serve anche di notte?")
    window.write(answer="Sì, lavoro in ospedale.").press("Invia la risposta")
    window.sees("In valutazione")


def test_working_at_the_desk(person_browser: Any) -> None:
    idea = an_idea(stage="evaluation")
    pm = person_browser(a_colleague("pm", name="Paola Bianchi"), **OFF)
    pm.visit("/desk").press("Prendi in carico").sees("Paola Bianchi")
    pm.press("Avvia l’analisi").write(value="4", effort="3", message="Ci piace.").press("Avvia l’analisi")
    assert pm.path == f"/desk/ideas/{idea.id}"
    pm.sees("In analisi", "Ci piace.")


def test_giving_an_opinion(person_browser: Any) -> None:
    idea = an_idea(stage="signoff")
    legal = person_browser(a_colleague("legal", name="Sara Fontana"), **OFF)
    legal.visit(f"/desk/ideas/{idea.id}").press("Dai il parere").write(verdict="ok").press("Dai il parere")
    legal.sees("Favorevole", "1 di 4")
