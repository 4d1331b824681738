"""The blueprint that the view modules fill, and how often one address may try."""

from flask import Blueprint, request
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response

bp = Blueprint("accounts", __name__)


def address_and_email() -> str:
    """Counts attempts on one account from one address."""
    return f"{get_remote_address()} {request.form.get('email', '').strip().lower()[:254]}"


def refused(response: Response) -> bool:
    """Only attempts that failed count: nobody is locked out for signing in often."""
    return response.status_code >= 400
