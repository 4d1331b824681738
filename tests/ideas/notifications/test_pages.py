"""The inbox of a person, and the mailbox of a demo."""

from sqlalchemy import select

from ideas.board import commands as board
from ideas.kernel import clock, outbox
from ideas.kernel.db import db
from ideas.notifications.models import Notification
from tests.builders import a_colleague, a_customer, act, an_idea, move, noise, step, walk
from tests.statements import statements


def test_the_inbox_shows_what_is_new_grouped_by_idea_and_nothing_of_others(app, signed_in):
    noise()
    author = a_customer("Giulia Rossi")
    idea = an_idea("Dare un nome alle linee vincolate", author=author, stage="analysis")
    other = an_idea("Avvisarmi quando scade una linea", author=author)
    page = signed_in(author).get("/me/notifications")
    assert "4 nuovi." in page.text
    assert [heading.find("a").text for heading in page.all("h2", class_="inbox__idea")] == [other.title, idea.title]
    assert "La tua idea è passata in analisi" in page.text and "Tutt’altra proposta" not in page.text
    assert page.text.index("passata in analisi") < page.text.index("passata in valutazione")


def test_looking_changes_nothing_the_button_marks_what_was_shown(app, signed_in):
    author = a_customer()
    idea = an_idea(author=author)
    browser = signed_in(author)
    shown = browser.get("/me/notifications")
    step(idea)
    after = shown.submit("/me/notifications/readings")
    assert "1 nuovo." in after.text, "what arrived in the meantime stays new"
    assert browser.get("/me/notifications").submit("/me/notifications/readings").text.count("Non hai avvisi nuovi") == 1
    db.session.expire_all()
    assert author.unread == 0
    assert all(row.read_at for row in db.session.scalars(select(Notification)))


def test_the_badge_counts_what_is_new(app, signed_in):
    author = a_customer()
    an_idea(author=author, stage="evaluation")
    page = signed_in(author).get("/me/settings")
    assert page.all("span", class_="count")[0].text == "2"


def test_a_long_inbox_goes_on_by_key_in_a_fixed_number_of_statements(app, signed_in):
    author, voter = a_customer(), a_customer("Vota Tutto")
    idea = an_idea(author=author)
    with act():
        for n in range(35):
            board.add_comment(idea_id=idea.id, person=voter, text=f"Commento numero {n}.", at=clock.now())
    browser = signed_in(author)
    with statements() as sql:
        first = browser.get("/me/notifications")
    assert sql.count <= 4, sql
    assert len(first.all("li", class_="inbox__item")) == 30
    rest = browser.get(next(path for path, name in first.links.items() if "after=" in path and name))
    assert len(rest.all("li", class_="inbox__item")) == 6


def test_a_cut_address_or_a_strange_number_is_refused_with_a_sentence(app, signed_in):
    browser = signed_in(a_customer())
    assert browser.get("/me/notifications?after=zzz").status == 422
    assert browser.post("/me/notifications/readings", {"up_to": "molti"}).status == 422
    assert browser.post("/me/notifications/readings", {"up_to": str(2**40)}).status == 422


def test_an_empty_inbox_says_what_will_come(app, signed_in):
    assert "Nessuno ti ha ancora scritto" in signed_in(a_customer()).get("/me/notifications").text


def test_a_demo_shows_its_mails_newest_first_and_both_forms_of_each(app, client):
    app.config["DEMO"] = True
    author = a_customer("Giulia Rossi", email="giulia@test.example")
    idea = an_idea("Dare un nome alle linee vincolate", author=author)
    an_idea(author=a_customer("Marco Neri"))
    outbox.deliver_due()
    walk(idea, to="evaluation")
    outbox.deliver_due()
    page = client.get("/demo/mailbox")
    subjects = [link.text for link in page.all("a", class_="mails__subject")]
    assert len(subjects) == 3 and subjects[0].startswith("La tua idea è passata in valutazione")
    assert len(client.get("/demo/mailbox?to=giulia").all("a", class_="mails__subject")) == 2
    mail = client.get(page.all("a", class_="mails__subject")[0].get("href"))
    assert "Ciao Giulia" in mail.text and any("/ideas/" in path for path in mail.links)
    frame = mail.all("iframe")[0].get("src")
    response = client.browser.get(frame)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "frame-ancestors 'self'" in policy
    assert "Ciao Giulia" in response.text


def test_outside_a_demo_there_is_no_mailbox(app, client):
    assert client.get("/demo/mailbox").status == 404
    app.config["DEMO"], app.config["MAIL_URL"] = True, "smtp://127.0.0.1:25"
    assert client.get("/demo/mailbox").status == 404


def test_the_mailbox_opens_no_other_file(app, client):
    app.config["DEMO"] = True
    for name in ("..%2F..%2Fsecret_key", "secret_key", "20261012T065000000000-aaaaaaaa"):
        assert client.get(f"/demo/mailbox/{name}").status == 404


def test_an_update_written_by_staff_is_signed_in_the_inbox(app, signed_in):
    author = a_customer()
    idea = an_idea(author=author)
    move(idea, "accept", a_colleague("moderator", name="Laura Sala"), message="Grazie, la passo a Elena.")
    page = signed_in(author).get("/me/notifications")
    assert "Laura Sala" in page.text and "Grazie, la passo a Elena." in page.text
