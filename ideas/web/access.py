"""Who may call an endpoint, declared beside the view: @public, @signed_in, @staff("pm", ...).

The decorators only mark; `guard` (before each request) decides. A house test refuses an endpoint without a mark.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.kernel.errors import Forbidden

View = TypeVar("View", bound=Callable[..., Any])
MARK, READING = "__access__", "__reading__"


@dataclass(frozen=True)
class Access:
    kind: str
    roles: frozenset[str] = frozenset()
    cached: bool = False


def _mark(view: View, access: Access) -> View:
    setattr(view, MARK, access)
    return view


def public(view: View) -> View:
    """Everybody may; pages that look the same to all who are not signed in add `cached_public` instead."""
    return _mark(view, Access("public"))


def cached_public(view: View) -> View:
    """Everybody may, and people who are not signed in get it from memory for a few seconds."""
    return _mark(view, Access("public", cached=True))


def signed_in(view: View) -> View:
    return _mark(view, Access("signed_in"))


def reading(view: View) -> View:
    """A POST that only looks something up: it stores nothing and takes no write lock. Stands below who may."""
    setattr(view, READING, True)
    return view


def staff(*roles: str) -> Callable[[View], View]:
    """Staff with one of these roles; any member of staff when none is named."""
    return lambda view: _mark(view, Access("staff", frozenset(roles)))


def only_reads(endpoint: str | None) -> bool:
    return bool(getattr(current_app.view_functions.get(endpoint or ""), READING, False))


def access_of(endpoint: str | None) -> Access | None:
    view = current_app.view_functions.get(endpoint or "")
    return getattr(view, MARK, None)


def guard() -> Response | None:
    """Let through, send to sign-in, or refuse."""
    access = access_of(request.endpoint)
    if request.endpoint is None or request.endpoint == "static" or (access and access.kind == "public"):
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.sign_in", next=_way_back()), 303)
    if access is None:
        raise Forbidden(_l("This page is not open yet."))
    if access.kind == "staff" and not _has_role(access):
        raise Forbidden(_l("This page is for the colleagues who work on it. Your profile does not include it."))
    return None


def _has_role(access: Access) -> bool:
    return bool(current_user.is_staff and (not access.roles or access.roles & current_user.roles))


def _way_back() -> str:
    if request.method == "GET":
        return request.full_path.rstrip("?")
    referrer = request.referrer or ""
    return referrer.removeprefix(request.host_url.rstrip("/")) if referrer.startswith(request.host_url) else "/"


def init_app(app: Flask) -> None:
    app.before_request(guard)
