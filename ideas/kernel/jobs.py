"""The job runner: the second of the two places that commit (the other is `web.shell`)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import String, update
from sqlalchemy.orm import Mapped, mapped_column

from ideas.kernel import clock, log
from ideas.kernel.db import Base, UtcDateTime, changed, db, insert, reading
from ideas.kernel.ids import new_token

LEASE = timedelta(seconds=30)


class Lease(Base):
    """Which clock process leads, and until when."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime] = mapped_column(UtcDateTime)


@contextmanager
def transaction() -> Iterator[None]:
    """All or nothing: commit at the end, roll back when anything is raised."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def reading_only() -> Iterator[None]:
    """Look without holding a write lock; whatever was opened is closed at the end."""
    with reading():
        try:
            yield
        finally:
            db.session.rollback()


def run(name: str, job: Callable[[], object]) -> bool:
    """Run one job; whether it went well. A failure is logged and never stops the clock."""
    try:
        job()
    except Exception as problem:
        db.session.rollback()
        log.failure("job_failed", problem, job=name)
        return False
    else:
        return True
    finally:
        db.session.remove()


def lead(holder: str | None = None, name: str = "clock") -> str | None:
    """Take or renew the lease; the holder's token, or None while another process leads."""
    token, at = holder or new_token(), clock.now()
    with transaction():
        db.session.execute(insert(Lease).values(name=name, holder=token, until=at + LEASE).on_conflict_do_nothing())
        taken = changed(
            update(Lease)
            .where(Lease.name == name, (Lease.holder == token) | (Lease.until < at))
            .values(holder=token, until=at + LEASE)
        )
    return token if taken == 1 else None


def step_down(holder: str | None, name: str = "clock") -> None:
    """Give the lease back, so that another process leads at once."""
    with transaction():
        db.session.execute(
            update(Lease).where(Lease.name == name, Lease.holder == holder).values(until=clock.now() - LEASE)
        )
