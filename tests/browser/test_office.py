"""The process office: one administrator drafts, another publishes, an idea under way follows, a third step back."""

from typing import Any

import pytest

from ideas.board.models import Idea
from ideas.kernel.db import db
from tests.builders import a_colleague, an_idea
from tests.workflow.versions.office import edited

pytestmark = [pytest.mark.browser, pytest.mark.looks]

DESKS = ("moderator", "pm", "analyst", "legal", "compliance", "security", "care", "developer", "communications")
RENAMED = (
    ("[stage.analysis]\n", '[stage.study]\nwas = ["analysis"]\n'),
    ("[stage.analysis.", "[stage.study."),
    ('to = "analysis"', 'to = "study"'),
    ('not_by = ["evaluation", "analysis"]', 'not_by = ["evaluation", "study"]'),
    ('stop = ["analysis", "declined"', 'stop = ["study", "declined"'),
    ('title = { it = "Analisi funzionale"', 'title = { it = "Studio"'),
    ('role = "analyst"\ndue = "10bd"', 'role = "analyst"\ndue = "3bd"'),
)


@pytest.fixture
def bank(app: Any) -> Idea:
    """Somebody at every desk, and an idea that is being analysed."""
    for role in (*DESKS, "executive"):
        a_colleague(role, name=f"Uno di {role}")
    return an_idea("Carta per i figli", stage="analysis")


def stage_of(idea: Idea) -> str:
    db.session.commit()
    return db.session.get(Idea, idea.id, populate_existing=True).stage


def test_a_version_is_drafted_by_one_published_by_another_and_taken_back(bank: Idea, person_browser: Any) -> None:
    rita = person_browser(a_colleague("admin", name="Rita Galli"))
    andrea = person_browser(a_colleague("admin", name="Andrea Pini"))
    text = edited(*RENAMED)

    rita.visit("/admin/process").sees("Versione 1, in vigore", "Chi fa che cosa").press("Scrivi la prossima versione")
    rita.write(text=text.replace('to = "study"', 'to = "stuudy"', 1)).page.locator("#text").dispatch_event("input")
    rita.sees("Volevi dire «study»?")
    assert rita.path == "/admin/process/draft", "the checks came while typing, on the same page"
    rita.page.locator("a[data-line]").first.click()
    chosen = (
        "() => { const a = document.getElementById('text'); return a.value.slice(a.selectionStart, a.selectionEnd) }"
    )
    assert rita.page.evaluate(chosen) == 'to = "stuudy"', "the line is chosen in the text"
    rita.write(text=text).sees("Tutti i controlli passano")
    rita.press("Salva la bozza").sees("Bozza salvata").press("Che cosa cambia")
    rita.sees(
        "da 10 giorni lavorativi a 3 giorni lavorativi", "Carta per i figli", "L’hai scritto tu: lo approva un’altra"
    )
    rita.shot("bozza-che-cosa-cambia")
    rita.press("Sul passato").sees("Idee ripercorse").press("Simulazione").sees("Quanto lavora ogni ruolo")

    andrea.visit("/admin/process").press("Confronta e pubblica").sees("1 pratica in «Analisi funzionale»")
    andrea.press("Pubblica").sees("La nuova versione è in vigore.", "Versione 2, in vigore", "approvata da Andrea Pini")
    andrea.sees("L’hai pubblicata tu").shot("versione-2-in-vigore")
    assert stage_of(bank) == "study"
    andrea.visit(f"/desk/ideas/{bank.id}").sees("Studio")

    rita.visit("/admin/process").press("Torna indietro dalla 2").sees("È di nuovo in vigore la versione di prima.")
    rita.sees("Versione 1, in vigore", "ritirata da Rita Galli")
    assert stage_of(bank) == "analysis"


def test_the_office_works_without_scripts(bank: Idea, person_browser: Any) -> None:
    rita = person_browser(a_colleague("admin", name="Rita Galli"), java_script_enabled=False)
    rita.visit("/admin/process/draft").write(text=edited(*RENAMED).replace('to = "study"', 'to = "stuudy"', 1))
    with rita.refused(422):
        rita.press("Controlla").sees("Volevi dire «study»?")
    rita.write(text=edited(*RENAMED)).press("Salva la bozza").sees("Bozza salvata")
    rita.visit("/admin/process/simulation").press("Simula").sees("Quanto lavora ogni ruolo")


def test_the_diagram_can_be_scrolled_by_keyboard_on_a_telephone(bank: Idea, person_browser: Any) -> None:
    rita = person_browser(a_colleague("admin", name="Rita Galli"), viewport={"width": 390, "height": 844})
    rita.visit("/admin/process")
    region = rita.page.get_by_role("region", name="Diagramma del processo, scorrevole")
    region.focus()
    for _press in range(5):
        rita.page.keyboard.press("ArrowRight")
    rita.page.wait_for_function("() => document.activeElement.scrollLeft > 0")
    assert rita.page.evaluate("document.documentElement.scrollWidth") <= 390
