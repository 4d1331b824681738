"""Mails on their way: a real SMTP server that takes them, refuses them, or is not there."""

import sqlite3
from datetime import timedelta
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from sqlalchemy import select

from ideas.kernel import mail, outbox
from ideas.kernel.db import db
from ideas.kernel.outbox import MAX_ATTEMPTS, Message
from tests.browser.server import HOST, free_port
from tests.builders import a_customer, act, an_idea, noise
from tests.ideas.notifications.conftest import PostOffice


def waiting():
    return db.session.scalars(select(Message).where(Message.delivered_at.is_(None), Message.dead_at.is_(None))).all()


def a_mail(to="Giulia Rossi <giulia@test.example>"):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Prova", "idee@demo.example", to
    message.set_content("Città, perché, «così»: €")
    return message


def test_a_proposal_is_answered_with_a_receipt_by_mail(app, post):
    idea = an_idea(author=a_customer("Giulia Rossi", email="giulia@test.example"))
    assert post.messages == []
    outbox.deliver_due()
    (message,) = post.messages
    assert post.recipients == ["giulia@test.example"]
    assert str(message["Subject"]) == f"Abbiamo ricevuto la tua idea · pratica {idea.number}"
    assert waiting() == []


def test_nothing_is_sent_when_the_proposal_is_undone(app, post):
    with pytest.raises(RuntimeError), act():
        outbox.promise("mail", "mail:never", {"message": "reset", "person_id": 1, "key": "mail:never"})
        raise RuntimeError
    outbox.deliver_due()
    assert post.messages == [] and waiting() == []


def test_a_server_that_says_later_gets_the_mail_later_and_once(app, post, travel):
    an_idea()
    post.answer = "451 Try again later"
    outbox.deliver_due()
    outbox.deliver_due()
    assert post.attempts == 1, "it waits before it tries again"
    (message,) = waiting()
    assert (message.attempts, message.error) == (1, "SMTPRecipientsRefused")
    travel.shift(timedelta(seconds=31))
    outbox.deliver_due()
    assert post.attempts == 2
    db.session.expire_all()
    assert (waiting()[0].due_at - message.created_at) > timedelta(seconds=85), "the wait doubles"
    post.answer = ""
    travel.shift(timedelta(minutes=2))
    outbox.deliver_due()
    outbox.deliver_due()
    assert len(post.messages) == 1 and waiting() == []


def test_a_mail_that_never_gets_through_becomes_a_dead_letter_that_can_be_retried(app, post, travel):
    an_idea()
    post.answer = "451 Never"
    for _attempt in range(MAX_ATTEMPTS + 2):
        outbox.deliver_due()
        travel.shift(timedelta(hours=3))
    assert post.attempts == MAX_ATTEMPTS
    (dead,) = outbox.dead_letters()
    post.answer = ""
    with act():
        assert outbox.retry(dead.id)
    outbox.deliver_due()
    assert len(post.messages) == 1 and outbox.dead_letters() == []


def test_an_address_that_does_not_exist_is_a_dead_letter_at_once(app, post):
    an_idea()
    post.answer = "550 No such user"
    outbox.deliver_due()
    assert post.attempts == 1
    assert [letter.error for letter in outbox.dead_letters()] == ["NoSuchRecipient"]


def test_a_server_that_is_not_there_loses_nothing(app, post, travel):
    address, app.config["MAIL_URL"] = app.config["MAIL_URL"], "smtp://127.0.0.1:9"
    an_idea()
    outbox.deliver_due()
    assert [message.error for message in waiting()] == ["ConnectionRefusedError"]
    app.config["MAIL_URL"] = address
    travel.shift(timedelta(minutes=1))
    outbox.deliver_due()
    assert len(post.messages) == 1


def test_one_refused_address_does_not_hold_up_the_others(app, post):
    an_idea(author=a_customer("Giulia Rossi"))
    with act():
        outbox.promise("mail", "broken", {"message": "update", "person_id": 1, "idea_id": 999, "key": "broken"})
    noise()
    outbox.deliver_due()
    assert len(post.messages) == 2
    assert len(waiting()) == 1


def test_the_database_is_free_while_the_server_takes_its_time(app, post):
    engine = db.engine
    if engine.dialect.name == "sqlite":
        path = engine.url.database

        def write_now():
            other = sqlite3.connect(path, timeout=0, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            other.rollback()
            other.close()
    else:

        def write_now():
            with engine.connect() as other:
                here = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                assert other.exec_driver_sql(f"{here} AND state = 'idle in transaction'").scalar() == 0

    seen = []
    post.meanwhile = lambda: seen.append(write_now())
    an_idea()
    outbox.deliver_due()
    assert seen == [None] and len(post.messages) == 1


def test_the_same_promise_has_the_same_message_id_however_often_it_leaves(app, post, travel):
    an_idea()
    outbox.deliver_due()
    message = db.session.scalars(select(Message)).one()
    with act():
        message.delivered_at, message.due_at = None, message.created_at
    outbox.deliver_due()
    first, second = post.messages
    assert first["Message-ID"] == second["Message-ID"] and str(first["Message-ID"]).endswith("@demo.example>")


def test_a_folder_receives_whole_files_with_names_of_their_own(app, tmp_path):
    app.config["MAIL_URL"] = (tmp_path / "posta in uscita").as_uri()
    for _copy in range(3):
        mail.send(a_mail())
    files = sorted((tmp_path / "posta in uscita").iterdir())
    assert len(files) == 3 and all(file.suffix == ".eml" for file in files)
    assert all(b"Subject: Prova" in file.read_bytes() for file in files)


def test_a_password_is_not_sent_to_a_far_server_that_offers_no_encryption(app):
    assert not mail._is_this_machine("mail.example") and not mail._is_this_machine("10.0.0.1")
    assert mail._is_this_machine("localhost") and mail._is_this_machine("127.0.0.1")


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
def test_the_name_and_password_of_the_mail_server_are_used(app):
    seen = []

    def check(_server, _session, _envelope, _mechanism, data):
        seen.append((data.login, data.password))
        return AuthResult(success=True)

    office, port = PostOffice(), free_port()
    controller = Controller(
        office, hostname=HOST, port=port, auth_required=True, auth_require_tls=False, authenticator=check
    )
    controller.start()
    try:
        app.config["MAIL_URL"] = f"smtp://idee%40banca:p%2Fw@{HOST}:{port}"
        mail.send(a_mail())
    finally:
        controller.stop()
    assert seen == [(b"idee@banca", b"p/w")] and len(office.messages) == 1
