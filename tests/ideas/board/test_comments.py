"""Comments: answers one level deep, quotations, what is useful, changes for a while."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ideas.board import commands as board
from ideas.board.models import Comment, Idea
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_colleague, a_customer, act, an_idea, noise
from tests.statements import statements


@pytest.fixture
def idea(app: Any) -> Idea:
    noise()
    return an_idea()


def said(idea: Idea, person: Any, text: str, answers: int | None = None) -> int:
    with act():
        return board.add_comment(idea_id=idea.id, person=person, text=text, at=clock.now(), answers=answers).id


def stored(comment_id: int) -> Comment:
    db.session.rollback()
    return db.session.get_one(Comment, comment_id, populate_existing=True)


def read(page: Any) -> list[str]:
    return [" ".join("".join(body.itertext()).split()) for body in page.all("div", class_="comment__body")]


def test_an_answer_stands_under_what_it_answers_and_answers_go_no_deeper(idea: Idea, signed_in: Any) -> None:
    anna, marco = a_customer("Anna Verdi"), signed_in(a_customer("Marco Neri"))
    first, other = said(idea, anna, "Serve anche a me."), said(idea, anna, "E di notte?")
    page = marco.get(f"/ideas/{idea.id}?answers={first}")
    page = marco.get(f"/ideas/{idea.id}-{idea.slug}?answers={first}")
    assert "Rispondi a Anna V.: Serve anche a me." in page.text
    page.submit(f"/ideas/{idea.id}/comments", text="Anche a me, ogni giorno.")
    answer = db.session.scalars(select(Comment).order_by(Comment.id.desc())).first()
    assert answer is not None and answer.parent_id == first
    deeper = said(idea, anna, "Grazie Marco.", answers=answer.id)
    assert stored(deeper).parent_id == first
    assert read(marco.get(f"/ideas/{idea.id}?order=new")) == read(marco.get(f"/ideas/{idea.id}-{idea.slug}?order=new"))
    assert read(marco.get(f"/ideas/{idea.id}-{idea.slug}")) == [
        "E di notte?", "Serve anche a me.", "Anche a me, ogni giorno.", "Grazie Marco."
    ]  # fmt: skip
    assert other and db.session.get_one(Idea, idea.id).comments == 4


def test_an_answer_belongs_to_the_same_idea(idea: Idea, signed_in: Any) -> None:
    elsewhere = said(an_idea("Un’altra idea qui"), a_customer("Anna Verdi"), "Di un’altra idea.")
    refused = signed_in(a_customer("Marco Neri")).post(
        f"/ideas/{idea.id}/comments", {"text": "Fuori posto.", "answers": str(elsewhere)}
    )
    assert refused.status == 404


def test_a_quotation_is_ready_to_be_answered(idea: Idea, signed_in: Any) -> None:
    comment = said(idea, a_customer("Anna Verdi"), "Serve **anche** a me.\n\nE di notte.")
    page = signed_in(a_customer("Marco Neri")).get(f"/ideas/{idea.id}-{idea.slug}?answers={comment}&quote=1")
    assert (page.all("textarea", name="text")[0].text or "").strip() == "> Serve anche a me. E di notte."


def test_what_people_find_useful_comes_first(idea: Idea, signed_in: Any, client: Any) -> None:
    useful = said(idea, a_customer("Anna Verdi"), "La vera ragione.")
    said(idea, a_customer("Ugo Sala"), "Bella idea!")
    marco = signed_in(a_customer("Marco Neri"))
    path = f"/ideas/{idea.id}/comments/{useful}/usefulness"
    page = marco.get(f"/ideas/{idea.id}-{idea.slug}").submit(path)
    for _again in range(2):
        marco.post(path)
    assert stored(useful).useful == 1
    assert read(page) == ["La vera ragione.", "Bella idea!"]
    assert read(client.get(f"/ideas/{idea.id}-{idea.slug}?order=new"))[0] == "Bella idea!"
    page.submit(f"{path}/withdrawal")
    marco.post(f"{path}/withdrawal")
    assert stored(useful).useful == 0


def test_nobody_finds_their_own_comment_useful(idea: Idea, signed_in: Any) -> None:
    anna = a_customer("Anna Verdi")
    comment = said(idea, anna, "Modestamente.")
    assert signed_in(anna).post(f"/ideas/{idea.id}/comments/{comment}/usefulness").status == 403
    assert stored(comment).useful == 0


def test_the_button_alone_comes_back_to_whoever_has_scripts(idea: Idea, signed_in: Any) -> None:
    comment = said(idea, a_customer("Anna Verdi"), "La vera ragione.")
    marco = signed_in(a_customer("Marco Neri"))
    data = {"csrf_token": marco.token()}
    path = f"/ideas/{idea.id}/comments/{comment}/usefulness"
    part = marco.send("POST", path, follow=False, data=data, headers={"HX-Request": "true"})
    assert part.status == 200 and "<html" not in part.source and 'aria-pressed="true"' in part.source


def test_a_comment_is_changed_for_a_while_by_its_author(idea: Idea, signed_in: Any, travel: Any) -> None:
    anna = a_customer("Anna Verdi")
    comment = said(idea, anna, "Serve anche a me")
    path = f"/ideas/{idea.id}/comments/{comment}/wording"
    browser = signed_in(anna)
    travel.shift(timedelta(minutes=10))
    page = browser.get(path).submit(path, text="Serve anche a me, di notte.")
    assert read(page) == ["Serve anche a me, di notte."] and "modificato alle 9.00" in page.text
    assert signed_in(a_customer("Marco Neri")).post(path, {"text": "Preso!"}).status == 404
    travel.shift(timedelta(minutes=51))
    assert browser.post(path, {"text": "Troppo tardi."}).status == 409
    assert "Cambia il tuo commento" not in browser.get(f"/ideas/{idea.id}").text
    assert stored(comment).text == "Serve anche a me, di notte."


def test_what_the_bank_has_read_first_is_not_changed_afterwards(app: Any, idea: Idea, signed_in: Any) -> None:
    app.config["MODERATION"] = "before"
    anna = a_customer("Anna Verdi")
    comment = said(idea, anna, "Serve anche a me")
    path = f"/ideas/{idea.id}/comments/{comment}/wording"
    assert signed_in(anna).post(path, {"text": "Finché nessuno l’ha letto."}).status == 200
    with act():
        board.set_comment_state(comment, "public")
    assert signed_in(anna).post(path, {"text": "Di nascosto."}).status == 409


def test_what_the_bank_says_is_marked(idea: Idea, client: Any) -> None:
    said(idea, a_colleague("pm", name="Elena Bruni"), "Ci stiamo lavorando.")
    page = client.get(f"/ideas/{idea.id}-{idea.slug}")
    assert "Elena Bruni, la Banca Ufficiale" in page.text


def test_the_next_comments_follow_the_same_order(idea: Idea, client: Any) -> None:
    people = [a_customer(f"Persona Numero{n}") for n in range(25)]
    for n, person in enumerate(people):
        said(idea, person, f"Commento {n}")
    with act():
        board.find_useful(idea.id, db.session.scalars(select(Comment.id).where(Comment.text == "Commento 3")).one(),
                          people[0].id, clock.now())  # fmt: skip
    for order in ("", "new"):
        page = client.get(f"/ideas/{idea.id}-{idea.slug}?order={order}")
        (more,) = [link for link in page.links if "comments=" in link]
        shown = read(page) + read(client.get(more.partition("#")[0]))
        rest = [f"Commento {n}" for n in range(24, -1, -1) if order or n != 3]
        assert shown == ([] if order else ["Commento 3"]) + rest


def test_answers_cost_no_statement_more(idea: Idea, signed_in: Any) -> None:
    marco = signed_in(a_customer("Marco Neri"))
    anna = a_customer("Anna Verdi")
    first = said(idea, anna, "Serve anche a me.")
    address = f"/ideas/{idea.id}-{idea.slug}"
    marco.get(address)
    with statements() as before:
        marco.get(address)
    for n in range(30):
        said(idea, anna, f"Risposta {n}", answers=first)
    with statements() as after:
        assert len(read(marco.get(address))) == 31
    assert after.count == before.count <= 8
