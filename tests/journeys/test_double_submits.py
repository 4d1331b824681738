"""Impatient people: two clicks, a reload, the back button."""

from typing import Any

from ideas.board.models import Idea
from ideas.kernel.db import db
from tests.builders import a_customer, an_idea
from tests.journeys.rows import nothing_stored

TITLE = "Bloccare la carta per un’ora"
STORY = "Quando non la trovo vorrei bloccarla subito e riattivarla da solo, senza telefonare."


def idea_row(idea_id: int) -> Any:
    db.session.rollback()
    return db.session.get_one(Idea, idea_id, populate_existing=True)


def test_a_proposal_sent_twice_is_one_idea_and_one_receipt(signed_in: Any) -> None:
    giulia = signed_in(a_customer())
    form = giulia.get("/ideas/new")
    first = propose(form)
    with nothing_stored():
        second = propose(form)
    assert first.status == 200 and "/receipt" in first.path
    assert second.path == first.path, "the second click leads to the same receipt"


def propose(form: Any) -> Any:
    return form.submit("/ideas/new", title=TITLE, story=STORY, category="carte")


def test_the_receipt_can_be_reloaded(signed_in: Any) -> None:
    giulia = signed_in(a_customer())
    receipt = propose(giulia.get("/ideas/new"))
    with nothing_stored():
        again = giulia.get(receipt.path)
    assert again.status == 200
    assert TITLE in again.text


def test_the_receipt_is_shown_to_the_author_only(client: Any, signed_in: Any) -> None:
    receipt = propose(signed_in(a_customer()).get("/ideas/new"))
    assert signed_in(a_customer("Anna Verdi")).get(receipt.path, follow=False).status in (303, 403, 404)
    assert client.get(receipt.path, follow=False).status == 303


def test_two_clicks_on_the_vote_are_one_vote(signed_in: Any) -> None:
    idea = an_idea()
    page = signed_in(a_customer("Marco Neri")).get(f"/ideas/{idea.id}-{idea.slug}")
    for _click in range(2):
        assert page.submit(f"/ideas/{idea.id}/vote").status == 200
    assert idea_row(idea.id).votes == 1


def test_two_clicks_on_taking_the_vote_back_take_one_vote(signed_in: Any) -> None:
    idea = an_idea()
    anna, marco = signed_in(a_customer("Anna Verdi")), signed_in(a_customer("Marco Neri"))
    anna.post(f"/ideas/{idea.id}/vote")
    page = marco.post(f"/ideas/{idea.id}/vote")
    for _click in range(2):
        assert page.submit(f"/ideas/{idea.id}/vote/withdrawal").status == 200
    assert idea_row(idea.id).votes == 1


def test_two_clicks_on_follow_are_one_follow(signed_in: Any) -> None:
    idea = an_idea()
    page = signed_in(a_customer("Marco Neri")).get(f"/ideas/{idea.id}-{idea.slug}")
    page.submit(f"/ideas/{idea.id}/follow")
    with nothing_stored():
        assert page.submit(f"/ideas/{idea.id}/follow").status == 200


def test_a_comment_sent_twice_is_one_comment(signed_in: Any) -> None:
    idea = an_idea()
    page = signed_in(a_customer("Marco Neri")).get(f"/ideas/{idea.id}-{idea.slug}")
    comments = f"/ideas/{idea.id}/comments"
    page.submit(comments, text="Serve anche a chi lavora di notte.")
    with nothing_stored():
        again = page.submit(comments, text="Serve anche a chi lavora di notte.")
    assert again.status < 500
    assert idea_row(idea.id).comments == 1


def test_reading_pages_stores_nothing(signed_in: Any) -> None:
    idea = an_idea()
    marco = signed_in(a_customer("Marco Neri"))
    with nothing_stored():
        for path in ("/", "/ideas", f"/ideas/{idea.id}-{idea.slug}", "/ideas/new", "/me/ideas", "/me/notifications"):
            assert marco.get(path).status == 200


def test_an_address_without_or_with_an_old_name_leads_to_the_idea(client: Any) -> None:
    idea = an_idea()
    right = f"/ideas/{idea.id}-{idea.slug}"
    for old in (f"/ideas/{idea.id}", f"/ideas/{idea.id}-un-altro-nome"):
        assert client.get(old).path == right
