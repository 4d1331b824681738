"""Areas: those a bank begins with, their teams, and the desk a new idea lands on."""

from typing import Any

from sqlalchemy import delete, select

from ideas.board import commands as board
from ideas.board.models import Category
from ideas.kernel.db import db
from tests.builders import a_category, a_colleague, a_customer, act, an_idea, noise

BEGIN = [
    "App e sito", "Carte e prelievi", "Pagamenti e bonifici", "Conto e documenti", "Risparmio",
    "Filiale e assistenza", "Sicurezza", "Mutui e prestiti",
]  # fmt: skip


def given(slug: str, *people: Any, team: str = "") -> None:
    category = a_category(slug)
    with act():
        board.change_category(
            category.id, name=category.name, name_en="", team=team, people=[person.id for person in people]
        )


def test_a_bank_begins_with_eight_areas_each_with_its_team(app: Any) -> None:
    with act():
        db.session.execute(delete(Category))
        board.install_categories()
        again = len(board.install_categories())
    rows = db.session.scalars(select(Category).where(Category.team != "").order_by(Category.position)).all()
    assert [row.name for row in rows] == BEGIN and all(row.name_en and row.team.startswith("team ") for row in rows)
    assert again == len(db.session.scalars(select(Category)).all())


def test_the_receipt_names_the_team(app: Any, signed_in: Any) -> None:
    given("carte", team="team Carte")
    page = signed_in(a_customer()).post(
        "/ideas/new",
        {"title": "Bloccare la carta", "story": "Quando non la trovo vorrei fermarla.", "category": "carte"},
    )
    assert "Se ne occupa team Carte" in page.text


def test_an_idea_lands_on_the_desk_of_its_area_and_what_is_nobody_s_on_every_desk(app: Any, signed_in: Any) -> None:
    noise()
    elena, paola, other = (a_colleague("moderator", name=name) for name in ("Elena Bruni", "Paola Neri", "Ugo Sala"))
    given("carte", elena)
    given("filiali", paola)
    for n, slug in enumerate(("carte", "filiali", "app-e-sito")):
        an_idea(f"Un’idea numero {n} su {slug}", category=slug)
    desk = signed_in(elena).get("/desk")
    assert "su carte" in desk.text and "su app-e-sito" in desk.text and "su filiali" not in desk.text
    assert [a.get("href") for a in desk.all("a", **{"aria-current": "page"})][-1] == "/desk?show=area"
    assert "su filiali" in signed_in(elena).get("/desk?show=open").text
    everything = signed_in(other).get("/desk")
    assert "Le mie aree" not in everything.text and "su filiali" in everything.text and "su carte" in everything.text


def test_administrators_choose_names_teams_and_people(app: Any, signed_in: Any) -> None:
    elena, admin = a_colleague("pm", name="Elena Bruni"), signed_in(a_colleague("admin", name="Ada Primi"))
    path = f"/admin/categories/{a_category('carte').id}"
    page = admin.get(path).submit(path, name="Carte di ogni colore", team="team Carte", people=str(elena.id))
    assert page.path == "/admin/categories" and "Carte di ogni colore" in page.text and "Elena Bruni" in page.text
    refused = admin.get(path).submit(path, name=a_category("filiali").name)
    assert refused.status == 422 and "Un’altra area ha già questo nome." in refused.text
    assert admin.get("/admin/categories/999").status == 404


def test_the_areas_every_bank_begins_with_are_added_by_a_button(app: Any, signed_in: Any) -> None:
    page = signed_in(a_colleague("admin")).get("/admin/categories").submit("/admin/categories")
    assert "Mutui e prestiti" in page.text and "team Risparmio" in page.text


def test_the_guide_says_what_happens_to_a_question_without_an_answer(client: Any) -> None:
    assert "Se dopo 15 giorni lavorativi non l’hai fatto, chiudiamo l’idea" in client.get("/how-it-works").text
