"""The demo mailbox: mails written as .eml files, read back."""

import heapq
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from flask import current_app
from flask_babel import lazy_gettext as _l

from ideas.kernel import mail
from ideas.kernel.errors import NotFound

SHOWN = 100
_NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}")


class NoMailbox(NotFound):
    code = "no_mailbox"

    def __init__(self) -> None:
        super().__init__(_l("There is no such mail here."))


@dataclass(frozen=True)
class Mail:
    """`text` and `html` are the two forms of one message."""

    name: str
    recipient: str
    sender: str
    subject: str
    at: datetime
    text: str
    html: str


def mails(recipient: str | None) -> Sequence[Mail]:
    """The newest mails, only those to one address when it is given. Raises NoMailbox outside a demo."""
    newest = heapq.nlargest(SHOWN, (path for path in _folder().glob("*.eml") if _NAME.fullmatch(path.stem)))
    found = [_read(path) for path in newest]
    return [one for one in found if not recipient or recipient.lower() in one.recipient.lower()]


def mail_named(name: str) -> Mail:
    """One mail. Raises NoMailbox."""
    path = _folder() / f"{name}.eml"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise NoMailbox
    return _read(path)


def _folder() -> Path:
    folder = mail.folder()
    if not current_app.config["DEMO"] or folder is None:
        raise NoMailbox
    return folder


def _read(path: Path) -> Mail:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return Mail(
        path.stem, str(message["To"]), str(message["From"]), str(message["Subject"]),
        parsedate_to_datetime(str(message["Date"])), _part(message, "plain"), _part(message, "html"),
    )  # fmt: skip


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    return str(body.get_content()) if body is not None else ""
