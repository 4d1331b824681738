"""The application on a real port of this machine, and a real mail server beside it.

Both run in threads of the test's own process, so that a test that travels in time takes them along.
"""

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from werkzeug.serving import make_server

HOST = "127.0.0.1"


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(app: Any, port: int) -> Iterator[str]:
    """Serve the application; the address to open."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server(HOST, port, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass(frozen=True)
class Mail:
    """A mail as it arrived. `text` and `html` are its two forms."""

    to: str
    subject: str
    sender: str
    text: str
    html: str
    headers: dict[str, str]


def _mail(message: EmailMessage, recipient: str) -> Mail:
    bodies = {}
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        bodies[kind] = part.get_content() if part is not None else ""
    headers = {name.lower(): str(value) for name, value in message.items()}
    return Mail(recipient, str(message["Subject"]), str(message["From"]), bodies["plain"], bodies["html"], headers)


class Mailroom:
    """What the mail server has accepted, in order."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []

    def to(self, address: str) -> list[Mail]:
        return [mail for mail in self.mails if mail.to == address]

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        content = envelope.content or b""
        message = message_from_bytes(content if isinstance(content, bytes) else content.encode(), policy=policy.default)
        self.mails.extend(_mail(message, recipient) for recipient in envelope.rcpt_tos)
        return "250 Message accepted for delivery"


@contextmanager
def mail_server() -> Iterator[tuple[Mailroom, str]]:
    """A mail server; what arrives, and the MAIL_URL to reach it."""
    mailroom, port = Mailroom(), free_port()
    controller = Controller(mailroom, hostname=HOST, port=port, ready_timeout=20)
    controller.start()
    try:
        yield mailroom, f"smtp://{HOST}:{port}"
    finally:
        controller.stop()
