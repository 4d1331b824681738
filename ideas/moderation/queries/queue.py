"""The moderators' queue: what was reported, what waits to be read, what is appealed, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from ideas.accounts import queries as people
from ideas.board.models import Comment, Idea
from ideas.board.policy import HELD
from ideas.kernel import paging
from ideas.kernel.db import db
from ideas.kernel.ids import practice_number
from ideas.kernel.text import excerpt
from ideas.moderation.models import Appeal, Decision, Report
from ideas.moderation.queries.rules import rule_title

PAGE, COUNTED = 25, 200
SHOWS = ("reports", "held", "appeals", "decided")


@dataclass(frozen=True)
class QueueRow:
    """One idea or comment that waits, oldest first. `times` is how often it was reported; `waits` whole hours."""

    idea_id: int
    comment_id: int | None
    appeal_id: int | None
    number: str
    title: str
    text: str
    author: str
    since: datetime
    waits: int
    times: int = 1
    rule: str = ""
    outcome: str = ""
    by: str = ""


@dataclass(frozen=True)
class Queue:
    """`counts` per tab, each at most `COUNTED`."""

    show: str
    rows: Sequence[QueueRow]
    after: str | None
    counts: dict[str, int]


def queue(show: str, after: str, at: datetime) -> Queue:
    """At most three statements. Raises Invalid for a cursor that was cut."""
    show = show if show in SHOWS else SHOWS[0]
    mark = int(paging.decode(after, (int,))[0]) if after else 0
    find = {"reports": _reported, "held": _held, "appeals": _appealed, "decided": _decided}[show]
    found = db.session.execute(find(mark).limit(PAGE + 1)).all()
    names = people.signatures(row.by_id for row in found[:PAGE]) if show == "decided" else {}
    rows = [_row(row, at, names) for row in found[:PAGE]]
    more = paging.encode((found[PAGE - 1].mark,)) if len(found) > PAGE else None
    return Queue(show, rows, more, _counts())


_ABOUT: tuple[Any, ...] = (
    Idea.id.label("idea_id"), Idea.title, Idea.story, Idea.author_name.label("idea_author"),
    Idea.created_at.label("idea_at"), Comment.id.label("comment_id"), Comment.text.label("comment"),
    Comment.author_name.label("comment_author"),
)  # fmt: skip


def _reported(mark: int) -> Select[Any]:
    """Each idea or comment once, by its oldest open report."""
    first = func.min(Report.id)
    open_ones = (
        select(
            Report.idea_id, Report.comment_id, first.label("mark"), func.count().label("times"),
            func.min(Report.created_at).label("since"),
        )
        .where(Report.decision_id.is_(None))
        .group_by(Report.idea_id, Report.comment_id)
        .having(first > mark)
        .order_by(first)
        .limit(PAGE + 1)
        .subquery()
    )  # fmt: skip
    oldest = select(Report.rule).where(Report.id == open_ones.c.mark).scalar_subquery()
    return (
        select(*_ABOUT, open_ones.c.mark, open_ones.c.times, open_ones.c.since, oldest.label("rule"))
        .select_from(open_ones)
        .join(Idea, Idea.id == open_ones.c.idea_id)
        .outerjoin(Comment, Comment.id == open_ones.c.comment_id)
        .order_by(open_ones.c.mark)
    )


def _held(mark: int) -> Select[Any]:
    """Comments that nobody has read; ideas that wait are in the worklist's first desk."""
    return (
        select(*_ABOUT, Comment.id.label("mark"), Comment.created_at.label("since"))
        .select_from(Comment)
        .join(Idea, Idea.id == Comment.idea_id)
        .where(Comment.state == HELD, Comment.id > mark)
        .order_by(Comment.id)
    )


def _appealed(mark: int) -> Select[Any]:
    return (
        select(
            *_ABOUT, Appeal.id.label("mark"), Appeal.id.label("appeal_id"), Appeal.created_at.label("since"),
            Decision.rule, Decision.outcome,
        )
        .select_from(Appeal)
        .join(Decision, Decision.id == Appeal.decision_id)
        .join(Idea, Idea.id == Decision.idea_id)
        .outerjoin(Comment, Comment.id == Decision.comment_id)
        .where(Appeal.decided_at.is_(None), Appeal.id > mark)
        .order_by(Appeal.id)
    )  # fmt: skip


def _decided(mark: int) -> Select[Any]:
    """The newest first."""
    found = (
        select(
            *_ABOUT, Decision.id.label("mark"), Decision.at.label("since"), Decision.rule, Decision.outcome,
            Decision.by_id,
        )
        .select_from(Decision)
        .join(Idea, Idea.id == Decision.idea_id)
        .outerjoin(Comment, Comment.id == Decision.comment_id)
        .order_by(Decision.id.desc())
    )  # fmt: skip
    return found.where(Decision.id < mark) if mark else found


def _row(row: Any, at: datetime, names: dict[int, people.Signature]) -> QueueRow:
    of_comment = row.comment_id is not None
    known = row._mapping
    by = names.get(known.get("by_id") or 0)
    return QueueRow(
        idea_id=row.idea_id,
        comment_id=row.comment_id,
        appeal_id=known.get("appeal_id"),
        number=practice_number(row.idea_id, row.idea_at),
        title=row.title,
        text=excerpt(row.comment if of_comment else row.story, 160),
        author=row.comment_author if of_comment else row.idea_author,
        since=row.since,
        waits=int((at - row.since).total_seconds() // 3600),
        times=known.get("times", 1),
        rule=rule_title(known.get("rule") or ""),
        outcome=known.get("outcome") or "",
        by=by.name if by else "",
    )


def _counts() -> dict[str, int]:
    """How much waits, in one statement; no tab counts more than `COUNTED`."""
    waiting = {
        "reports": select(Report.id).where(Report.decision_id.is_(None)),
        "held": select(Comment.id).where(Comment.state == HELD),
        "appeals": select(Appeal.id).where(Appeal.decided_at.is_(None)),
    }
    counted = [
        select(func.count()).select_from(chosen.limit(COUNTED).subquery()).scalar_subquery().label(name)
        for name, chosen in waiting.items()
    ]
    return {name: int(n) for name, n in db.session.execute(select(*counted)).one()._asdict().items()}
