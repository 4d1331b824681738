"""The address of a report for whoever made it: signed, so that it needs no account."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from ideas.moderation.errors import Missing


def report_token(report_id: int) -> str:
    return str(_serializer().dumps(report_id))


def reported(token: str) -> int:
    """The number of the report. Raises Missing."""
    try:
        return int(_serializer().loads(token))
    except (BadSignature, ValueError, TypeError) as problem:
        raise Missing from problem


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="moderation.report")
