"""The public scorecard says what happened, neither more nor less."""

from datetime import timedelta
from typing import Any

from sqlalchemy import text

from ideas.analytics import queries
from ideas.evaluation import commands as evaluation
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_colleague, a_customer, an_idea, move, noise
from tests.statements import statements

NO = {"reason_code": "rules_forbid", "reason": "Una norma del 2019 lo vieta."}
DEAR = {"reason_code": "costs_too_much", "reason": "Costerebbe più di quanto serve."}


def refused(title: str, fields: dict[str, str], days: int, travel: Any) -> Any:
    """An idea that gets its no after so many days."""
    idea = an_idea(title, stage="evaluation")
    travel.shift(timedelta(days=days))
    move(idea, "decline", a_colleague("pm"), **fields)
    return idea


def card() -> queries.Scorecard:
    db.session.commit()
    return queries.scorecard(clock.now())


def test_before_the_first_answer_there_is_nothing_to_count(app: Any, client: Any) -> None:
    an_idea()
    found = card()
    assert (found.whole.answered, found.whole.share, found.reasons, found.late) == (0, None, [], [])
    assert "Ancora nessuna risposta da contare" in client.get("/scorecard").text


def test_answers_in_time_and_late_are_counted_in_the_quarter_in_which_they_came(app: Any, travel: Any) -> None:
    refused("Prima proposta", NO, 7, travel)
    refused("Seconda proposta", DEAR, 14, travel)
    refused("Terza proposta", NO, 70, travel)
    found = card()
    now, before = found.quarters
    assert ((now.year, now.n), (before.year, before.n)) == ((2027, 1), (2026, 4))
    assert (before.answered, before.in_time, before.late, before.share) == (2, 2, 0, 100)
    assert (now.answered, now.in_time, now.late, now.share) == (1, 0, 1, 0)
    assert (found.whole.answered, found.whole.in_time, found.whole.share) == (3, 2, 66)
    assert (before.median, found.whole.median) == (5, 10), "working days; of two, the shorter"
    assert [(r.label, r.times, r.percent) for r in found.reasons] == [
        ("Le regole non lo permettono", 2, 66),
        ("Costa troppo per quanto serve", 1, 33),
    ]


def test_what_waits_past_its_day_is_named_the_oldest_first(app: Any, client: Any, travel: Any) -> None:
    first = an_idea("La prima dimenticata", stage="evaluation")
    travel.shift(timedelta(days=3))
    second = an_idea("La seconda dimenticata", stage="evaluation")
    waiting = an_idea("Questa aspetta il cliente", stage="evaluation")
    move(waiting, "ask", a_colleague("pm"), question="Ti serve anche di notte?")
    travel.shift(timedelta(days=50))
    answered = an_idea("Questa ha tempo", stage="evaluation")
    evaluation.watch()
    found = card()
    assert [idea.id for idea in found.late] == [first.id, second.id] and found.late_total == 2
    assert found.late[0].days > 5
    page = client.get("/scorecard")
    assert first.title in page.text and answered.title not in page.text


def test_complaints_and_ideas_taken_back_are_not_answers(app: Any) -> None:
    noise()
    author = a_customer()
    taken_back = an_idea(author=author)
    move(taken_back, "withdraw", author)
    complaint = an_idea("Mi avete addebitato due volte")
    move(complaint, "complaint", a_colleague("moderator"))
    assert card().whole.answered == 0


def test_the_page_can_be_read_in_both_languages_and_leads_there_from_every_page(client: Any, travel: Any) -> None:
    refused("Prima proposta", NO, 7, travel)
    assert "/scorecard" in client.get("/ideas").links
    assert "4º trimestre 2026" in client.get("/scorecard").text
    client.browser.set_cookie("language", "en")
    page = client.get("/scorecard")
    assert "4th quarter 2026" in page.text and "The rules don’t allow it" in page.text
    assert "4th quarter 2026: 100%." in page.source, "the drawing says its numbers to whoever does not see it"


def test_the_scorecard_asks_three_questions_of_its_indexes(client: Any, travel: Any) -> None:
    refused("Prima proposta", NO, 7, travel)
    client.get("/scorecard")
    with statements() as sql:
        card()
    assert sql.count <= 4, sql
    if db.engine.dialect.name == "sqlite":
        asked = "SELECT 1 FROM process_clock WHERE name = 'answer' AND stopped_at "
        for condition in (">= '2026'", "IS NULL AND due_at < '2026'"):
            plan = db.session.execute(text(f"EXPLAIN QUERY PLAN {asked}{condition}")).all()
            assert "ix_process_clock_" in str(plan) and "SCAN" not in str(plan)
