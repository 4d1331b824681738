"""A person has a copy of everything, and goes without leaving a trace of who they were."""

import json
from typing import Any

import pytest
from sqlalchemy import select

import workflow
from ideas.accounts import commands as accounts
from ideas.accounts.errors import BadField, WrongCredentials
from ideas.board import commands as board
from ideas.board.models import Comment, Follow, Idea, Vote
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.notifications.models import Notification
from ideas.privacy import commands, queries
from ideas.privacy.errors import ColleaguesStay
from tests.builders import PASSWORD, a_colleague, a_customer, act, an_idea, move, noise
from tests.journeys.rows import contents

ANSWER = "Mi serve quando sono in viaggio, di notte."


@pytest.fixture
def giulia(app: Any) -> Any:
    """She proposed, answered a question, voted, commented, follows, agreed to the news."""
    noise()
    person, colleague = a_customer("Giulia Malaspina", email="giulia@posta.example"), a_colleague("moderator")
    idea = an_idea(author=person)
    move(idea, "ask", colleague, question="Quando ti serve?")
    move(idea, "answer", person, answer=ANSWER)
    other = an_idea("Un’altra idea da votare", "Una storia lunga quanto serve perché passi.", stage="evaluation")
    with act():
        board.vote(other.id, person.id, clock.now())
        board.follow(other.id, person.id, clock.now())
        board.add_comment(idea_id=other.id, person=person, text="Serve anche a me.", at=clock.now())
        commands.agree(person.id, "news", clock.now())
    return person


def erase(person: Any, password: str = PASSWORD) -> None:
    with act():
        commands.erase_account(person, password, clock.now())


def test_the_copy_holds_what_the_person_did_in_every_capability_and_nothing_of_others(giulia: Any) -> None:
    about = queries.everything_about(giulia.id)
    text = json.dumps(about, ensure_ascii=False)
    assert about["accounts"]["email"] == "giulia@posta.example"
    assert [idea["title"] for idea in about["board"]["ideas"]] == ["Bonifici istantanei dall’app"]
    assert len(about["board"]["votes"]) == len(about["board"]["comments"]) == 1
    assert ANSWER in [words["text"] for words in about["evaluation"]["words"]]
    assert about["notifications"]["notifications"] and about["privacy"]["consents"][0]["kind"] == "news"
    assert "Rumore" not in text and "Un commento che non c’entra" not in text and giulia.password_hash not in text


def test_after_erasure_no_row_of_the_database_says_who_it_was(giulia: Any) -> None:
    person_id = giulia.id
    erase(giulia)
    for table, rows in contents().items():
        for row in rows:
            for trace in ("Malaspina", "Giulia M.", "posta.example", ANSWER):
                assert trace not in row, (table, row)
    for owned in (Vote, Follow, Notification):
        assert db.session.scalars(select(owned).where(owned.person_id == person_id)).all() == []


def test_ideas_comments_and_counts_stay_without_a_name(giulia: Any, client: Any) -> None:
    votes = {idea.id: idea.votes for idea in db.session.scalars(select(Idea))}
    idea = db.session.scalars(select(Idea).where(Idea.author_id == giulia.id)).one()
    idea_id, path = idea.id, f"/ideas/{idea.id}-{idea.slug}"
    erase(giulia)
    kept = db.session.get_one(Idea, idea_id)
    assert (kept.author_id, kept.title) == (None, "Bonifici istantanei dall’app")
    assert {i.id: i.votes for i in db.session.scalars(select(Idea))} == votes
    assert board.recount().wrong == 0
    comment = db.session.scalars(select(Comment).where(Comment.text == "Serve anche a me.")).one()
    assert (comment.person_id, comment.author_name) == (None, "")
    assert "Cliente della banca" in client.get(path).text


def test_the_record_still_verifies(giulia: Any) -> None:
    erase(giulia)
    assert workflow.verify(db.session) is None


def test_nobody_signs_in_afterwards_and_the_address_is_free_again(giulia: Any) -> None:
    erase(giulia)
    with pytest.raises(WrongCredentials):
        accounts.check_password("giulia@posta.example", PASSWORD)
    with pytest.raises(WrongCredentials):
        accounts.check_password(f"erased.{giulia.id}@erased.invalid", "")
    with act():
        again = accounts.sign_up("Giulia Nuova", "giulia@posta.example", "tre gatti sul tetto", "it", clock.now())
    assert again is not None


def test_a_wrong_password_and_a_colleague_are_refused(giulia: Any) -> None:
    before = contents()
    with pytest.raises(BadField):
        erase(giulia, "sbagliata")
    with pytest.raises(ColleaguesStay):
        erase(a_colleague("pm"))
    assert contents()["idea"] == before["idea"]
    assert giulia.email == "giulia@posta.example"


def test_the_bank_s_thanks_no_longer_name_whoever_had_the_idea(app: Any) -> None:
    person = a_customer("Giulia Malaspina")
    idea = an_idea(author=person, stage="released")
    assert any("Giulia M." in row for row in contents()["announcement"])
    erase(person)
    rows = contents()["announcement"]
    assert rows and not any("Giulia M." in row for row in rows)
    assert any("Un cliente" in row for row in rows)
    assert db.session.get_one(Idea, idea.id).author_name == ""
