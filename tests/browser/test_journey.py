"""The whole journey of one idea, by thirteen people in real browsers, and the mails they get."""

import re
from typing import Any

import pytest
from sqlalchemy import select

import workflow
from ideas.kernel import clock, i18n
from ideas.kernel.db import db
from ideas.kernel.outbox import Message
from tests.browser import turns
from tests.browser.cast import colleagues, customer
from tests.browser.server import Mail
from tests.browser.turns import GIULIA, Play
from tests.builders import an_idea

pytestmark = pytest.mark.browser


@pytest.fixture
def play(app: Any, travel: Any, window: Any, mails: Any) -> Play:
    """A board where somebody else has already proposed something like it."""
    an_idea("Bonifici istantanei dall’app", "Vorrei i bonifici istantanei anche dal telefono.")
    return Play(app, travel, mails, window(), customer("Marco Neri", window), colleagues(window))


def test_one_idea_from_the_first_word_to_the_news(play: Play) -> None:
    turns.giulia_signs_up(play)
    turns.giulia_proposes(play)
    turns.marco_supports(play)
    play.later(hours=3)
    turns.moderator_accepts(play)
    play.later(days=1)
    turns.pm_asks(play)
    play.later(hours=2)
    turns.giulia_answers(play)
    play.later(days=1)
    turns.pm_analyses(play)
    play.later(days=2)
    turns.analyst_asks_opinions(play)
    play.later(days=3)
    turns.offices_agree(play)
    play.later(days=2)
    turns.pm_starts(play)
    play.later(days=33)
    turns.developer_delivers(play)
    turns.release_waits_for_the_condition(play)
    play.later(days=1)
    turns.pm_releases(play)
    play.later(hours=1)
    turns.writer_submits_and_may_not_approve(play)
    turns.approver_schedules(play)
    turns.announcement_comes_out(play)
    the_author_sees_it_done(play)
    keep_the_mails(play)
    the_mails_of_giulia(play)
    the_mails_of_marco(play)
    nothing_is_left_over(play)


def the_author_sees_it_done(play: Play) -> None:
    giulia = play.giulia.open("/me/ideas", GIULIA, turns.PASSWORD_OF_GIULIA).sees(turns.TITLE, "Realizzata")
    play.shot(giulia, "le-mie-idee-alla-fine")
    giulia.press(turns.TITLE).sees("Realizzata", turns.RELEASE_MESSAGE, "Paola Bianchi")
    play.shot(giulia, "idea-alla-fine")
    giulia.visit("/me/notifications").sees(turns.TITLE)
    play.shot(giulia, "avvisi")


def keep_the_mails(play: Play) -> None:
    """Beside the pictures, to be read by a person."""
    sheets = [f"A: {mail.to}\nOggetto: {mail.subject}\n\n{mail.text}" for mail in play.mails.mails]
    if play.giulia.shots:
        (play.giulia.shots / "mails.txt").write_text(("\n" + "=" * 72 + "\n").join(sheets))


def the_mails_of_giulia(play: Play) -> None:
    """One for each thing she was told, in order, each signed by whoever moved the idea."""
    release_on = i18n_date(play)
    expected = [
        ("Conferma il tuo indirizzo", [], "La banca che vorrei"),
        ("Abbiamo ricevuto la tua idea", ["mercoledì 14 ottobre", "lunedì 16 novembre"], "La banca che vorrei"),
        ("La tua idea è passata in valutazione", ["Ora la valuta un product manager"], "Elena Moretti"),
        ("Ci serve una tua risposta", [turns.QUESTION, "martedì 3 novembre"], "Paola Bianchi"),
        ("Abbiamo la tua risposta: riprendiamo", ["lunedì 16 novembre"], "La banca che vorrei"),
        ("La tua idea è passata in analisi", [turns.WELCOME_MESSAGE], "Paola Bianchi"),
        ("La tua idea si fa", ["Tutti gli uffici hanno detto di sì"], "Marta Villa"),
        ("La tua idea è in sviluppo", [turns.START_MESSAGE, f"Esce entro {release_on}"], "Paola Bianchi"),
        ("La tua idea è realizzata", [turns.RELEASE_MESSAGE], "Paola Bianchi"),
        (turns.NEWS_TITLE, ["Lo ha chiesto Giulia"], "Fabio Riva"),
    ]
    got = play.mails.to(GIULIA)
    assert [subject(mail) for mail in got] == [title for title, _texts, _by in expected]
    for mail, (_title, texts, signature) in zip(got, expected, strict=True):
        reads_well(mail, "Giulia", texts, signature)


def the_mails_of_marco(play: Play) -> None:
    """He votes and follows: he hears of the turning points, once each."""
    got = play.mails.to(play.marco.email)
    idea = f"«{turns.TITLE}»"
    titles = [f"{idea} è passata in analisi", f"{idea}: si fa", f"{idea} è in sviluppo", f"{idea} è realizzata"]
    assert [subject(mail) for mail in got] == [*titles, turns.NEWS_TITLE]
    for mail in got:
        reads_well(mail, "Marco", [], "")


def subject(mail: Mail) -> str:
    """Without the number of the practice, which stands at the end of each subject about a case."""
    return mail.subject.partition(" · pratica ")[0]


def reads_well(mail: Mail, name: str, texts: list[str], signature: str) -> None:
    """Both forms of a mail: name, texts, signature, and nothing that only colleagues may read."""
    plain = squeezed(mail.text)
    html = squeezed(re.sub(r"<[^>]+>", " ", mail.html))
    for body in (plain, html):
        assert f"Ciao {name}" in body, f"{mail.subject}: no greeting in {body}"
        for text in [*texts, signature]:
            assert text in body, f"{mail.subject}: “{text}” is not in {body}"
        assert turns.SECRET not in body, f"{mail.subject} tells what only colleagues may read"
        assert turns.ANSWER not in body


def squeezed(text: str) -> str:
    return " ".join(text.split())


def i18n_date(play: Play) -> str:
    with play.app.test_request_context():
        return i18n.date_full(play.release_on)


def nothing_is_left_over(play: Play) -> None:
    """Every mail has left, and the history of the case is whole."""
    db.session.rollback()
    assert db.session.scalars(select(Message.error).where(Message.error.is_not(None))).all() == []
    assert db.session.scalars(select(Message.id).where(Message.delivered_at.is_(None))).all() == []
    case = workflow.case_for(db.session, play.idea_id)
    assert case is not None and case.stage == "announced" and case.closed_at is not None
    assert case.closed_at <= clock.now()
    assert workflow.verify(db.session) is None
