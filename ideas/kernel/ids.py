"""Identifiers: practice numbers that people read, tokens that nobody guesses."""

import hashlib
import secrets
from datetime import datetime

from ideas.kernel import clock


def practice_number(idea_id: int, created_at: datetime) -> str:
    """The number of a practice as on paper: progressive and year, "1187/26"."""
    return f"{idea_id:04d}/{clock.local(created_at):%y}"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """What is stored of a token that was sent out, so that the database alone opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
