"""The board's blueprint, and what its views share."""

from datetime import timedelta

from flask import Blueprint, current_app, flash
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import current_user

from ideas.kernel import guard

bp = Blueprint("board", __name__)


def viewer_id() -> int | None:
    """Who is looking, None when nobody is signed in."""
    return current_user.id if current_user.is_authenticated else None


def person_key() -> str:
    """Limits count by person, not by address: a whole branch may share one."""
    return f"person-{viewer_id()}"


def edit_window() -> timedelta:
    """For how long an author may change what they wrote."""
    return timedelta(minutes=current_app.config["EDIT_MINUTES"])


def accepted(response: Response) -> bool:
    """Only what was taken in counts against a limit, not what was shown back to be mended."""
    return current_user.is_authenticated and response.status_code == 303


def say_what_was_covered(*typed: str | None) -> None:
    """Whoever writes without scripts has not seen it before."""
    if any(guard.find(words) for words in typed if words):
        flash(
            _("We covered the numbers and addresses that are yours alone. Look whether it still says what you meant."),
            "info",
        )
