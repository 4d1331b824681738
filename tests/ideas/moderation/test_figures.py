"""The public figures come from the rows, and only from the last year."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ideas.accounts.models import Person
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.moderation import commands, personal
from ideas.moderation.commands import Target
from ideas.moderation.models import Appeal, Complaint, Report
from ideas.moderation.queries import figures
from tests.builders import a_colleague, a_customer, act, an_idea, noise
from tests.ideas.moderation.cases import WHY, a_decision, a_report, an_appeal

pytestmark = pytest.mark.usefixtures("app")
TITLES = ("Prima proposta di prova", "Seconda proposta di prova", "Terza proposta di prova")


def test_figures_of_a_year_nobody_reported_anything() -> None:
    noise()
    found = figures(clock.now())
    assert (found.reports, found.median_hours, found.decided, found.overturned) == (0, None, 0, 0)
    assert found.most == 1


def test_figures_count_reports_decisions_hours_and_appeals(travel: Any) -> None:
    noise()
    moderator, executive = a_colleague("moderator"), a_colleague("executive")
    an_old_one(moderator)
    travel.shift(timedelta(days=400))
    ideas = [an_idea(title) for title in TITLES]
    anna = a_customer("Anna Verdi")
    for idea in ideas:
        a_report(Target(idea), anna)
    a_report(Target(ideas[0]), rule="respect", name="Ada Neri", email="ada@test.example")
    travel.shift(timedelta(hours=2))
    hidden = a_decision(Target(ideas[0]), moderator)
    travel.shift(timedelta(hours=4))
    a_decision(Target(ideas[1]), moderator, outcome="kept")
    appeal = an_appeal(hidden, db.session.get_one(Person, ideas[0].author_id))
    with act():
        commands.decide_appeal(appeal.id, outcome="overturned", reason=WHY, by=executive, at=clock.now())
        commands.hand_over_text(customer_id=anna.id, title="x", text="y", matter="other", at=clock.now())
    found = figures(clock.now())
    assert (found.reports, found.unnamed, found.answered) == (4, 1, 3)
    assert found.median_hours == 2.0  # two hours, two hours, six hours
    assert (found.kept, found.hidden, found.removed, found.automated) == (2, 1, 0, 0)
    assert (found.appeals, found.appeals_decided, found.overturned, found.by_authors) == (1, 1, 1, 1)
    assert found.complaints == 1
    by_rule = {row.id: (row.reports, row.restricted) for row in found.by_rule}
    assert by_rule["personal_data"] == (3, 1) and by_rule["respect"] == (1, 0)


def an_old_one(moderator: Person) -> None:
    idea = an_idea("Una proposta di tanto tempo fa")
    a_report(Target(idea), a_customer("Vecchio Utente"))
    a_decision(Target(idea), moderator)


def test_the_public_pages_say_the_rules_the_order_and_the_figures(client: Any) -> None:
    rules = client.get("/how-it-works/rules")
    assert "Niente dati personali" in rules.text and "La moderazione in numeri" not in rules.h1
    assert "Voti ed età insieme" in client.get("/how-it-works/ordering").text
    a_report(Target(an_idea()), a_customer("Anna Verdi"))
    page = client.get("/how-it-works/moderation")
    assert "1 segnalazione" in page.text and page.source.count("bar--two") == len(figures(clock.now()).by_rule)
    english = client.get("/appearance?language=en&next=/how-it-works/rules")
    assert "No personal data" in english.text


def test_a_person_takes_everything_along_and_is_forgotten_but_for_complaints() -> None:
    moderator, giulia = a_colleague("moderator"), a_customer("Giulia Rossi")
    mine, others = an_idea(author=giulia), an_idea("La proposta di un altro")
    a_report(Target(others), giulia)
    an_appeal(a_decision(Target(mine), moderator), giulia)
    with act():
        commands.hand_over_text(
            customer_id=giulia.id, title="Addebito", text="Due volte.", matter="other", at=clock.now()
        )
    taken = personal.export(giulia.id)
    assert {name: len(rows) for name, rows in taken.items()} == {
        "reports": 1, "decisions": 1, "appeals": 1, "complaints": 1,
    }  # fmt: skip
    assert "by_id" not in str(taken)
    with act():
        personal.erase(giulia.id, clock.now())
    report, appeal = db.session.scalars(select(Report)).one(), db.session.scalars(select(Appeal)).one()
    assert (report.reporter_id, report.text, appeal.person_id, appeal.text) == (None, "", None, "")
    assert db.session.scalars(select(Complaint)).one().text == "Due volte."
    assert personal.export(giulia.id)["reports"] == []
