"""One blueprint for all of them."""

from flask import Blueprint
from flask.wrappers import Response
from flask_limiter.util import get_remote_address
from flask_login import current_user

from ideas.accounts.models import Person

bp = Blueprint("moderation", __name__)


def viewer() -> Person | None:
    """Who is looking, None when nobody is signed in."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def who() -> str:
    """Limits count by person, and by address where nobody is signed in."""
    return f"person-{current_user.id}" if current_user.is_authenticated else get_remote_address()


def accepted(response: Response) -> bool:
    """Only what was taken in counts against a limit."""
    return response.status_code == 303
