"""Mail over TLS, to a real server with a certificate of its own authority."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from ideas.kernel import mail
from tests.browser.server import HOST, free_port
from tests.ideas.notifications.conftest import PostOffice
from tests.ideas.notifications.test_delivery import a_mail


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> trustme.CA:
    """An authority that this machine trusts."""
    authority = trustme.CA()
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return authority


def certificate(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


@contextmanager
def serving(port: int, **options: Any) -> Iterator[PostOffice]:
    office = PostOffice()
    controller = Controller(office, hostname=HOST, port=port, **options)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def test_a_server_that_speaks_tls_from_the_start_gets_the_mail(app: Any, authority: trustme.CA) -> None:
    port = free_port()
    with serving(port, ssl_context=certificate(authority, HOST)) as office:
        app.config["MAIL_URL"] = f"smtps://{HOST}:{port}"
        mail.send(a_mail())
    assert len(office.messages) == 1


def test_where_encryption_is_offered_it_is_used_before_the_password(app: Any, authority: trustme.CA) -> None:
    port, seen = free_port(), []

    def check(_server: Any, session: Any, _envelope: Any, _mechanism: Any, data: Any) -> AuthResult:
        seen.append((session.ssl is not None, data.login))
        return AuthResult(success=True)

    private = {"tls_context": certificate(authority, HOST), "require_starttls": True, "auth_required": True}
    with serving(port, authenticator=check, **private) as office:
        app.config["MAIL_URL"] = f"smtp://idee:segreta@{HOST}:{port}"
        mail.send(a_mail())
    assert seen == [(True, b"idee")] and len(office.messages) == 1


@pytest.mark.parametrize(("scheme", "option"), [("smtps", "ssl_context"), ("smtp", "tls_context")])
def test_a_server_with_the_certificate_of_another_gets_nothing(
    app: Any, authority: trustme.CA, scheme: str, option: str
) -> None:
    port = free_port()
    with serving(port, **{option: certificate(authority, "another.example")}) as office:
        app.config["MAIL_URL"] = f"{scheme}://{HOST}:{port}"
        with pytest.raises(ssl.SSLCertVerificationError):
            mail.send(a_mail())
    assert office.messages == []
