"""The office's list parts what runs from what is over; the register leaves as a file, one year at a time."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from ideas.kernel import clock
from ideas.moderation import commands
from tests.builders import a_colleague, a_customer, act, an_idea
from tests.ideas.moderation.cases import a_comment, hand_over

pytestmark = pytest.mark.usefixtures("app")
ADDRESS = "/desk/complaints/register-{}.csv"


@pytest.fixture
def office(signed_in: Any) -> Any:
    return signed_in(a_colleague("care", name="Carla Fini"))


def titles(page: Any) -> list[str]:
    return [link.text for link in page.all("a", class_="table__title")]


def test_what_is_over_leaves_the_list_of_what_runs(office: Any, travel: Any) -> None:
    """Sixty days later nobody here knows whether the office has answered: it is not called late."""
    hand_over(an_idea("Il reclamo di ottobre"))
    travel.shift(timedelta(days=30))
    hand_over(an_idea("Il reclamo di novembre"))
    assert titles(office.get("/desk/complaints")) == ["Il reclamo di ottobre", "Il reclamo di novembre"]
    travel.shift(timedelta(days=31))
    assert titles(office.get("/desk/complaints")) == ["Il reclamo di novembre"]
    page = office.get("/desk/complaints?show=past")
    assert titles(page) == ["Il reclamo di ottobre"]
    assert "1 giorno fa" in page.text and "ritardo" not in page.text


def test_both_lists_go_on_by_key(office: Any, travel: Any, signed_in: Any) -> None:
    for number in range(27):
        hand_over(an_idea(f"Reclamo numero {number:02}"))
    first = office.get("/desk/complaints")
    (following,) = [path for path in first.links if "after=" in path]
    assert [*titles(first), *titles(office.get(following))] == [f"Reclamo numero {n:02}" for n in range(27)]
    travel.shift(timedelta(days=90))
    office = signed_in(a_colleague("care"))  # a session lasts a month
    first = office.get("/desk/complaints?show=past")
    (following,) = [path for path in first.links if "after=" in path]
    assert "show=past" in following
    assert [*titles(first), *titles(office.get(following))] == [f"Reclamo numero {n:02}" for n in reversed(range(27))]


def test_the_register_of_a_year_holds_what_was_handed_over_in_it(signed_in: Any, travel: Any) -> None:
    old = an_idea("Scritto nel 2026; passato nel 2027", author=a_customer("Giulia Rossi"))
    record = hand_over(an_idea("=SOMMA(A1:A9) dei miei soldi", author=a_customer("Marco Neri")), "payments")
    travel.shift(timedelta(days=100))
    hand_over(old)
    office = signed_in(a_colleague("care"))
    assert [path for path in office.get("/desk/complaints").links if path.endswith(".csv")] == [
        ADDRESS.format(2027), ADDRESS.format(2026),
    ]  # fmt: skip
    (row,) = rows(office.get(ADDRESS.format(2026)))
    assert row["Cliente"] == "Marco Neri" and row["Materia"] == "Pagamenti"
    assert row["Titolo"] == "'=SOMMA(A1:A9) dei miei soldi", "no program for tables computes what a customer wrote"
    assert row["Risposta entro"] == record.due_on.isoformat() and row["Impronta"] == record.hash
    (row,) = rows(office.get(ADDRESS.format(2027)))
    assert row["Titolo"] == "Scritto nel 2026; passato nel 2027" and row["Scritto il"].startswith("2026-10-")


def test_a_comment_of_a_later_year_keeps_the_number_of_its_idea(signed_in: Any, travel: Any) -> None:
    idea = an_idea("Proposta nel 2026")
    travel.shift(timedelta(days=100))
    comment = a_comment(idea, a_customer("Marco Neri"))
    with act():
        commands.hand_over_comment(comment.id, matter="other", by=a_colleague("moderator"), at=clock.now())
    (row,) = rows(signed_in(a_colleague("care")).get(ADDRESS.format(2027)))
    assert row["Idea"] == f"{idea.id:04}/26" and row["Numero"].endswith("/27")


def rows(answer: Any) -> list[dict[str, str]]:
    assert answer.status == 200 and answer.headers["Content-Disposition"].startswith("attachment")
    text = answer.response.get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_year_without_complaints_has_no_register(office: Any) -> None:
    assert not [path for path in office.get("/desk/complaints").links if path.endswith(".csv")]
    hand_over(an_idea())
    for year in ("1999", "2027", "99999999999999999999"):
        assert office.get(ADDRESS.format(year)).status == 404


def test_nobody_else_takes_the_register_along(signed_in: Any, client: Any) -> None:
    hand_over(an_idea())
    address = ADDRESS.format(2026)
    assert signed_in(a_customer()).get(address).status == 403
    assert signed_in(a_colleague("pm")).get(address).status == 403
    assert client.get(address, follow=False).status == 303
