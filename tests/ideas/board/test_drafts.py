"""Drafts: kept for their writer, resumed, thrown away; looked at before sending; signed as one likes; sent once."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from ideas.board.models import Draft, Idea
from ideas.board.policy import MOST_DRAFTS
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_customer, noise
from tests.pages import Page, shown_values

TITLE = "Bloccare la carta per un’ora"
STORY = "Quando non la trovo vorrei fermarla senza rifarla."


def press(page: Page, address: str, **fields: Any) -> Page:
    """The button of the form that sends it to another address."""
    form = page.form("/ideas/new")
    assert address in [button.get("formaction", "/ideas/new") for button in form.iter("button")]
    data = {**shown_values(page.controls(form)), **fields}
    return page.client.send("POST", address, follow=True, data=data)


def counted(table: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def giulia(app: Any, signed_in: Any) -> Any:
    noise()
    return signed_in(a_customer())


def test_a_draft_is_saved_found_among_mine_and_resumed_with_everything_in_it(giulia: Any) -> None:
    saved = press(
        giulia.get("/ideas/new"), "/ideas/drafts", title=TITLE, story="Quando", category="carte", signature="initials"
    )
    assert "Bozza salvata." in saved.text and saved.path == "/ideas/new?draft=1"
    listed = giulia.get("/me/ideas?show=drafts")
    assert "Bozze 1" in listed.text and TITLE in listed.text
    form = giulia.get("/ideas/new?draft=1")
    assert (form.all("textarea", name="title")[0].text or "").strip() == TITLE
    checked = {e.get("value") for e in form.all("input") if e.get("checked") is not None}
    assert checked == {"carte", "initials"}


def test_a_form_without_a_draft_offers_the_last_one(giulia: Any) -> None:
    press(giulia.get("/ideas/new"), "/ideas/drafts", title=TITLE)
    page = giulia.get("/ideas/new")
    assert "Avevi cominciato a scrivere" in page.text and ("Riprendi la bozza", "/ideas/new?draft=1") in [
        (" ".join("".join(a.itertext()).split()), a.get("href")) for a in page.all("a")
    ]


def test_a_draft_is_seen_by_its_writer_alone(giulia: Any, signed_in: Any) -> None:
    press(giulia.get("/ideas/new"), "/ideas/drafts", title=TITLE)
    marco = signed_in(a_customer("Marco Verdi"))
    assert marco.get("/ideas/new?draft=1").status == 404
    assert TITLE not in marco.get("/me/ideas?show=drafts").text
    marco.post("/ideas/drafts/1/withdrawal")
    assert counted(Draft) == 1


def test_a_token_of_somebody_else_opens_nothing(giulia: Any, signed_in: Any) -> None:
    press(giulia.get("/ideas/new"), "/ideas/drafts", title=TITLE)
    token = db.session.scalars(select(Draft.token)).one()
    marco = signed_in(a_customer("Marco Verdi"))
    assert marco.post("/ideas/drafts", {"draft": token, "title": "Presa"}).status == 404
    assert db.session.scalars(select(Draft.title).execution_options(populate_existing=True)).one() == TITLE


def test_saving_again_changes_the_same_draft(giulia: Any) -> None:
    first = press(giulia.get("/ideas/new"), "/ideas/drafts", title=TITLE)
    again = press(first, "/ideas/drafts", title=TITLE, story=STORY)
    assert again.path == first.path and counted(Draft) == 1
    assert (again.all("textarea", name="story")[0].text or "").strip() == STORY


def test_while_one_writes_the_draft_is_saved_and_only_the_line_comes_back(giulia: Any) -> None:
    form = giulia.get("/ideas/new")
    data = {**shown_values(form.controls(form.form("/ideas/new"))), "title": TITLE}
    line = giulia.send("POST", "/ideas/drafts", follow=False, data=data, headers={"HX-Request": "true"})
    assert line.status == 200 and "Bozza salvata alle 8.50." in line.text and "<html" not in line.source
    nothing = giulia.send(
        "POST", "/ideas/drafts", follow=False, data={**data, "title": ""}, headers={"HX-Request": "1"}
    )
    assert nothing.status == 204 and counted(Draft) == 1


def test_an_empty_form_is_no_draft_and_says_so(giulia: Any) -> None:
    page = press(giulia.get("/ideas/new"), "/ideas/drafts")
    assert page.status == 422 and "Non c’è ancora niente da salvare" in page.text and counted(Draft) == 0


def test_a_draft_is_thrown_away(giulia: Any) -> None:
    press(giulia.get("/ideas/new"), "/ideas/drafts", title=TITLE)
    page = giulia.get("/me/ideas?show=drafts").submit("/ideas/drafts/1/withdrawal")
    assert "Non hai bozze." in page.text and counted(Draft) == 0
    assert giulia.get("/ideas/new?draft=1").status == 404


def test_there_is_an_end_to_drafts(giulia: Any) -> None:
    for n in range(MOST_DRAFTS):
        press(giulia.get("/ideas/new"), "/ideas/drafts", title=f"Bozza numero {n}")
    refused = press(giulia.get("/ideas/new"), "/ideas/drafts", title=TITLE)
    assert refused.status == 409 and "troppe bozze" in refused.text and counted(Draft) == MOST_DRAFTS


def test_the_preview_shows_the_whole_page_and_stores_nothing(giulia: Any) -> None:
    page = press(
        giulia.get("/ideas/new"), "/ideas/preview", title=TITLE, story="Prima **questo**.", signature="anonymous"
    )
    assert "La leggeranno così" in page.text and "Proposta da Cliente della banca" in page.text
    assert "<strong>questo</strong>" in page.source
    assert counted(Draft) == 0 and counted(Idea) == 1


def test_what_is_sent_is_a_draft_no_more(giulia: Any) -> None:
    saved = press(giulia.get("/ideas/new"), "/ideas/drafts", title=TITLE, story=STORY)
    assert saved.submit("/ideas/new", story=STORY).path == "/ideas/2/receipt"
    assert counted(Draft) == 0 and counted(Idea) == 2


def test_an_autosave_that_arrives_after_the_idea_leaves_no_ghost(giulia: Any) -> None:
    form = giulia.get("/ideas/new")
    form.submit("/ideas/new", title=TITLE, story=STORY)
    press(form, "/ideas/drafts", title=TITLE, story=STORY)
    assert counted(Draft) == 0


@pytest.mark.parametrize(
    ("signature", "shown"), [("name", "Giulia R."), ("initials", "G. R."), ("anonymous", "Cliente della banca")]
)
def test_an_author_appears_as_they_chose_also_when_they_answer(
    giulia: Any, client: Any, signature: str, shown: str
) -> None:
    giulia.get("/ideas/new").submit("/ideas/new", title=TITLE, story=STORY, signature=signature)
    giulia.post("/ideas/2/comments", {"text": "La userei anche per la carta di mio figlio."})
    for path in ("/ideas/2", "/ideas?sort=new", "/feeds/ideas.atom"):
        page = client.get(path)
        assert shown in page.source
        assert signature == "name" or "Giulia" not in page.source


def test_the_same_form_sent_around_midnight_is_one_idea(giulia: Any, travel: Any) -> None:
    travel.move_to(clock.now().replace(hour=21, minute=59, second=58))  # 23.59.58 in Rome
    form = giulia.get("/ideas/new")
    first = form.submit("/ideas/new", title=TITLE, story=STORY)
    travel.shift(timedelta(seconds=5))
    assert form.submit("/ideas/new", title=TITLE, story=STORY).path == first.path and counted(Idea) == 2


def test_without_the_form_the_same_words_are_sent_once_also_around_midnight(giulia: Any, travel: Any) -> None:
    travel.move_to(clock.now().replace(hour=21, minute=59, second=58))
    first = giulia.post("/ideas/new", {"title": TITLE, "story": STORY})
    travel.shift(timedelta(seconds=5))
    assert giulia.post("/ideas/new", {"title": TITLE, "story": STORY}).path == first.path and counted(Idea) == 2
    travel.shift(timedelta(days=2))
    assert giulia.post("/ideas/new", {"title": TITLE, "story": STORY}).path != first.path


def test_who_goes_back_and_writes_something_else_proposes_something_else(giulia: Any) -> None:
    form = giulia.get("/ideas/new")
    first = form.submit("/ideas/new", title=TITLE, story=STORY)
    other = form.submit("/ideas/new", title="Sbloccare la carta dall’orologio", story=STORY)
    assert other.path != first.path and counted(Idea) == 3
