"""The pages that everybody opens cost the same on a small and on a large board."""

from typing import Any

import pytest

from ideas.accounts.models import Person
from ideas.board import commands as board
from ideas.kernel import clock, process
from ideas.kernel.db import db
from ideas.moderation.commands import Target, appeal, decide, hand_over_idea, report
from tests.builders import a_category, a_colleague, a_customer, act, an_idea
from tests.statements import statements

TITLES = ("Bonifici istantanei", "Carta con il pagamento a rate", "Prelievo senza tessera", "Mutuo con pausa")


def many_ideas(number: int) -> None:
    """Ideas of many authors, in two areas, some with votes and comments."""
    authors = [a_customer(f"Cliente {n}") for n in range(5)]
    reader = a_customer("Marta Rossi")
    areas = [a_category("carte").id, a_category("filiali").id]
    with act():
        for n in range(number):
            idea = board.submit_idea(
                author_id=authors[n % 5].id,
                title=f"{TITLES[n % 4]} numero {n}",
                story="Lo vorrei fare dal telefono, di sera e nei giorni di festa, senza telefonare.",
                category_id=areas[n % 2],
                at=clock.now(),
            )
            if n % 3 == 0:
                board.vote(idea.id, reader.id, clock.now())
                board.add_comment(idea_id=idea.id, person=reader, text="Serve anche a me.", at=clock.now())


def cost(client: Any, path: str) -> int:
    """Statements of a page that has been opened before, so that nothing is loaded for the first time."""
    client.get(path)
    process.forget()  # what is remembered for five seconds is fresh now, and does not run out before the next answer
    client.get(path)
    with statements() as sql:
        page = client.get(path)
    assert page.status == 200
    print(sql)
    return sql.count


LISTS = ("/ideas", "/ideas?sort=new", "/ideas?sort=top", "/ideas?sort=discussed", "/ideas?q=bonifici&status=received")
WORKLISTS = ("/desk", "/desk?show=mine", "/desk?show=unassigned", "/desk?stage=triage")
OTHERS = ("/", "/me/ideas", "/me/ideas?show=voted", "/roadmap", "/me/notifications", "/news", "/ideas/new")
MODERATION = ("/desk/moderation", "/desk/moderation?show=decided", "/desk/moderation?show=appeals", "/desk/complaints")


@pytest.mark.parametrize("number", [12, 120])
def test_list_idea_and_worklist_stay_within_their_budgets(signed_in: Any, number: int) -> None:
    """At most four, eight and five statements, whoever is signed in."""
    author, customer, colleague = a_customer("Giulia Rossi"), a_customer("Anna Verdi"), a_colleague("moderator", "pm")
    fresh, advanced = an_idea(author=author), an_idea("Un’altra proposta di Giulia", author=author, stage="development")
    many_ideas(number)
    pages = [f"/ideas/{idea.id}-{idea.slug}" for idea in (fresh, advanced)]
    browsers = [signed_in(person) for person in (author, customer, colleague)]
    asked = [(browser, path, 4) for browser in browsers for path in LISTS]
    asked += [(browser, path, 8) for browser in browsers for path in pages]
    asked += [(browsers[-1], path, 5) for path in WORKLISTS]
    spent = [(path, cost(browser, path), budget) for browser, path, budget in asked]
    assert [each for each in spent if each[1] > each[2]] == []


def test_other_pages_do_not_cost_more_on_a_larger_board(signed_in: Any) -> None:
    reader = signed_in(a_customer("Anna Verdi"))
    many_ideas(12)
    before = {path: cost(reader, path) for path in OTHERS}
    many_ideas(60)
    assert {path: cost(reader, path) for path in OTHERS} == before


def test_moderation_does_not_cost_more_with_more_to_decide(signed_in: Any) -> None:
    moderator = a_colleague("moderator")
    browser = signed_in(moderator)
    public = ("/how-it-works/moderation", "/me/decisions")
    much_to_decide(moderator, 3)
    before = {path: cost(browser, path) for path in (*MODERATION, *public)}
    much_to_decide(moderator, 12)
    assert {path: cost(browser, path) for path in (*MODERATION, *public)} == before
    assert [(path, n) for path, n in before.items() if n > (5 if path in MODERATION else 9)] == []


def much_to_decide(moderator: Person, number: int) -> None:
    """Reports that wait, decisions with their appeals, complaints handed over."""
    for n in range(number):
        ideas = [an_idea(f"{TITLES[n % 4]} di {what} numero {n}") for what in ("chi", "come", "cosa")]
        with act():
            report(Target(ideas[0]), rule="respect", text="Offende chi lavora qui.", person=moderator, at=clock.now())
            hidden = decide(
                Target(ideas[1]), outcome="hidden", rule="respect", facts="Offende chi lavora qui.", by=moderator,
                expected=None, at=clock.now(),
            )  # fmt: skip
            author = db.session.get_one(Person, ideas[1].author_id)
            appeal(hidden.id, text="Non offendeva nessuno.", person=author, at=clock.now())
            hand_over_idea(ideas[2].id, matter="other", by=moderator, at=clock.now())


def test_the_work_page_does_not_cost_more_with_a_longer_history(signed_in: Any) -> None:
    client = signed_in(a_colleague("pm"))
    short, long = an_idea("Una proposta appena arrivata", stage="evaluation"), an_idea(stage="uat")
    assert cost(client, f"/desk/ideas/{long.id}") <= cost(client, f"/desk/ideas/{short.id}")
