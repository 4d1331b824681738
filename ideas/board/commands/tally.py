"""The stored counts beside the filters."""

from collections.abc import Mapping

from ideas.board.models import Tally
from ideas.kernel.db import db, insert


def count(changes: Mapping[tuple[str, int | None], int]) -> None:
    """Add to the number of ideas per (status, category id).

    Rows are always taken in the same order: two cases that cross each other never wait for one another.
    """
    keyed = sorted((status, category_id or 0, change) for (status, category_id), change in changes.items())
    for status, category_id, change in keyed:
        row = insert(Tally).values(status=status, category_id=category_id, ideas=change)
        db.session.execute(
            row.on_conflict_do_update(
                index_elements=[Tally.status, Tally.category_id], set_={"ideas": Tally.ideas + row.excluded.ideas}
            )
        )
