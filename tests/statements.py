"""How many SQL statements something takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from ideas.kernel.db import db

NOT_WORK = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")


class Statements(list[str]):
    """The SQL texts in order."""

    @property
    def count(self) -> int:
        return len(self)

    def __str__(self) -> str:
        return "\n\n".join(self)


@contextmanager
def statements() -> Iterator[Statements]:
    """`with statements() as sql: page = client.get("/ideas")`, then `assert sql.count <= 4, sql`."""
    seen = Statements()
    engine = db.engine

    def note(_connection: Any, _cursor: Any, text: str, *_more: Any) -> None:
        if not text.lstrip().upper().startswith(NOT_WORK):
            seen.append(text)

    db.session.commit()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
