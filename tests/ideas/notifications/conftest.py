"""A real mail server on loopback, which can be told to refuse."""

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from tests.browser.server import HOST, free_port


class PostOffice:
    """What arrived, in order. While `answer` is set, that is what every recipient gets as an answer.

    `meanwhile` runs when a message is being handed over.
    """

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answer = ""
        self.attempts = 0
        self.meanwhile: Callable[[], None] = lambda: None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any) -> str:
        self.attempts += 1
        if self.answer:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        self.meanwhile()
        self.messages.append(message_from_bytes(bytes(envelope.content or b""), policy=policy.default))
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def to(self, email: str) -> list[EmailMessage]:
        return [message for message in self.messages if email in str(message["To"])]


def body(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.fixture
def post(app: Any) -> Iterator[PostOffice]:
    """The mail server of this test; the application sends there."""
    office = PostOffice()
    port = free_port()
    controller = Controller(office, hostname=HOST, port=port)
    controller.start()
    app.config["MAIL_URL"] = f"smtp://{HOST}:{port}"
    yield office
    controller.stop()
