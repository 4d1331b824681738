"""Around each request: one transaction, one commit, security headers."""

from flask import Flask, g, request
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.kernel.db import db, reading
from ideas.web import access, page_cache

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def _reads() -> bool:
    return request.method in SAFE_METHODS or access.only_reads(request.endpoint)


def open_transaction() -> None:
    """Reading requests take no write lock."""
    if _reads():
        g.reading = reading()
        g.reading.__enter__()


def close_transaction(response: Response) -> Response:
    """The one commit of a request: only when it may write and went well."""
    if not _reads() and response.status_code < 400:
        db.session.commit()
        page_cache.drop()
    else:
        db.session.rollback()
    return response


def leave(_problem: BaseException | None) -> None:
    held = g.pop("reading", None)
    if held is not None:
        held.__exit__(None, None, None)


def secure(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint not in ("static", "assets.stylesheet") and "Cache-Control" not in headers:
        headers["Cache-Control"] = "private, no-store" if current_user.is_authenticated else "private, no-cache"
    return response


def init_app(app: Flask) -> None:
    app.before_request(open_transaction)
    page_cache.init_app(app)
    app.after_request(secure)
    app.after_request(close_transaction)
    app.teardown_request(leave)
