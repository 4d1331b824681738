"""An appeal is decided by somebody else; the database holds that, not only the command."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError

from ideas.accounts.models import Person
from ideas.board.models import Idea
from ideas.kernel import clock, outbox
from ideas.kernel.db import db
from ideas.moderation import commands
from ideas.moderation.commands import Target
from ideas.moderation.errors import DecidedAlready, NoAppeal, OwnContent, SamePerson
from ideas.moderation.models import Appeal, Report
from ideas.moderation.tokens import report_token
from tests.builders import a_colleague, a_customer, act, an_idea
from tests.ideas.moderation.cases import a_decision, a_report, an_appeal, promised

pytestmark = pytest.mark.usefixtures("app")
REASON = "Il numero è quello del centralino: non è un dato personale."


def decide(appeal: Appeal, by: Person, outcome: str = "overturned") -> Appeal:
    with act():
        return commands.decide_appeal(appeal.id, outcome=outcome, reason=REASON, by=by, at=clock.now())


def author_of(idea: Idea) -> Person:
    return db.session.get_one(Person, idea.author_id)


def test_an_overturned_decision_brings_the_idea_back_and_its_author_is_told(signed_in: Any) -> None:
    idea, first, second = an_idea(), a_colleague("moderator"), a_colleague("executive", name="Rita Galli")
    decision = a_decision(Target(idea), first)
    author = signed_in(author_of(idea))
    page = author.get(f"/decisions/{decision.id}")
    done = page.submit(f"/decisions/{decision.id}/appeal", text="È il numero del centralino della banca.")
    assert "Lo sta guardando un’altra persona" in done.text
    [link] = signed_in(second).get("/desk/moderation?show=appeals").all("a", class_="table__title")
    address = str(link.get("href"))
    signed_in(second).get(address).submit(address, outcome="overturned", reason=REASON)
    assert db.session.get_one(Idea, idea.id).status == "received"
    assert "appeal_overturned" in promised() and "put_back" in promised()
    assert REASON in author.get(f"/decisions/{decision.id}").text


def test_an_upheld_decision_stays_and_says_why() -> None:
    idea = an_idea()
    appeal = an_appeal(a_decision(Target(idea), a_colleague("moderator")), author_of(idea))
    decide(appeal, a_colleague("moderator", name="Ivo Neri"), "upheld")
    assert db.session.get_one(Idea, idea.id).status == "taken_down"
    assert promised()[-1] == "appeal_upheld"


def test_whoever_decided_cannot_decide_the_appeal(signed_in: Any) -> None:
    idea, first = an_idea(), a_colleague("moderator")
    appeal = an_appeal(a_decision(Target(idea), first), author_of(idea))
    with pytest.raises(SamePerson):
        decide(appeal, first)
    browser = signed_in(first)
    address = f"/desk/moderation/appeals/{appeal.id}"
    assert not browser.get(address).all("textarea", name="reason")
    answer = browser.post(address, {"outcome": "upheld", "reason": REASON})
    assert answer.status == 403 and "un’altra persona" in answer.text


@pytest.mark.parametrize("by", ["first_by_id", "NULL"])
def test_the_database_itself_wants_another_person(by: str) -> None:
    appeal = an_appeal(a_decision(Target(idea := an_idea()), a_colleague("moderator")), author_of(idea))
    statement = text(f"UPDATE moderation_appeal SET decided_by_id = {by}, decided_at = created_at WHERE id = :id")
    with pytest.raises(IntegrityError), act():
        db.session.execute(statement, {"id": appeal.id})


def test_the_database_knows_who_decided_first() -> None:
    appeal = an_appeal(a_decision(Target(idea := an_idea()), a_colleague("moderator")), author_of(idea))
    other = a_colleague("moderator", name="Ivo Neri")
    with pytest.raises(IntegrityError), act():
        db.session.execute(update(Appeal).where(Appeal.id == appeal.id).values(first_by_id=other.id))


def test_nobody_decides_the_appeal_on_their_own_words() -> None:
    colleague = a_colleague("moderator", name="Ivo Neri")
    idea = an_idea(author=colleague)
    appeal = an_appeal(a_decision(Target(idea), a_colleague("moderator")), colleague)
    with pytest.raises(OwnContent):
        decide(appeal, colleague)


def test_an_appeal_is_decided_once() -> None:
    idea = an_idea()
    appeal = an_appeal(a_decision(Target(idea), a_colleague("moderator")), author_of(idea))
    decide(appeal, a_colleague("executive"))
    with pytest.raises(DecidedAlready):
        decide(appeal, a_colleague("executive"), "upheld")


def test_six_months_and_not_a_day_more(travel: Any) -> None:
    one, two = an_idea(), an_idea("Un’altra proposta ancora")
    moderator = a_colleague("moderator")
    first, second = a_decision(Target(one), moderator), a_decision(Target(two), moderator)
    travel.shift(timedelta(days=182))  # 12 October to 12 April
    an_appeal(first, author_of(one))
    travel.shift(timedelta(days=1))
    with pytest.raises(NoAppeal) as refused:
        an_appeal(second, author_of(two))
    assert refused.value.code == "appeal_late"


def test_one_appeal_for_each_decision_and_side() -> None:
    idea = an_idea()
    decision = a_decision(Target(idea), a_colleague("moderator"))
    an_appeal(decision, author_of(idea))
    with pytest.raises(NoAppeal) as refused:
        an_appeal(decision, author_of(idea))
    assert refused.value.code == "appeal_twice"


def test_a_stranger_has_no_appeal(signed_in: Any) -> None:
    decision = a_decision(Target(an_idea()), a_colleague("moderator"))
    answer = signed_in(a_customer("Ugo Bo")).post(f"/decisions/{decision.id}/appeal", {"text": REASON})
    assert answer.status == 404


def test_a_visitor_appeals_what_was_left_and_it_is_hidden_after_all(client: Any) -> None:
    idea = an_idea()
    client.get(f"/ideas/{idea.id}/report").submit(
        f"/ideas/{idea.id}/report", rule="respect", text="Offende chi lavora allo sportello.", good_faith="y",
        name="Ada Neri", email="ada@test.example",
    )  # fmt: skip
    a_decision(Target(idea), a_colleague("moderator"), outcome="kept")
    receipt = db.session.scalars(db.select(Report.id)).one()
    from_mail = f"/reports/{report_token(receipt)}"
    page = client.get(from_mail).submit(f"{from_mail}/appeal", text="La seconda frase è un insulto.")
    assert "Lo sta guardando un’altra persona" in page.text
    [appeal] = db.session.scalars(db.select(Appeal))
    decide(appeal, a_colleague("executive"))
    assert db.session.get_one(Idea, idea.id).status == "taken_down"
    assert promised()[-2:] == ["taken_down", "appeal_overturned"]
    assert "La decisione è cambiata" in client.get(from_mail).text


def test_a_reporter_with_an_account_appeals_from_the_statement(signed_in: Any) -> None:
    idea, anna = an_idea(), a_customer("Anna Verdi")
    a_report(Target(idea), anna)
    decision = a_decision(Target(idea), a_colleague("moderator"), outcome="kept")
    page = signed_in(anna).get(f"/decisions/{decision.id}")
    page.submit(f"/decisions/{decision.id}/appeal", text="La seconda frase è un insulto.")
    [appeal] = db.session.scalars(db.select(Appeal))
    assert (appeal.side, appeal.person_id) == ("reporter", anna.id)


def test_there_is_nothing_to_appeal_once_it_is_back() -> None:
    idea, moderator = an_idea(), a_colleague("moderator")
    hidden = a_decision(Target(idea), moderator)
    a_decision(Target(idea), moderator, outcome="kept")
    with pytest.raises(NoAppeal) as refused:
        an_appeal(hidden, author_of(idea))
    assert refused.value.code == "appeal_empty"


def test_the_mail_of_an_overturned_decision_does_not_say_that_it_is_hidden(tmp_path: Any) -> None:
    idea = an_idea()
    decide(an_appeal(a_decision(Target(idea), a_colleague("moderator")), author_of(idea)), a_colleague("executive"))
    outbox.deliver_due()
    letters = [message_from_bytes(f.read_bytes(), policy=default) for f in (tmp_path / "mail").glob("*.eml")]
    [told] = [each for each in letters if "avevi ragione" in each["Subject"]]
    words = told.get_body(("plain",)).get_content()
    assert "L’ha cambiata" in words and "nascosta" not in words and REASON in words
