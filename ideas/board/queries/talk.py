"""What is said on one idea: the bank's updates and people's comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from ideas.accounts.queries import Signature
from ideas.board.models import Comment, Update
from ideas.board.policy import HIDDEN_COMMENT, PUBLIC
from ideas.board.queries.cards import StatusView, author, status_view
from ideas.kernel import paging
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.paging import Page
from ideas.kernel.text import initials
from workflow import Process

COMMENTS = 20
MOST_UPDATES = 60


@dataclass(frozen=True)
class CommentView:
    id: int
    author_name: str
    initials: str
    text: str
    at: datetime
    official: bool
    state: str = PUBLIC
    own: bool = False


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


def comments(idea_id: int, after: str = "", viewer_id: int | None = None) -> Page[CommentView]:
    """Newest first; of what moderation hid only the place is left, for whoever wrote it all of it.

    Raises Invalid for a cursor that was cut.
    """
    shown: ColumnElement[bool] = Comment.state.in_((PUBLIC, HIDDEN_COMMENT))
    if viewer_id is not None:
        shown |= Comment.person_id == viewer_id
    query = select(Comment).where(Comment.idea_id == idea_id, shown).order_by(Comment.id.desc()).limit(COMMENTS + 1)
    if after:
        (last_shown,) = paging.decode(after, (int,))
        query = query.where(Comment.id < last_shown)
    found = db.session.scalars(query).all()
    rows = [_comment_view(c, viewer_id) for c in found[:COMMENTS]]
    return Page(rows, paging.encode((rows[-1].id,)) if len(found) > COMMENTS else None)


def _comment_view(comment: Comment, viewer_id: int | None) -> CommentView:
    own = viewer_id is not None and comment.person_id == viewer_id
    if comment.state != PUBLIC and not own:
        return CommentView(comment.id, "", "", "", comment.created_at, comment.official, comment.state)
    name = author(comment.author_name)
    return CommentView(
        comment.id, name, initials(name), comment.text, comment.created_at, comment.official, comment.state, own
    )


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
