"""Language and look, kept in two cookies that say nothing about the person."""

from flask import Blueprint, has_request_context, redirect, request
from flask_babel import Babel
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.kernel.i18n import LANGUAGES
from ideas.web.access import public
from ideas.web.addresses import own_path

THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600
bp = Blueprint("web", __name__)
babel = Babel()


def chosen_theme() -> str:
    theme = request.cookies.get("theme", "auto")
    return theme if theme in THEMES else "auto"


def chosen_language() -> str:
    """What this browser chose, else what the person signed in chose, else Italian.

    Jobs and commands, which nobody watches, speak Italian.
    """
    if not has_request_context():
        return "it"
    language = request.cookies.get("language")
    if language is None and "session" in request.cookies:
        language = getattr(current_user, "language", None)
    return language if language in LANGUAGES else "it"


@bp.get("/appearance")
@public
def appearance() -> Response:
    """Remember the chosen look or language, and go back to the page."""
    response = redirect(own_path(request.args.get("next")), 303)
    for name, allowed in (("theme", THEMES), ("language", LANGUAGES)):
        chosen = request.args.get(name, "")
        if chosen in allowed:
            response.set_cookie(name, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return response
