"""Mail leaves the house here: to an SMTP server, or as .eml files in a folder (development and demo)."""

import secrets
import smtplib
import ssl
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from ideas.kernel import clock
from ideas.kernel.outbox import Undeliverable

TIMEOUT_SECONDS = 20
PERMANENT = 500


class NoSuchRecipient(Undeliverable):
    """The server said for good (5xx) that it does not take mail for this address."""


class InsecureServer(Exception):
    """Credentials are set but the server offers no encryption: the password is not sent in clear."""


def send(message: EmailMessage) -> None:
    """Hand a message to whatever MAIL_URL names. No transaction should be open: a server may take its time.

    Raises NoSuchRecipient when trying again cannot help, InsecureServer, and smtplib.SMTPException or OSError
    when it can.
    """
    url = urlsplit(current_app.config["MAIL_URL"])
    if url.scheme == "file":
        _write(message, Path(unquote(url.path)))
    else:
        _submit(message, url)


def folder() -> Path | None:
    """Where .eml files are written, None when mail goes to a server."""
    url = urlsplit(current_app.config["MAIL_URL"])
    return Path(unquote(url.path)) if url.scheme == "file" else None


def _write(message: EmailMessage, into: Path) -> None:
    into.mkdir(parents=True, exist_ok=True)
    name = f"{clock.now():%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
    half = into / f".{name}.part"
    half.write_bytes(message.as_bytes())
    half.rename(into / f"{name}.eml")


def _submit(message: EmailMessage, url: SplitResult) -> None:
    with _connect(url) as server:
        if url.username:
            _check_private(server, url.hostname or "")
            server.login(unquote(url.username), unquote(url.password or ""))
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refusal:
            if all(code >= PERMANENT for code, _says in refusal.recipients.values()):
                raise NoSuchRecipient from refusal
            raise


def _connect(url: SplitResult) -> smtplib.SMTP:
    host, secure = url.hostname or "localhost", ssl.create_default_context()
    if url.scheme == "smtps":
        return smtplib.SMTP_SSL(host, url.port or 465, timeout=TIMEOUT_SECONDS, context=secure)
    server = smtplib.SMTP(host, url.port or (587 if url.username else 25), timeout=TIMEOUT_SECONDS)
    try:
        server.ehlo_or_helo_if_needed()
        if server.has_extn("starttls"):
            server.starttls(context=secure)
    except BaseException:
        server.close()
        raise
    return server


def _check_private(server: smtplib.SMTP, host: str) -> None:
    if not isinstance(server.sock, ssl.SSLSocket) and not _is_this_machine(host):
        raise InsecureServer(f"{host} offers no encryption")


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
