"""What the whole database holds, to see that nothing was stored."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from ideas.kernel.db import db


def contents() -> dict[str, Counter[str]]:
    """Table name -> its rows, in any order."""
    db.session.rollback()
    tables = db.metadata.tables.values()
    found = {table.name: Counter(repr(tuple(row)) for row in db.session.execute(select(table))) for table in tables}
    db.session.rollback()
    return found


@contextmanager
def nothing_stored() -> Iterator[None]:
    """Inside, no row of any table may come, go or change."""
    before = contents()
    yield
    after = contents()
    changed = {name: (before[name] - after[name], after[name] - before[name]) for name in before}
    assert {name: rows for name, rows in changed.items() if any(rows)} == {}, "rows lost and gained by table"
