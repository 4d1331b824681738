"""One promised mail: read what it says, write it in the person's language, hand it over."""

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any

from flask import current_app
from flask_babel import force_locale

from ideas.accounts import queries as people
from ideas.accounts.models import Person
from ideas.board.models import Idea
from ideas.kernel import clock, mail
from ideas.kernel.db import db
from ideas.kernel.jobs import reading_only
from ideas.notifications.models import OF_COMMENTS, RECEIPT
from ideas.notifications.queries import letter
from ideas.notifications.queries.letter import Letter
from ideas.notifications.queries.ruling import RULINGS, Reader, RulingLetter, reader_of, ruling_letter
from ideas.notifications.queries.service import TITLES, ServiceLetter, service_letter
from ideas.web.addresses import absolute


def deliver_mail(payload: dict[str, Any]) -> None:
    """Send the mail of one outbox message; no transaction is open while the server answers.

    Nothing is sent to a person who is gone or who no longer wants mails.
    """
    with reading_only():
        message = compose(payload)
    if message is not None:
        mail.send(message)


def compose(payload: dict[str, Any]) -> EmailMessage | None:
    """The message that a payload stands for, None when there is nobody to send it to."""
    if payload["message"] in RULINGS:
        return _ruling(payload)
    person = people.person(payload["person_id"])
    service = payload["message"] in TITLES
    if person is None or not (person.mails or service):
        return None
    with force_locale(person.language):
        content = service_letter(person, payload["message"]) if service else _letter(person, payload)
        message = _written(content, _reader(person))
    message["Message-ID"] = _message_id(payload["key"])
    if not service:
        message["List-Unsubscribe"] = f"<{absolute('accounts.settings')}>"
    return message


def _ruling(payload: dict[str, Any]) -> EmailMessage | None:
    """About moderation: the law wants it told, also to somebody without an account."""
    reader = reader_of(payload)
    if reader is None:
        return None
    with force_locale(reader.language):
        message = _written(ruling_letter(reader, payload), reader)
    message["Message-ID"] = _message_id(payload["key"])
    return message


def _reader(person: Person) -> Reader:
    return Reader(person.name, person.email, person.language)


def _letter(person: Person, payload: dict[str, Any]) -> Letter:
    idea, at = db.session.get_one(Idea, payload["idea_id"]), clock.now()
    if payload["message"] == RECEIPT:
        return letter.receipt(person, idea, at)
    if payload["message"] in OF_COMMENTS:
        return letter.comment(person, idea, payload["comment_id"])
    return letter.update(person, idea, payload["update_id"], at)


def _written(content: Letter | ServiceLetter | RulingLetter, reader: Reader) -> EmailMessage:
    parts = {"letter": content, "language": reader.language, "base_url": current_app.config["BASE_URL"].rstrip("/")}
    folder = f"mail/{content.message}"
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(_render(f"{folder}/subject.txt", parts).split())
    message["From"] = current_app.config["MAIL_FROM"]
    message["To"] = Address(reader.name, addr_spec=reader.email)
    message["Date"] = format_datetime(clock.now())
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = reader.language
    message.set_content(_render(f"{folder}/body.txt", parts), cte="quoted-printable")
    message.add_alternative(_render(f"{folder}/body.html", parts), subtype="html", cte="quoted-printable")
    return message


def _render(template: str, parts: dict[str, Any]) -> str:
    """Without the page's context: a mail is written outside any request.

    In templates `words("mail/lead.txt")` gives a sentence that both forms share, as plain text: the HTML escapes it
    like any other value, which an include of a text template would not do.
    """

    def words(name: str, **more: Any) -> str:
        return current_app.jinja_env.get_template(name).render({**parts, **more}).strip()

    return current_app.jinja_env.get_template(template).render({**parts, "words": words})


def _message_id(key: str) -> str:
    """The same for the same promise, so that a mail handed over twice is one mail to the person's program."""
    domain = parseaddr(current_app.config["MAIL_FROM"])[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"
