"""A moderator decides; whoever wrote is always told why, and always sees what they wrote."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ideas.accounts.models import Person
from ideas.board import commands as board
from ideas.board import queries as pages
from ideas.board.models import Comment, Idea
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.moderation import commands
from ideas.moderation.commands import Target
from ideas.moderation.errors import DecidedAlready, OwnContent
from ideas.notifications.models import Notification
from tests.builders import a_colleague, a_customer, act, an_idea, move, noise, walk
from tests.ideas.moderation.cases import FACTS, a_comment, a_decision, a_report, promised

pytestmark = pytest.mark.usefixtures("app")


def told(person_id: int) -> list[str]:
    chosen = select(Notification.kind).where(Notification.person_id == person_id).order_by(Notification.id)
    return [kind for kind in db.session.scalars(chosen) if kind not in ("receipt", "update", "comment")]


def listed() -> list[str]:
    return [card.title for card in pages.idea_list(pages.ListQuery(), None).cards]


@pytest.mark.parametrize("outcome", ["hidden", "removed"])
def test_a_hidden_idea_leaves_every_public_place_and_every_count(client: Any, outcome: str) -> None:
    noise()
    idea = an_idea()
    assert idea.title in listed()
    a_decision(Target(idea), a_colleague("moderator"), outcome=outcome)
    assert listed() == ["Tutt’altra proposta"]
    assert pages.idea_list(pages.ListQuery(q="istantanei"), None).cards == []
    assert pages.idea_list(pages.ListQuery(), None).total == 1
    assert [entry.title for entry in pages.feed()] == ["Tutt’altra proposta"]
    assert pages.similar(idea.title) == []
    gone = client.get(f"/ideas/{idea.id}-{idea.slug}")
    assert gone.status == 404 and "l’ha tolta la moderazione" in gone.text
    assert board.recount().wrong == 0


def test_its_author_sees_it_and_reads_the_statement_of_reasons(signed_in: Any) -> None:
    author = a_customer("Giulia Rossi")
    idea = an_idea(author=author)
    decision = a_decision(Target(idea), a_colleague("moderator"))
    assert told(author.id) == ["taken_down"] and promised()[-1] == "taken_down"
    browser = signed_in(author)
    own = browser.get(f"/ideas/{idea.id}-{idea.slug}")
    assert own.status == 200 and "La vedi solo tu" in own.text
    assert idea.title in browser.get("/me/ideas").text
    statement = browser.get(f"/decisions/{decision.id}")
    for part in ("Niente dati personali", FACTS, "senza strumenti automatici", "Puoi chiedere di riguardarla fino a"):
        assert part in statement.text


def test_nobody_else_reads_the_statement(client: Any, signed_in: Any) -> None:
    decision = a_decision(Target(an_idea()), a_colleague("moderator"))
    assert signed_in(a_customer("Ugo Bo")).get(f"/decisions/{decision.id}").status == 404
    assert client.get(f"/decisions/{decision.id}", follow=False).status == 303


def test_a_hidden_comment_leaves_a_sentence_and_a_removed_one_nothing(client: Any, signed_in: Any) -> None:
    idea, ugo = an_idea(), a_customer("Ugo Bo")
    one, two = a_comment(idea, ugo, "Il primo commento di Ugo."), a_comment(idea, ugo, "Il secondo commento di Ugo.")
    moderator = a_colleague("moderator")
    a_decision(Target(idea, one), moderator)
    a_decision(Target(idea, two), moderator, outcome="removed")
    page = client.get(f"/ideas/{idea.id}-{idea.slug}")
    assert "di Ugo" not in page.text and "Qui c’era un commento" in page.text and "0 commenti" in page.text
    assert page.source.count('id="comment-') == 2  # the list and the place of the hidden one
    own = signed_in(ugo).get(f"/ideas/{idea.id}-{idea.slug}")
    assert "Il primo commento" in own.text and "Il secondo commento" in own.text and "Lo vedi solo tu" in own.text
    assert board.recount().wrong == 0
    assert told(ugo.id) == ["taken_down", "taken_down"]


def test_what_was_hidden_can_come_back_and_its_author_hears_of_it() -> None:
    idea, moderator = an_idea(stage="evaluation"), a_colleague("moderator")
    a_decision(Target(idea), moderator)
    a_decision(Target(idea), moderator, outcome="kept")
    assert db.session.get_one(Idea, idea.id).status == "evaluation"
    assert told(idea.author_id) == ["taken_down", "put_back"]
    assert board.recount().wrong == 0


def test_the_case_goes_on_while_the_idea_is_hidden_and_shows_nothing(signed_in: Any) -> None:
    idea = an_idea(stage="evaluation")
    follower = a_customer("Fulvia Bo")
    with act():
        board.follow(idea.id, follower.id, clock.now())
    a_decision(Target(idea), a_colleague("moderator"))
    walk(idea, to="analysis")
    assert (idea.stage, idea.status) == ("analysis", "taken_down")
    assert listed() == []
    desk = signed_in(a_colleague("pm")).get(f"/desk/ideas/{idea.id}")
    assert "Tolta dalla bacheca" in desk.text
    a_decision(Target(idea), a_colleague("moderator"), outcome="kept")
    assert db.session.get_one(Idea, idea.id).status == "analysis"


def test_two_moderators_at_once_do_not_overwrite_each_other(signed_in: Any) -> None:
    idea = an_idea()
    first, second = (signed_in(a_colleague("moderator", name=name)) for name in ("Laura Sala", "Ivo Neri"))
    address = f"/desk/moderation/ideas/{idea.id}"
    shown = second.get(address)
    said = {"outcome": "hidden", "rule": "respect", "facts": FACTS}
    assert first.get(address).submit(address, **said).path == "/desk/moderation"
    late = shown.submit(address, **{**said, "outcome": "removed"})
    assert late.status == 409 and "Qualcuno ha deciso prima di te" in late.text
    assert idea.title not in listed()


def test_nobody_decides_on_their_own_words() -> None:
    moderator = a_colleague("moderator")
    comment = a_comment(an_idea(), moderator)
    with pytest.raises(OwnContent):
        a_decision(Target.find(comment_id=comment.id), moderator)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"outcome": "hidden", "rule": "", "facts": FACTS}, "Scegli quale regola viola"),
        ({"outcome": "hidden", "rule": "nonsense", "facts": FACTS}, "Scegli quale regola viola"),
        ({"outcome": "hidden", "rule": "respect", "facts": "no"}, "Scrivi il perché"),
        ({"outcome": "", "rule": "respect", "facts": FACTS}, "Scegli che cosa ne facciamo"),
        ({"outcome": "kept", "rule": "", "facts": FACTS}, "nessuno l’ha segnalato"),
    ],
)
def test_a_decision_needs_a_rule_and_reasons(signed_in: Any, said: dict[str, str], sentence: str) -> None:
    idea = an_idea()
    answer = signed_in(a_colleague("moderator")).post(f"/desk/moderation/ideas/{idea.id}", said)
    assert answer.status == 422 and sentence in answer.text
    assert idea.title in listed()


def test_an_expected_decision_that_is_old_is_refused() -> None:
    idea, moderator = an_idea(), a_colleague("moderator")
    a_decision(Target(idea), moderator)
    with pytest.raises(DecidedAlready), act():
        commands.decide(Target(idea), outcome="kept", rule="", facts=FACTS, by=moderator, expected=0, at=clock.now())


def test_one_decision_answers_every_report_and_the_queue_is_empty_again(signed_in: Any, travel: Any) -> None:
    idea = an_idea()
    for name in ("Anna Verdi", "Bice Blu"):
        a_report(Target(idea), a_customer(name))
    comment = a_comment(idea, a_customer("Ugo Bo"))
    a_report(Target(idea, comment), a_customer("Carla Co"))
    browser = signed_in(a_colleague("moderator"))
    assert len(browser.get("/desk/moderation").all("a", class_="table__title")) == 2
    travel.shift(timedelta(hours=5))
    a_decision(Target(idea), a_colleague("moderator", name="Ivo Neri"))
    queue = browser.get("/desk/moderation")
    assert [link.get("href") for link in queue.all("a", class_="table__title")] == [
        f"/desk/moderation/comments/{comment.id}"
    ]
    assert "Ivo Neri" in browser.get("/desk/moderation?show=decided").text


def test_who_may_open_the_queue(signed_in: Any, client: Any) -> None:
    assert client.get("/desk/moderation", follow=False).status == 303
    assert signed_in(a_customer()).get("/desk/moderation").status == 403
    assert signed_in(a_colleague("pm")).get("/desk/moderation").status == 403
    assert signed_in(a_colleague("executive")).get("/desk/moderation").status == 200


class TestReadBeforePublication:
    """With MODERATION=before."""

    @pytest.fixture(autouse=True)
    def before(self, app: Any) -> None:
        app.config["MODERATION"] = "before"

    def test_an_idea_waits_for_the_first_desk_and_its_author_is_told(self, signed_in: Any, client: Any) -> None:
        author = a_customer("Giulia Rossi")
        idea = an_idea(author=author)
        assert listed() == [] and client.get(f"/ideas/{idea.id}-{idea.slug}").status == 404
        browser = signed_in(author)
        assert "Per ora la vedi solo tu" in browser.get(f"/ideas/{idea.id}-{idea.slug}").text
        assert "quando l’ha letta una persona" in browser.get(f"/ideas/{idea.id}/receipt").text
        move(idea, "accept", a_colleague("moderator"))
        assert listed() == [idea.title] and idea.status == "evaluation"
        assert board.recount().wrong == 0

    def test_a_question_or_a_withdrawal_does_not_publish_it(self) -> None:
        asked = an_idea()
        move(asked, "ask", a_colleague("moderator"), question="Quale delle due app usi di solito?")
        withdrawn = an_idea("Un’altra proposta ancora")
        move(withdrawn, "withdraw", db.session.get_one(Person, withdrawn.author_id))
        assert (asked.stage, asked.status) == ("needs_info", "held")
        assert (withdrawn.stage, withdrawn.status) == ("withdrawn", "held")

    def test_a_comment_waits_for_a_moderator(self, signed_in: Any, client: Any, travel: Any) -> None:
        author, ugo = a_customer("Giulia Rossi"), a_customer("Ugo Bo")
        idea = an_idea(author=author, stage="evaluation")
        comment = a_comment(idea, ugo, "Servirebbe anche a me, di sera.")
        address = f"/ideas/{idea.id}-{idea.slug}"
        assert "di sera." not in client.get(address).text.partition("commenti")[2]
        assert "prima lo legge una persona della banca" in signed_in(ugo).get(address).text
        assert "ha commentato" not in signed_in(author).get("/me/notifications").text
        desk = signed_in(a_colleague("moderator")).get("/desk/moderation?show=held")
        assert "Servirebbe anche a me" in desk.text
        with act():
            moderator = a_colleague("moderator", name="Ivo Neri")
            commands.decide(
                Target(idea, db.session.get_one(Comment, comment.id)), outcome="kept", rule="", facts="",
                by=moderator, expected=0, at=clock.now(),
            )  # fmt: skip
        travel.shift(timedelta(seconds=6))  # the copy that visitors are shown is a few seconds old
        assert "Servirebbe anche a me" in client.get(address).text
        assert told(ugo.id) == ["published"]
        assert "Ugo B. ha commentato" in signed_in(author).get("/me/notifications").text

    def test_colleagues_speak_at_once(self, client: Any) -> None:
        idea = an_idea(stage="evaluation")
        a_comment(idea, a_colleague("pm"), "Lo stiamo guardando.")
        assert "Lo stiamo guardando" in client.get(f"/ideas/{idea.id}-{idea.slug}").text
