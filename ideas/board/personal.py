"""What a person wrote, voted for and follows on the board."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from ideas.accounts.models import Person
from ideas.board.commands.lock import locked
from ideas.board.models import (
    CategoryPerson,
    Comment,
    Draft,
    Follow,
    Idea,
    Picture,
    ProxyVote,
    Update,
    Useful,
    Version,
    Vote,
)
from ideas.board.policy import NO_NAME
from ideas.kernel.db import db


def export(person_id: int) -> dict[str, Any]:
    ideas = select(
        Idea.id, Idea.title, Idea.story, Idea.category_id, Idea.author_name, Idea.created_at, Idea.status, Idea.votes
    ).where(Idea.author_id == person_id)
    comments = select(Comment.id, Comment.idea_id, Comment.text, Comment.created_at).where(
        Comment.person_id == person_id
    )
    updates = select(Update.idea_id, Update.action, Update.text, Update.at).where(Update.by_id == person_id)
    return {
        "ideas": _rows(ideas.order_by(Idea.id)),
        "comments": _rows(comments.order_by(Comment.id)),
        "votes": _rows(select(Vote.idea_id, Vote.at).where(Vote.person_id == person_id).order_by(Vote.idea_id)),
        "follows": _rows(select(Follow.idea_id, Follow.at).where(Follow.person_id == person_id)),
        "public_messages": _rows(updates.order_by(Update.id)),
        **_written(person_id),
        **_recorded(person_id),
    }


def _written(person_id: int) -> dict[str, Any]:
    """Drafts, earlier versions, and pictures with the address where each can be downloaded."""
    drafts = select(Draft.id, Draft.title, Draft.story, Draft.category_id, Draft.signature, Draft.saved_at)
    pictures = select(Picture.id, Picture.idea_id, Picture.alt, Picture.width, Picture.height, Picture.at, Picture.key)
    versions = select(Version.idea_id, Version.n, Version.title, Version.story, Version.at).join(
        Idea, Idea.id == Version.idea_id
    )
    return {
        "drafts": _rows(drafts.where(Draft.person_id == person_id).order_by(Draft.id)),
        "versions": _rows(versions.where(Idea.author_id == person_id).order_by(Version.idea_id, Version.n)),
        "pictures": [
            {**{k: v for k, v in row.items() if k != "key"}, "address": f"/pictures/{row['key']}.jpg"}
            for row in _rows(pictures.where(Picture.person_id == person_id).order_by(Picture.id))
        ],
    }


def _recorded(person_id: int) -> dict[str, Any]:
    """Comments found useful; a colleague's areas, and the votes they recorded for customers, who are not named."""
    useful = select(Useful.comment_id, Useful.at).where(Useful.person_id == person_id).order_by(Useful.comment_id)
    areas = select(CategoryPerson.category_id).where(CategoryPerson.person_id == person_id)
    tables: tuple[Any, ...] = (Vote, ProxyVote)
    chosen = [select(table.idea_id, table.channel, table.at).where(table.by_id == person_id) for table in tables]
    return {
        "useful_comments": _rows(useful),
        "areas": _rows(areas),
        "votes_recorded": [row for query in chosen for row in _rows(query)],
    }


def _rows(query: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in db.session.execute(query).mappings()]


def erase(person_id: int, at: datetime) -> None:
    """Ideas and comments stay, nobody's; votes stay as numbers; nobody follows any more."""
    _forget_the_name(person_id)
    _count_votes_without_a_name(person_id)
    db.session.execute(delete(Follow).where(Follow.person_id == person_id))
    _throw_away(person_id)
    nobody = {"author_name": ""}
    db.session.execute(update(Comment).where(Comment.person_id == person_id).values(person_id=None, **nobody))
    _take_back_answers(person_id)
    db.session.execute(update(Idea).where(Idea.author_id == person_id).values(author_id=None, **nobody))
    db.session.expire_all()


def _take_back_answers(person_id: int) -> None:
    """What a customer told the bank in public; that they answered is still to be seen. A colleague speaks for the
    bank: those words stay, without a signature."""
    person = db.session.get_one(Person, person_id)
    nobody = {"by_id": None} if person.is_staff else {"by_id": None, "text": "", "written": False}
    db.session.execute(update(Update).where(Update.by_id == person_id).values(nobody))


def _throw_away(person_id: int) -> None:
    """Drafts and pictures go altogether; what was found useful, and what a colleague recorded, is nobody's."""
    shown = select(Picture.idea_id).where(Picture.person_id == person_id, Picture.idea_id.is_not(None))
    db.session.execute(update(Idea).where(Idea.id.in_(shown)).values(pictures=0))
    db.session.execute(delete(Picture).where(Picture.person_id == person_id))
    db.session.execute(delete(Draft).where(Draft.person_id == person_id))
    found = select(Useful.comment_id).where(Useful.person_id == person_id)
    db.session.execute(update(Comment).where(Comment.id.in_(found)).values(useful=Comment.useful - 1))
    db.session.execute(delete(Useful).where(Useful.person_id == person_id))
    db.session.execute(delete(CategoryPerson).where(CategoryPerson.person_id == person_id))
    for table in (Vote, ProxyVote):
        db.session.execute(update(table).where(table.by_id == person_id).values(by_id=None))


def _forget_the_name(person_id: int) -> None:
    """Where the bank thanked the person by name under their own ideas."""
    named = select(Update.id, Idea.author_name).join(Idea, Idea.id == Update.idea_id)
    for row in db.session.execute(named.where(Idea.author_id == person_id, Idea.author_name != "")).all():
        kept = func.replace(Update.text, row.author_name, NO_NAME)
        db.session.execute(update(Update).where(Update.id == row.id, Update.text != kept).values(text=kept))


def _count_votes_without_a_name(person_id: int) -> None:
    """Counts do not change: as many votes less with a name as there are more without one."""
    ids = db.session.scalars(select(Vote.idea_id).where(Vote.person_id == person_id).order_by(Vote.idea_id)).all()
    if ids:
        locked(*ids)
    mine = select(Vote.idea_id).where(Vote.person_id == person_id)
    db.session.execute(update(Idea).where(Idea.id.in_(mine)).values(imported_votes=Idea.imported_votes + 1))
    recorded = mine.where(Vote.channel != "")
    db.session.execute(update(Idea).where(Idea.id.in_(recorded)).values(proxy_votes=Idea.proxy_votes - 1))
    db.session.execute(delete(Vote).where(Vote.person_id == person_id))
