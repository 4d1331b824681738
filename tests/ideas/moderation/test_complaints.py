"""A complaint goes to its office: a record that nobody changes, whose time counts from the day of writing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError

import workflow
from ideas.board import commands as board
from ideas.board import queries as pages
from ideas.evaluation.commands.moving import follow
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.process import running
from ideas.moderation import commands, queries
from ideas.moderation.commands import Target
from ideas.moderation.errors import OwnContent, WithTheOffice
from ideas.moderation.models import Complaint, Decision
from ideas.moderation.policy import RULES, appeal_until, complaint_due
from tests.builders import a_colleague, a_customer, act, an_idea, move, noise
from tests.ideas.moderation.cases import a_comment, a_report, complaints, hand_over, promised

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("matter", "posted", "due"),
    [
        ("other", datetime(2026, 10, 12, 6, 50, tzinfo=UTC), date(2026, 12, 11)),  # 60 calendar days
        ("other", datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 3, 2)),  # it is the next year in Rome
        ("payments", datetime(2026, 10, 12, 6, 50, tzinfo=UTC), date(2026, 11, 2)),  # 15 working days
        ("payments", datetime(2026, 11, 20, 9, 0, tzinfo=UTC), date(2026, 12, 15)),  # 7 and 8 December do not count
        ("payments", datetime(2026, 12, 18, 9, 0, tzinfo=UTC), date(2027, 1, 13)),  # nor Christmas, 1 and 6 January
    ],
)
def test_the_time_counts_from_the_day_of_writing(matter: str, posted: datetime, due: date) -> None:
    assert complaint_due(posted, matter, running().calendar, days=60, payment_days=15) == due


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        (datetime(2026, 10, 12, 9, tzinfo=UTC), date(2027, 4, 12)),
        (datetime(2026, 8, 31, 9, tzinfo=UTC), date(2027, 2, 28)),
    ],
)
def test_six_months_end_on_a_day_that_exists(decided: datetime, last: date) -> None:
    assert appeal_until(decided) == last


def test_every_rule_is_said_in_both_languages() -> None:
    assert [rule.id for rule in RULES.values() if not all(rule.title[x] and rule.text[x] for x in ("it", "en"))] == []
    assert {rule.id for rule in RULES.values() if rule.unnamed} == {"minors"}


def test_a_moderator_passes_an_idea_on_days_later(signed_in: Any, client: Any, travel: Any) -> None:
    noise()
    author = a_customer("Giulia Rossi", email="giulia@test.example")
    idea = an_idea("Mi avete addebitato due volte", author=author)
    written = idea.created_at
    travel.shift(timedelta(days=2))
    moderator = a_colleague("moderator")
    browser = signed_in(moderator)
    assert f"/desk/moderation/ideas/{idea.id}/complaint" in browser.get(f"/desk/ideas/{idea.id}").links
    address = f"/desk/moderation/ideas/{idea.id}/complaint"
    browser.get(address).submit(address, matter="payments")
    [record] = complaints()
    assert (record.posted_at, record.matter, record.due_on) == (written, "payments", date(2026, 11, 2))
    assert (record.customer_id, record.customer_name, record.customer_email) == (
        author.id, "Giulia Rossi", "giulia@test.example",
    )  # fmt: skip
    assert (record.title, record.text, record.by_id) == (idea.title, idea.story, moderator.id)
    db.session.refresh(idea)
    assert (idea.stage, idea.status) == ("complaint", "private")
    assert client.get(f"/ideas/{idea.id}-{idea.slug}").status == 404
    assert pages.idea_list(pages.ListQuery(), None).total == 1
    assert board.recount().wrong == 0


def test_the_customer_gets_a_receipt_by_mail_and_on_a_page(signed_in: Any, client: Any) -> None:
    author = a_customer("Giulia Rossi")
    record = hand_over(an_idea(author=author))
    assert promised().count("handed_over") == 1
    browser = signed_in(author)
    assert "Il tuo reclamo è all’ufficio reclami" in browser.get("/me/notifications").text
    page = browser.get(f"/complaints/{record.id}")
    for part in ("R-0001/26", "venerdì 11 dicembre", "Arbitro Bancario Finanziario"):
        assert part in page.text
    assert f"/complaints/{record.id}" in browser.get("/me/decisions").links
    assert signed_in(a_customer("Ugo Bo")).get(f"/complaints/{record.id}").status == 404
    assert signed_in(a_colleague("pm")).get(f"/complaints/{record.id}").status == 404
    assert signed_in(a_colleague("care")).get(f"/complaints/{record.id}").status == 200


def test_the_first_desks_own_way_out_makes_the_same_record() -> None:
    idea = an_idea(category="carte")
    move(idea, "complaint", a_colleague("moderator"))
    [record] = complaints()
    assert (record.idea_id, record.posted_at) == (idea.id, idea.created_at)
    assert promised().count("handed_over") == 1


@pytest.mark.parametrize("stage", ["triage", "analysis", "signoff", "development"])
def test_nobody_goes_on_working_on_what_has_become_a_complaint(stage: str) -> None:
    idea = an_idea(stage=stage)
    hand_over(idea)
    db.session.refresh(idea)
    case = workflow.case_for(db.session, idea.id)
    assert (idea.stage, idea.status) == ("complaint", "private")
    assert case.closed_at is not None and not case.open_steps and case.answer_due_at is None
    assert pages.idea_list(pages.ListQuery(), None).total == 0


def test_what_is_done_already_leaves_the_board_and_its_announcement_stays_to_be_made() -> None:
    idea = an_idea(stage="released")
    hand_over(idea)
    db.session.refresh(idea)
    assert (idea.stage, idea.status) == ("released", "taken_down")


def test_a_comment_is_handed_over_and_the_idea_stays(signed_in: Any, client: Any, travel: Any) -> None:
    idea, ugo = an_idea(), a_customer("Ugo Bo")
    comment = a_comment(idea, ugo, "A me avete tolto 40 euro e nessuno risponde.")
    travel.shift(timedelta(hours=3))
    address = f"/desk/moderation/comments/{comment.id}/complaint"
    signed_in(a_colleague("moderator")).get(address).submit(address, matter="other")
    [record] = complaints()
    assert (record.comment_id, record.customer_id, record.posted_at) == (comment.id, ugo.id, comment.created_at)
    page = client.get(f"/ideas/{idea.id}-{idea.slug}")
    assert page.status == 200 and "40 euro" not in page.text
    assert board.recount().wrong == 0


def test_what_is_with_the_office_is_not_handed_over_or_decided_again(signed_in: Any) -> None:
    idea, moderator = an_idea(), a_colleague("moderator")
    hand_over(idea, by=moderator)
    with pytest.raises(WithTheOffice):
        hand_over(idea, by=moderator)
    answer = signed_in(moderator).post(
        f"/desk/moderation/ideas/{idea.id}", {"outcome": "kept", "facts": "Torna in bacheca subito.", "latest": "0"}
    )
    assert answer.status == 409 and len(complaints()) == 1


def test_nobody_hands_their_own_words_over() -> None:
    moderator = a_colleague("moderator")
    with pytest.raises(OwnContent):
        hand_over(an_idea(author=moderator), by=moderator)


def test_whoever_had_reported_it_is_told() -> None:
    idea, anna = an_idea(), a_customer("Anna Verdi")
    a_report(Target(idea), anna)
    hand_over(idea)
    assert [d.outcome for d in db.session.scalars(db.select(Decision))] == ["passed_on"]
    assert "report_passed_on" in promised()


def test_a_complaint_split_while_proposing_starts_at_once() -> None:
    author = a_customer()
    with act():
        made = commands.hand_over_text(
            customer_id=author.id, title="Addebito doppio", text="Mi avete tolto 40 euro due volte.",
            matter="payments", at=clock.now(),
        )  # fmt: skip
    assert (made.idea_id, made.by_id, made.posted_at, made.due_on) == (None, None, made.handed_at, date(2026, 11, 2))
    assert promised() == ["handed_over"]


@pytest.mark.parametrize("change", ["update", "delete", "raw"])
def test_no_record_is_ever_changed_or_deleted(change: str) -> None:
    record = hand_over(an_idea())
    statement = {
        "update": update(Complaint).where(Complaint.id == record.id).values(due_on=date(2030, 1, 1)),
        "delete": delete(Complaint).where(Complaint.id == record.id),
        "raw": text("UPDATE complaint SET text = 'altro'"),
    }[change]
    with pytest.raises(DatabaseError, match="never changed"), act():
        db.session.execute(statement)
    assert queries.broken_complaint() is None


def test_the_chain_finds_whoever_goes_around_the_database() -> None:
    for title in ("Il primo reclamo di oggi", "Il secondo reclamo di oggi", "Il terzo reclamo di oggi"):
        hand_over(an_idea(title))
    assert queries.broken_complaint() is None
    with act():
        around_the_triggers("UPDATE complaint SET due_on = '2030-01-01' WHERE id = 2")
    assert queries.broken_complaint() == 2


def around_the_triggers(statement: str) -> None:
    """As somebody with the database's own powers could."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        db.session.execute(text("DROP TRIGGER complaint_no_update"))
    db.session.execute(text(statement))


def test_one_idea_is_one_complaint_in_the_database_too() -> None:
    record = hand_over(an_idea())
    twin = {c.name: getattr(record, c.name) for c in Complaint.__table__.columns}
    with pytest.raises(IntegrityError), act():
        db.session.add(Complaint(**{**twin, "id": 2, "previous": "x", "hash": "y"}))


def test_the_list_is_soonest_first_and_staff_only(signed_in: Any, client: Any) -> None:
    hand_over(an_idea("Il primo reclamo di oggi"), "other")
    hand_over(an_idea("Il secondo reclamo di oggi"), "payments")
    page = signed_in(a_colleague("care")).get("/desk/complaints")
    assert [words for words in page.links.values() if "reclamo di oggi" in words] == [
        "Il secondo reclamo di oggi", "Il primo reclamo di oggi",
    ]  # fmt: skip
    assert signed_in(a_customer()).get("/desk/complaints").status == 403
    assert signed_in(a_colleague("pm")).get("/desk/complaints").status == 403
    assert client.get("/desk/complaints", follow=False).status == 303


def test_what_left_the_board_is_in_no_public_figure(client: Any, travel: Any) -> None:
    late, gone = (
        an_idea("Una proposta che aspetta ancora", stage="analysis"),
        an_idea("Rivoglio i miei soldi", stage="analysis"),
    )
    hand_over(gone)
    travel.shift(timedelta(days=90))
    page = client.get("/scorecard")
    assert late.title in page.text and gone.title not in page.text


def test_a_complaint_sent_twice_in_a_row_is_one(travel: Any) -> None:
    said = {"customer_id": a_customer().id, "title": "Addebito doppio", "text": "Due volte 40 euro.", "matter": "other"}
    for _time in range(2):
        with act():
            commands.hand_over_text(**said, at=clock.now())
    travel.shift(timedelta(days=1))
    with act():
        commands.hand_over_text(**said, at=clock.now())
    assert [row.id for row in complaints()] == [1, 2]


def test_a_status_that_only_another_version_knows_is_no_complaint() -> None:
    """A version published elsewhere a moment ago: what is not known here is hidden, and nobody is told of a complaint."""
    idea, moderator = an_idea(), a_colleague("moderator")
    case = workflow.case_for(db.session, idea.id)
    assert case is not None
    with act():
        who = workflow.Actor(moderator.id, frozenset({"moderator"}))
        moved = workflow.advance(db.session, case.id, "accept", who, {}, expected_row_version=None, at=clock.now())
        follow(replace(moved, to_public="unheard_of"), moderator.id, clock.now())
    assert complaints() == []
