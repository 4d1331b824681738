"""What the bank says on an idea."""

from collections.abc import Sequence
from datetime import datetime

from ideas.board.events import UpdatePublished
from ideas.board.models import Update
from ideas.kernel.db import db
from ideas.kernel.events import publish


def publish_update(
    idea_id: int, *, seq: int, at: datetime, by_id: int | None, action: str, status_from: str, status_to: str,
    text: str, written: bool, audience: Sequence[str],
) -> Update:  # fmt: skip
    """Tell everybody what happened at the event `seq` of the case.

    `written` when a person wrote `text`, not the process. `audience`: who is told apart from those who read the page.
    """
    update = Update(
        idea_id=idea_id, seq=seq, at=at, by_id=by_id, action=action, status_from=status_from, status_to=status_to,
        text=text, written=written,
    )  # fmt: skip
    db.session.add(update)
    db.session.flush()
    publish(UpdatePublished(idea_id, update.id, tuple(audience)))
    return update
