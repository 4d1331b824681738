"""From one message to many people: each batch is one transaction."""

from typing import Any

from ideas.kernel.jobs import transaction
from ideas.notifications import commands


def fan_out(payload: dict[str, Any]) -> None:
    """Tell everybody in the audience of an update; after a crash it starts again and nobody is told twice."""
    with transaction():
        spread = commands.about(payload["update_id"], payload["audience"])
    last: int | None = 0
    while last is not None:
        with transaction():
            last = commands.tell_next(spread, last)
