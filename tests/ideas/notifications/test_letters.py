"""What the mails say."""

import re
from datetime import timedelta

import html5lib
import pytest

from ideas.accounts import commands as accounts
from ideas.board import commands as board
from ideas.kernel import clock, outbox
from tests.builders import a_colleague, a_customer, act, an_idea, move, step
from tests.ideas.notifications.conftest import body
from tests.pages import words


@pytest.fixture
def giulia(app):
    return a_customer("Giulia Rossi", email="giulia@test.example")


def last(post, email="giulia@test.example"):
    outbox.deliver_due()
    outbox.deliver_due()
    return post.to(email)[-1]


def html_words(message):
    return words(html5lib.parse(body(message, "html"), namespaceHTMLElements=False).find("body"))


def test_the_receipt_gives_the_number_and_both_dates(giulia, post):
    idea = an_idea("Dare un nome alle linee vincolate", author=giulia)
    text = body(last(post))
    assert "Ciao Giulia, grazie per «Dare un nome alle linee vincolate»." in text
    assert f"la pratica {idea.number}" in text
    assert "La leggiamo entro mercoledì 14 ottobre." in text and "2 giorni lavorativi da oggi." in text
    assert "Ti rispondiamo entro lunedì 16 novembre." in text
    assert "Fase 1 di 6: ricevuta" in text
    assert f"http://127.0.0.1:8000/ideas/{idea.id}-" in text


def test_a_move_says_who_moved_it_in_which_role_and_the_next_date(giulia, post, travel):
    idea = an_idea("Dare un nome alle linee vincolate", author=giulia, stage="evaluation")
    travel.shift(timedelta(days=2))
    pm = a_colleague("pm", "executive", name="Elena Bruni")
    move(idea, "analyse", pm, value="4", effort="3", message="Cara Giulia, vogliamo **farla**.\n\nOra la studiamo.")
    message = last(post)
    text = body(message)
    assert str(message["Subject"]) == f"La tua idea è passata in analisi · pratica {idea.number}"
    assert "Cara Giulia, vogliamo farla." in text and "<strong>farla</strong>" in body(message, "html")
    assert "Decidiamo se e quando farla entro lunedì 16 novembre." in text
    assert "Fase 3 di 6: in analisi" in text and "Ricevuta lunedì 12 ottobre, valutata mercoledì 14 ottobre." in text
    assert "Elena Bruni\nProduct manager" in text
    assert "Tu non devi fare niente." in text


def test_html_and_text_say_the_same(giulia, post):
    idea = an_idea(author=giulia, stage="analysis")
    fan = a_customer("Marco Neri", email="marco@test.example")
    with act():
        board.follow(idea.id, fan.id, clock.now())
    step(idea)
    step(idea)
    for message in (last(post), last(post, fan.email)):
        html = re.sub(r"\W+", " ", html_words(message))
        for line in body(message).splitlines():
            spoken = re.sub(r"\W+", " ", re.sub(r"https?://\S+", "", line)).strip()
            assert spoken.lower() in html.lower() or spoken == "", line


def test_the_mail_protects_from_imitators_and_says_why_it_comes(giulia, post):
    idea = an_idea(author=giulia, stage="evaluation")
    fan, voter = a_customer("Marco Neri", email="marco@test.example"), a_customer("Ada Blu", email="ada@test.example")
    with act():
        board.follow(idea.id, fan.id, clock.now())
        board.vote(idea.id, voter.id, clock.now())
    move(idea, "already_available", a_colleague("pm"), message="C’è già: la trovi in Carte, sotto l’immagine.")
    expected = {"giulia": "hai proposto l’idea", "marco": "segui l’idea", "ada": "hai votato l’idea"}
    for name, reason in expected.items():
        message = last(post, f"{name}@test.example")
        text = body(message)
        assert "non ti chiediamo mai PIN, password o codici" in text
        assert f"Ricevi questo messaggio perché {reason}." in text
        assert ("Smetti di seguirla" in text) == (name == "marco")
        assert str(message["List-Unsubscribe"]) == "<http://127.0.0.1:8000/me/settings>"
        assert str(message["Auto-Submitted"]) == "auto-generated" and message["Date"] and message["Message-ID"]


def test_a_question_asks_for_an_answer_by_a_date_and_leads_to_its_form(giulia, post):
    idea = an_idea(author=giulia, stage="evaluation")
    move(idea, "ask", a_colleague("pm", name="Elena Bruni"), question="Ti basterebbe il nome accanto al movimento?")
    message = last(post)
    text = body(message)
    assert str(message["Subject"]).startswith("Ci serve una tua risposta")
    assert "Ti basterebbe il nome accanto al movimento?" in text
    assert "Rispondi entro lunedì 2 novembre." in text
    assert f"http://127.0.0.1:8000/ideas/{idea.id}/actions/answer" in text
    assert "Tu non devi fare niente." not in text


def test_a_no_says_no_and_why(giulia, post):
    idea = an_idea(author=giulia, stage="evaluation")
    reason = "Stamparla costa troppo per quanto serve."
    move(idea, "decline", a_colleague("pm"), reason_code="costs_too_much", reason=reason)
    message = last(post)
    assert str(message["Subject"]).startswith("La tua idea: non la faremo")
    assert reason in body(message) and "Fase" not in body(message)


def test_a_person_who_reads_english_gets_english(app, post):
    author = a_customer("Mary Smith", email="mary@test.example", language="en")
    idea = an_idea(author=author)
    step(idea)
    message = last(post, author.email)
    text = body(message)
    assert str(message["Subject"]).startswith("Your idea is now being evaluated")
    assert "We have read the idea. Now a product manager evaluates it." in text
    assert "We answer you by Monday 16 November." in text and "Stage 2 of 6: under evaluation" in text
    assert 'lang="en"' in body(message, "html")


def test_an_official_answer_comes_by_mail_other_comments_do_not(giulia, post):
    idea = an_idea(author=giulia)
    outbox.deliver_due()
    with act():
        board.add_comment(idea_id=idea.id, person=a_customer("Ada Blu"), text="Servirebbe anche a me.", at=clock.now())
    outbox.deliver_due()
    assert len(post.messages) == 1
    with act():
        colleague = a_colleague("pm", name="Elena Bruni")
        board.add_comment(idea_id=idea.id, person=colleague, text="Ne parliamo martedì.", at=clock.now())
    text = body(last(post))
    assert "Elena Bruni, della banca, risponde sotto la tua idea" in text and "Ne parliamo martedì." in text


def test_whoever_wrote_a_comment_is_told_of_the_answer_to_it(giulia, post, signed_in):
    idea, ada, elena = an_idea(author=giulia), a_customer("Ada Blu"), a_colleague("pm", name="Elena Bruni")
    with act():
        asked = board.add_comment(idea_id=idea.id, person=ada, text="Vale anche per Android?", at=clock.now())
    outbox.deliver_due()
    with act():
        board.add_comment(idea_id=idea.id, person=elena, text="Sì, per tutti.", answers=asked.id, at=clock.now())
        board.add_comment(idea_id=idea.id, person=giulia, text="Che bello.", answers=asked.id, at=clock.now())
    message = last(post, ada.email)
    assert str(message["Subject"]).startswith("Elena Bruni, della banca, risponde al tuo commento")
    assert "c’è una risposta al tuo commento" in body(message) and "perché hai commentato l’idea" in body(message)
    inbox = signed_in(ada).get("/me/notifications").text
    assert "Elena Bruni, della banca, risponde al tuo commento" in inbox
    assert "Giulia R. ha risposto al tuo commento" in inbox
    assert "ha commentato la tua idea" not in inbox


def test_whoever_answers_under_their_own_comment_is_told_nothing(giulia, signed_in):
    idea = an_idea(author=a_customer("Ugo Bo"))
    with act():
        asked = board.add_comment(idea_id=idea.id, person=giulia, text="Vale anche per Android?", at=clock.now())
        board.add_comment(idea_id=idea.id, person=giulia, text="E per iPad?", answers=asked.id, at=clock.now())
    assert "risposto" not in signed_in(giulia).get("/me/notifications").text


def test_titles_cannot_write_headers_or_markup(giulia, post):
    idea = an_idea("Carta <b>nuova</b> & subito", author=giulia)
    with act():
        idea.title = "Carta <script>alert(1)</script>\nBcc: altri@test.example"
    message = last(post)
    assert message["Bcc"] is None and "<script>" not in body(message, "html")


def test_signing_up_and_forgetting_send_links_that_work(app, post, client):
    with act():
        person = accounts.sign_up("Giulia Rossi", "giulia@test.example", "tre gatti sul tetto", "it", clock.now())
        person.mails = False
    text = body(last(post))
    assert "Conferma il mio indirizzo" in text
    link = re.search(r"http://127.0.0.1:8000(/confirmation/\S+)", text).group(1)
    assert client.get(link).status == 200
    with act():
        accounts.confirm(link.rsplit("/", 1)[1], clock.now())
        accounts.ask_reset("giulia@test.example")
    message = last(post)
    link = re.search(r"http://127.0.0.1:8000(/password-reset/\S+)", body(message)).group(1)
    assert client.get(link).status == 200
    assert message["List-Unsubscribe"] is None
    with act():
        accounts.sign_up("Un Altro", "giulia@test.example", "quattro gatti sul tetto", "it", clock.now())
    assert "hai già un profilo" in body(last(post))
