"""How many rows each table holds, to see that nothing was stored."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select

from ideas.kernel.db import db


def rows() -> dict[str, int]:
    """Table name -> number of rows."""
    db.session.rollback()
    tables = [table for table in db.metadata.tables.values()]
    counts = select(*(select(func.count()).select_from(t).scalar_subquery().label(t.name) for t in tables))
    found = dict(db.session.execute(counts).one()._mapping)
    db.session.rollback()
    return found


@contextmanager
def nothing_stored() -> Iterator[None]:
    """Inside, no table may gain or lose a row."""
    before = rows()
    yield
    after = rows()
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    assert not changed, f"rows before and after: {changed}"
