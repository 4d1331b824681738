"""The row in the middle of each group, found by the database, and lengths of time that it can sort."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select

from ideas.kernel.db import db


def middles(rows: Subquery, *, by: str, of: str | None = None, sums: Sequence[str] = ()) -> Select[Any]:
    """Of each group of equal `of`, the row in the middle by `by`; of an even number the lower of the two in the middle.

    Beside the columns of `rows` it has `rows`, the number of its group, and for each column c in `sums` `c_sum`. One
    window over the rows given: bound them first.
    """
    group = rows.c[of] if of else None
    ranked = select(
        rows,
        func.row_number().over(partition_by=group, order_by=rows.c[by]).label("place"),
        func.count().over(partition_by=group).label("rows"),
        *[func.sum(rows.c[name]).over(partition_by=group).label(f"{name}_sum") for name in sums],
    ).subquery()
    return select(ranked).where(ranked.c.place == (ranked.c.rows + 1) // 2)


def length(end: ColumnElement[datetime], begin: ColumnElement[datetime]) -> ColumnElement[Any]:
    """How long from `begin` to `end`, as each database can sort it."""
    if db.engine.dialect.name == "sqlite":
        return func.julianday(end) - func.julianday(begin)
    return end - begin
