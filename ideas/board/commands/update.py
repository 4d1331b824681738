"""What the bank says on an idea."""

from collections.abc import Sequence
from datetime import datetime

from ideas.board.events import UpdatePublished
from ideas.board.models import Update
from ideas.kernel.db import db
from ideas.kernel.events import publish
from workflow import Text


def publish_update(
    idea_id: int, *, seq: int, at: datetime, by_id: int | None, action: str, status_from: str, status_to: str,
    text: Text | str, written: bool, audience: Sequence[str],
) -> Update:  # fmt: skip
    """Tell everybody what happened at the event `seq` of the case.

    `written` when a person wrote `text`, not the process; a Text is kept in both languages.
    `audience`: who is told apart from those who read the page.
    """
    update = Update(
        idea_id=idea_id, seq=seq, at=at, by_id=by_id, action=action, status_from=status_from, status_to=status_to,
        text=str(text), text_en=_english(text), written=written,
    )  # fmt: skip
    db.session.add(update)
    db.session.flush()
    publish(UpdatePublished(idea_id, update.id, tuple(audience)))
    return update


def _english(text: Text | str) -> str:
    english = text.in_("en") if isinstance(text, Text) else ""
    return english if english != str(text) else ""
