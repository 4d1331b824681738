"""The first words, and every later version of them."""

from datetime import datetime

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select

from ideas.announcements.commands.change import change
from ideas.announcements.models import DRAFT, DRAFTED, WRITTEN, Announcement, AnnouncementChange
from ideas.announcements.policy import check_future, check_words
from ideas.announcements.queries.held import held
from ideas.board import queries as board
from ideas.board.models import Update
from ideas.board.queries import IdeaBrief
from ideas.kernel.db import db, insert
from ideas.kernel.i18n import number
from ideas.kernel.text import slug


def draft(idea_id: int, seq: int, at: datetime) -> None:
    """A first text for an idea released at event `seq` of its case; nothing when it has an announcement already."""
    idea = board.brief(idea_id)
    values = {
        "idea_id": idea_id, "title": idea.title, "slug": slug(idea.title), "text": _first_words(idea, seq),
        "state": DRAFT, "row_version": 1, "created_at": at,
    }  # fmt: skip
    new_id = db.session.scalar(insert(Announcement).values(values).on_conflict_do_nothing().returning(Announcement.id))
    if new_id is not None:
        db.session.add(AnnouncementChange(announcement_id=new_id, at=at, by_id=None, what=DRAFTED))
        db.session.flush()


def save(
    announcement_id: int, *, title: str, text: str, publish_at: datetime | None, person_id: int,
    expected_version: int | None, at: datetime,
) -> None:  # fmt: skip
    """Keep the words of a draft, and the moment its writer proposes.

    Raises Invalid, Changed when somebody saved after the version that was read, NotInThisState.
    """
    check_words(title, text)
    if publish_at is not None:
        check_future(publish_at, at)
    found = held(announcement_id)
    same = (found.title, found.text) == (title, text)
    change(
        found, states=(DRAFT,), expected_version=expected_version, what=WRITTEN, by_id=person_id, at=at,
        title=title, slug=slug(title), text=text, publish_at=publish_at,
        written_by_id=found.written_by_id if same and found.written_by_id is not None else person_id,
    )  # fmt: skip


def _first_words(idea: IdeaBrief, seq: int) -> str:
    """In the bank's language, whoever released the idea."""
    released = db.session.scalar(select(Update.text).where(Update.idea_id == idea.id, Update.seq == seq))
    with force_locale("it"):
        opening = _("“%(title)s” is out: you can use it from today.", title=idea.title)
        thanks = _thanks(idea.author_name or _("A customer"), idea.votes)
    return "\n\n".join(part for part in (opening, released, thanks) if part)


def _thanks(name: str, votes: int) -> str:
    if not votes:
        return _("%(name)s proposed it. Thank you.", name=name.rstrip("."))
    return ngettext(
        "%(name)s proposed it and %(votes)s customer voted for it. Thank you.",
        "%(name)s proposed it and %(votes)s customers voted for it. Thank you.",
        votes,
        name=name,
        votes=number(votes),
    )
