"""Whether somebody of the bank reads first."""

from flask import current_app


def read_first() -> bool:
    """With `MODERATION=before`: ideas wait for the first desk, comments for a moderator."""
    return bool(current_app.config["MODERATION"] == "before")
