"""The newsroom in a browser, and what everybody reads."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from ideas.announcements import jobs
from ideas.announcements.models import Announcement
from ideas.kernel.db import db
from tests.builders import a_colleague, a_customer, an_idea
from tests.ideas.announcements.test_commands import WORDS, approved, the_announcement
from tests.statements import statements

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def marta(app):
    return a_colleague("communications", name="Marta Conti")


@pytest.fixture
def andrea(app):
    return a_colleague("communications", name="Andrea Pini")


@pytest.fixture
def draft(app):
    an_idea("Mandare bonifici dal telefono", author=a_customer("Giulia Rossi"), stage="released")
    return the_announcement()


@pytest.fixture
def story(draft, marta, andrea, travel):
    """A published announcement."""
    approved(draft, marta, andrea, datetime(2026, 10, 20, 7, tzinfo=UTC))
    travel.move_to(datetime(2026, 10, 20, 7, 1, tzinfo=UTC))
    assert jobs.publish_due() == 1
    return the_announcement()


def test_two_people_take_a_draft_to_the_calendar(draft, marta, andrea, signed_in):
    path = f"/desk/announcements/{draft.id}"
    first, second = signed_in(marta), signed_in(andrea)
    listed = first.get("/desk/announcements")
    assert "Scrivi l’annuncio" in listed.text and path in listed.links
    saved = first.get(path).submit(path, **WORDS, publish_on="2026-12-15", publish_time="09:00")
    assert "Testo salvato." in saved.text
    form = {**WORDS, "publish_on": "2026-12-15", "publish_time": "09:00"}
    sent = first.post(f"{path}/submission", form)
    assert "Mandato in approvazione" in sent.text
    refused = sent.submit(f"{path}/approval")
    assert refused.status == 403 and "L’hai scritto tu: lo approva un’altra persona." in refused.text
    done = second.get(path).submit(f"{path}/approval")
    assert "Approvato." in done.text and "Esce martedì 15 dicembre, ore 9.00." in done.text
    december = second.get("/desk/calendar?month=2026-12")
    assert "9.00 Bonifici istantanei" in december.text.replace("9.00Bonifici", "9.00 Bonifici")
    assert "Immacolata" in december.text and "Sant’Ambrogio" in december.text
    assert the_announcement().state == "scheduled"


def test_refused_words_stay_in_the_form_with_the_sentence(draft, marta, signed_in):
    path = f"/desk/announcements/{draft.id}"
    page = signed_in(marta).get(path).submit(path, title="", text="Corto ma mio")
    assert page.status == 422
    assert "Scrivi un titolo." in page.text and "È un po’ corto" in page.text
    assert page.all("textarea", id="text")[0].text.strip() == "Corto ma mio"
    page = signed_in(marta).get(path).submit(path, **WORDS, publish_on="2020-01-01", publish_time="09:00")
    assert page.status == 422 and "Questo momento è già passato." in page.text
    assert WORDS["text"] in page.all("textarea", id="text")[0].text
    page = signed_in(marta).get(path).submit(path, **WORDS, publish_on="2026-12-15", publish_time="")
    assert page.status == 422 and "Scegli anche l’ora." in page.text
    page = signed_in(marta).get(path).submit(path, **WORDS, publish_on="domani", publish_time="presto")
    assert page.status == 422
    assert the_announcement().row_version == 1


def test_a_stale_page_keeps_the_text_and_shows_the_saved_one(draft, marta, andrea, signed_in):
    path = f"/desk/announcements/{draft.id}"
    mine, theirs = signed_in(marta).get(path), signed_in(andrea).get(path)
    theirs.submit(path, **WORDS)
    page = mine.submit(path, title="Un titolo diverso", text="Un testo diverso, scritto nello stesso momento da Marta.")
    assert page.status == 409 and "Andrea Pini" in page.text
    assert "scritto nello stesso momento" in page.all("textarea", id="text")[0].text and WORDS["text"] in page.text
    again = page.submit(path)
    assert again.status == 200 and the_announcement().title == "Un titolo diverso"


def test_sending_back_shows_the_reason_to_the_writer(draft, marta, andrea, signed_in):
    path = f"/desk/announcements/{draft.id}"
    signed_in(marta).post(f"{path}/submission", WORDS)
    page = signed_in(andrea).get(path)
    assert page.submit(f"{path}/return", note="").status == 422
    page.submit(f"{path}/return", note="Di’ anche quanto costa.")
    back = signed_in(marta).get(path)
    assert "Andrea Pini l’ha rimandato indietro" in back.text and "Di’ anche quanto costa." in back.text


def test_the_date_moves_and_goes_away(draft, marta, andrea, signed_in):
    approved(draft, marta, andrea)
    path = f"/desk/announcements/{draft.id}"
    page = signed_in(marta).get(path).submit(f"{path}/schedule", publish_on="2026-11-03", publish_time="10:30")
    assert "Esce martedì 3 novembre, ore 10.30." in page.text
    page = page.submit(f"{path}/schedule/withdrawal")
    assert the_announcement().state == "approved" and "Approvato, senza data" in page.text
    assert page.submit(f"{path}/schedule").status == 422


def test_only_communications_come_in(draft, signed_in, client):
    path = f"/desk/announcements/{draft.id}"
    for person in (a_customer(), a_colleague("pm")):
        browser = signed_in(person)
        for page in ("/desk/announcements", path, "/desk/calendar"):
            assert browser.get(page).status == 403
        assert browser.post(f"{path}/approval", {}).status == 403
    assert client.get(path, follow=False).status == 303


def test_addresses_that_mean_nothing_are_refused_with_a_sentence(draft, marta, signed_in):
    browser = signed_in(marta)
    assert browser.get("/desk/announcements?shelf=nowhere").status == 404
    assert browser.get("/desk/announcements/999").status == 404
    assert browser.get(f"/desk/announcements/{2**40}").status == 404
    assert browser.get("/desk/announcements?after=zz").status == 422
    for month in ("2026-13", "ieri", "0001-01", "9999-12"):
        assert browser.get(f"/desk/calendar?month={month}").status == 422


def test_shelves_and_calendar_cost_the_same_however_full(draft, marta, signed_in):
    browser = signed_in(marta)
    browser.get("/desk/calendar")
    for _more in range(3):
        an_idea(stage="released")
    for path, most in (("/desk/announcements", 5), ("/desk/calendar", 6), (f"/desk/announcements/{draft.id}", 7)):
        with statements() as sql:
            browser.get(path)
        assert sql.count <= most, sql


def test_the_news_tell_it_and_thank_by_public_name(story, client):
    page = client.get("/news")
    assert WORDS["title"] in page.text and "Proposta da Giulia R." in page.text and "Rossi" not in page.text
    article = client.get(f"/news/{story.id}")
    assert article.path == f"/news/{story.id}-{story.slug}"
    assert "Grazie, Giulia R. È cominciato da un’idea:" in article.text
    assert "votata" not in article.text, "nobody has voted for it"
    assert any(path.startswith(f"/ideas/{story.idea_id}-") for path in article.links)
    assert client.get(f"/news/{story.id}-altro-titolo").path == article.path


def test_what_is_not_out_is_not_readable(draft, client):
    assert client.get(f"/news/{draft.id}").status == 404
    assert client.get(f"/news/{draft.id}-qualcosa").status == 404
    assert "Ancora nessun annuncio" in client.get("/news").text
    assert client.get("/news?after=!").status == 422


def test_the_news_go_on_by_key(story, client):
    others = [an_idea(f"Idea numero {n}") for n in range(14)]
    rows = [
        Announcement(
            idea_id=idea.id, title=f"Uscita numero {n}", slug=f"uscita-{n}", text=WORDS["text"], state="published",
            row_version=1, created_at=story.created_at, published_at=story.published_at - timedelta(days=n // 2),
        )
        for n, idea in enumerate(others)
    ]  # fmt: skip
    db.session.add_all(rows)
    with statements() as sql:
        first = client.get("/news")
    assert sql.count <= 2, sql
    titles = [item.text for item in first.tree.iter("a") if "/news/" in item.get("href", "")]
    rest = client.get(next(path for path in first.links if "after=" in path))
    titles += [item.text for item in rest.tree.iter("a") if "/news/" in item.get("href", "")]
    assert len(titles) == len(set(titles)) == 15


def test_the_feed_is_atom_with_whole_addresses(story, client):
    page = client.get("/feeds/news.atom")
    assert page.headers["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(page.source)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == WORDS["title"]
    for part in (feed, entry):
        assert part.findtext(f"{ATOM}id") and part.findtext(f"{ATOM}updated").endswith("+00:00")
        assert all(link.get("href").startswith("http://127.0.0.1:8000/") for link in part.findall(f"{ATOM}link"))


def test_an_announcement_cannot_run_script(draft, marta, andrea, client, signed_in, travel):
    text = "<script>alert(1)</script> [clic](javascript:alert(1)) <img src=x onerror=alert(1)> e **basta così**."
    path = f"/desk/announcements/{draft.id}"
    signed_in(marta).post(f"{path}/submission", {"title": "Titolo <b>grosso</b>", "text": text})
    signed_in(andrea).post(f"{path}/approval", {"publish_on": "2026-10-20", "publish_time": "09:00"})
    travel.move_to(datetime(2026, 10, 20, 7, 1, tzinfo=UTC))
    jobs.publish_due()
    number = db.session.scalar(select(Announcement.id))
    page = client.get(f"/news/{number}")
    assert "<script>alert" not in page.source and "<img src=x" not in page.source
    assert not [path for path in page.links if path.lower().startswith("javascript")]
    assert "<strong>basta così</strong>" in page.source
