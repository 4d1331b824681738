"""A draft told over the past, simulated, and the dates it moves."""

from datetime import timedelta

import pytest

import workflow
from ideas.evaluation import commands as evaluation
from ideas.kernel import clock
from tests.builders import a_colleague, act, an_idea, step
from tests.journeys.rows import nothing_stored
from tests.statements import statements
from tests.workflow.versions.office import FASTER, RISK, edited

DRAFT = "/admin/process/draft"
REVIEW, PAST, SIMULATION = f"{DRAFT}/review", f"{DRAFT}/past", "/admin/process/simulation"


def save(browser, text):
    assert browser.get(DRAFT).submit(DRAFT, text=text, save="").status == 200


def test_the_past_says_what_would_have_been_late(writer, travel):
    idea = an_idea("Carta per i figli", stage="analysis")
    travel.shift(timedelta(days=7))
    step(idea)
    save(writer, edited(*FASTER))
    with nothing_stored():
        page = writer.get(PAST)
    rows = [[" ".join(cell.itertext()).strip() for cell in row] for row in page.all("tr")]
    assert ["Analisi funzionale", "0", "1"] in rows, rows
    assert "Nessuna: ogni mossa fatta c’è anche nella bozza" in page.text


def test_the_past_names_the_ideas_that_would_have_gone_another_way(writer):
    an_idea("Firmata da quattro", stage="planned")
    save(writer, edited(*RISK))
    page = writer.get(PAST)
    assert "Firmata da quattro" in page.text and "1 pratica in «Pareri»" in page.text, page.text


def test_without_a_draft_that_passes_there_is_no_past(writer):
    assert writer.get(PAST).path == DRAFT
    save(writer, workflow.shipped().replace("clear = true\n", ""))
    assert writer.get(PAST).path == DRAFT
    assert "La versione in vigore con tante persone" in writer.get(SIMULATION).text


def test_the_past_costs_the_same_however_many_ideas_there_are(writer):
    save(writer, edited(*FASTER))
    counted = []
    for n in range(3):
        an_idea(f"Numero {n}", stage="analysis")
        with statements() as sql:
            writer.get(PAST)
        counted.append(sql.count)
    assert counted[1] == counted[2] <= 10, sql


def test_the_running_version_is_simulated_with_todays_people(writer):
    page = writer.get(SIMULATION)
    assert page.status == 200 and "Il registro è ancora vuoto" in page.text
    assert [e.get("value") for e in page.all("input", name="people_legal")] == ["1"]
    assert "Quanto lavora ogni ruolo" in page.text and page.all("{http://www.w3.org/2000/svg}svg", class_="bar--pair")


def test_fewer_people_than_work_show_where_the_queue_sits(writer):
    save(writer, edited(*FASTER))
    with nothing_stored():
        page = writer.get(f"{SIMULATION}?{people(arrivals='60', days='65')}")
    assert page.status == 200 and "La coda si ferma in «" in page.text, page.text
    assert "Barra spessa: la bozza" in page.text


@pytest.mark.parametrize(
    "typed",
    [
        {"arrivals": "tante"}, {"arrivals": "0"}, {"arrivals": "1e9"}, {"arrivals": "nan"}, {"arrivals": ""},
        {"days": "100000"}, {"people_legal": "0"}, {"people_legal": "-3"}, {"people_legal": "due"},
        {"people_legal": "9" * 30},
    ],
)  # fmt: skip
def test_what_cannot_be_simulated_gets_a_sentence_and_is_kept(writer, typed):
    page = writer.get(f"{SIMULATION}?{people(**typed)}")
    assert page.status == 422 and page.all("p", class_="field__error")
    (name, value), *_ = typed.items()
    assert name == "days" or [e.get("value") for e in page.all("input", name=name)] == [value]
    assert "La coda si ferma" not in page.text


def test_a_comma_is_a_comma(writer):
    assert writer.get(f"{SIMULATION}?{people(arrivals='2,5')}").status == 200


def test_more_ideas_than_two_seconds_can_tell_are_refused(writer):
    page = writer.get(f"{SIMULATION}?{people(arrivals='60', days='260')}")
    assert page.status == 422 and "Al massimo 1.200 idee in tutto" in page.text
    assert "La coda si ferma" not in page.text


def test_the_simulation_costs_the_same_however_many_ideas_there_are(writer):
    save(writer, edited(*FASTER))
    counted = []
    for n in range(3):
        an_idea(f"Numero {n}", stage="analysis")
        with statements() as sql:
            writer.get(SIMULATION)
        counted.append(sql.count)
    assert counted[1] == counted[2] <= 20, sql


def test_the_review_lists_the_due_dates_that_move(writer):
    an_idea("Si accorcia", stage="analysis")
    an_idea("Resta com’è", stage="triage")
    save(writer, edited(*FASTER))
    page = writer.get(REVIEW)
    dates = page.text[page.text.index("Scadenze che si spostano") :]
    assert "0 più tardi, 1 prima." in dates and "Si accorcia" in dates and "Resta com’è" not in dates


def test_the_review_says_what_a_new_calendar_would_move(writer):
    an_idea("Sotto il ponte", stage="analysis")
    day = (clock.today() + timedelta(days=1)).isoformat()
    save(writer, edited(('extra = ["', f'extra = ["{day} Chiusura", "')))
    page = writer.get(REVIEW)
    assert "Con il calendario nuovo" in page.text and "Sotto il ponte" in page.text
    assert "Le date già promesse restano." in page.text and "Scadenze che si spostano" not in page.text


def test_absences_are_seen_by_administrators(writer, staffed):
    away, instead = staffed["legal"], a_colleague("legal", name="Sara Fontana")
    assert "Nessuno è assente" in writer.get("/admin/absences").text
    with act():
        evaluation.stand_in(away, instead.id, clock.today(), clock.today() + timedelta(days=3), clock.now())
    with statements() as sql:
        page = writer.get("/admin/absences")
    assert "Uno di legal" in page.text and "Sara Fontana" in page.text and "Legale" in page.text
    assert sql.count <= 3, sql


def people(**typed):
    roles = [role for role in workflow.read(workflow.shipped()).roles if role != "author"]
    given = {"days": "130", "arrivals": "1"} | {f"people_{role}": "1" for role in roles} | typed
    return "&".join(f"{name}={value}" for name, value in given.items())
