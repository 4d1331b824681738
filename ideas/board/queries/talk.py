"""What is said on one idea: the bank's updates and people's comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, literal, select, tuple_

from ideas.accounts.queries import Signature
from ideas.board.commands.lock import LARGEST_ID
from ideas.board.errors import CommentMissing
from ideas.board.models import Comment, Update, Useful
from ideas.board.policy import HIDDEN_COMMENT, PUBLIC
from ideas.board.queries.cards import StatusView, author, status_view
from ideas.kernel import paging
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.paging import Page
from ideas.kernel.text import excerpt, initials
from workflow import Process

COMMENTS = 20
MOST_SHOWN = 400  # with their answers
QUOTED = 280
NEWEST = "new"
MOST_UPDATES = 60


@dataclass(frozen=True)
class CommentView:
    """`useful` people found it so, the viewer among them with `found_useful`; `answers` are oldest first."""

    id: int
    author_name: str
    initials: str
    text: str
    at: datetime
    official: bool
    state: str = PUBLIC
    own: bool = False
    useful: int = 0
    found_useful: bool = False
    edited_at: datetime | None = None
    answers: tuple["CommentView", ...] = ()


@dataclass(frozen=True)
class UpdateView:
    """`status` is the one the idea came to, None when it stayed where it was. `who` and `role` sign what a person
    wrote; what the process says by itself has neither."""

    id: int
    at: datetime
    text: str
    written: bool
    status: StatusView | None
    who: str
    initials: str
    role: str


def comments(idea_id: int, after: str = "", viewer_id: int | None = None, order: str = "") -> Page[CommentView]:
    """The most useful first, or with `order="new"` the newest; answers stand under what they answer. One statement.

    Of what moderation hid only the place is left, for whoever wrote it all of it. Raises Invalid for a cursor that was
    cut.
    """
    sort = (Comment.id,) if order == NEWEST else (Comment.useful, Comment.id)
    shown: ColumnElement[bool] = Comment.state.in_((PUBLIC, HIDDEN_COMMENT))
    if viewer_id is not None:
        shown |= Comment.person_id == viewer_id
    first = select(Comment.id).where(Comment.idea_id == idea_id, Comment.parent_id.is_(None), shown)
    if after:
        first = first.where(tuple_(*sort) < paging.decode(after, (int,) * len(sort)))
    chosen = first.order_by(*(column.desc() for column in sort)).limit(COMMENTS + 1).subquery()
    ids = select(chosen.c.id)
    # The idea once more: PostgreSQL would read every comment there is for the two conditions alone.
    here = (Comment.idea_id == idea_id, Comment.id.in_(ids) | (Comment.parent_id.in_(ids) & shown))
    query = select(Comment, _found(viewer_id)).where(*here)
    tops_first = (Comment.parent_id.is_not(None), Comment.id)
    found = db.session.execute(query.order_by(*tops_first).limit(MOST_SHOWN)).all()
    return _page_of([(row[0], bool(row[1])) for row in found], viewer_id, order)


def _page_of(found: Sequence[tuple[Comment, bool]], viewer_id: int | None, order: str) -> Page[CommentView]:
    answers: dict[int, list[CommentView]] = {}
    for comment, useful in found:
        if comment.parent_id is not None:
            answers.setdefault(comment.parent_id, []).append(_comment_view(comment, useful, viewer_id))
    first = [(_sort_key(c, order), c, useful) for c, useful in found if c.parent_id is None]
    first.sort(key=lambda row: row[0], reverse=True)
    rows = [_comment_view(c, useful, viewer_id, tuple(answers.get(c.id, ()))) for _key, c, useful in first[:COMMENTS]]
    return Page(rows, paging.encode(first[COMMENTS - 1][0]) if len(first) > COMMENTS else None)


def _sort_key(comment: Comment, order: str) -> tuple[int, ...]:
    return (comment.id,) if order == NEWEST else (comment.useful, comment.id)


def _found(viewer_id: int | None) -> ColumnElement[bool]:
    if viewer_id is None:
        return literal(False)
    return exists().where(Useful.comment_id == Comment.id, Useful.person_id == viewer_id).correlate(Comment)


def _comment_view(
    comment: Comment, found_useful: bool, viewer_id: int | None, answers: tuple[CommentView, ...] = ()
) -> CommentView:
    own = viewer_id is not None and comment.person_id == viewer_id
    if comment.state != PUBLIC and not own:
        return CommentView(comment.id, "", "", "", comment.created_at, comment.official, comment.state, answers=answers)
    name = author(comment.author_name)
    return CommentView(
        comment.id, name, initials(name), comment.text, comment.created_at, comment.official, comment.state, own,
        comment.useful, found_useful, comment.edited_at, answers,
    )  # fmt: skip


def one_comment(idea_id: int, comment_id: int, viewer_id: int) -> CommentView:
    """A comment that can be answered, found useful or changed. Raises CommentMissing."""
    query = select(Comment, _found(viewer_id)).where(Comment.id == comment_id, Comment.idea_id == idea_id)
    found = db.session.execute(query).first() if 0 < comment_id <= LARGEST_ID else None
    if found is None or (found[0].state != PUBLIC and found[0].person_id != viewer_id):
        raise CommentMissing
    return _comment_view(found[0], bool(found[1]), viewer_id)


def quotation(text: str) -> str:
    """The first words of a comment as a Markdown quotation, to be answered below it."""
    return f"> {excerpt(text, QUOTED)}\n\n"


def updates(idea_id: int) -> Sequence[Update]:
    """Newest first."""
    query = select(Update).where(Update.idea_id == idea_id).order_by(Update.seq.desc()).limit(MOST_UPDATES)
    return db.session.scalars(query).all()


def update_view(update: Update, process: Process, names: dict[int, Signature]) -> UpdateView:
    who = names.get(update.by_id or 0) if update.written else None
    moved = update.status_to != update.status_from and update.status_to in process.public
    return UpdateView(
        id=update.id,
        at=update.at,
        text=update.text_in(language()),
        written=update.written,
        status=status_view(process, update.status_to) if moved else None,
        who=who.name if who else "",
        initials=who.initials if who else "",
        role=_role(update, process) if who and who.is_staff else "",
    )


def _role(update: Update, process: Process) -> str:
    """In which role somebody acted: that of the stage which has the action."""
    for stage in process.stages.values():
        action = stage.actions.get(update.action)
        if action is not None and stage.public == update.status_from and action.role in process.roles:
            return process.roles[action.role].title.in_(language())
    return ""
