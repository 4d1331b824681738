"""One row lock per idea: whoever changes its votes, follows, comments or status takes it first."""

from typing import Any

from sqlalchemy import Row, bindparam, select

from ideas.board.errors import IdeaMissing
from ideas.board.models import Idea
from ideas.kernel.db import db

LARGEST_ID = 2**31 - 1
COLUMNS = (
    Idea.id, Idea.author_id, Idea.category_id, Idea.stage, Idea.status, Idea.votes, Idea.imported_votes,
    Idea.created_at, Idea.moved_at, Idea.merged_into_id, Idea.signature, Idea.proxy_votes,
)  # fmt: skip
_LOCKED = select(*COLUMNS).where(Idea.id.in_(bindparam("ids", expanding=True))).order_by(Idea.id).with_for_update()


def locked(*ids: int) -> list[Row[Any]]:
    """The rows of these ideas, in the order asked, held until the transaction ends (taken in id order).

    SQLite has one writer at a time, so there the transaction itself is the lock. Raises IdeaMissing.
    """
    if any(not 0 < number <= LARGEST_ID for number in ids):
        raise IdeaMissing
    found = db.session.execute(_LOCKED, {"ids": ids})
    rows: dict[int, Any] = {row.id: row for row in found}
    if len(rows) < len(set(ids)):
        raise IdeaMissing
    return [rows[number] for number in ids]
