"""Votes: one a person, unique in the database; the count and the rank change with the row, in SQL."""

import hashlib
import hmac
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, bindparam, delete, exists, select, update

from ideas.accounts import queries as accounts
from ideas.board.commands.lock import locked
from ideas.board.errors import AlreadyVoted, IdeaMissing, OwnIdea, VotingClosed
from ideas.board.models import Idea, ProxyVote, Vote
from ideas.board.policy import CHANNELS, is_private, rank, voting_open
from ideas.kernel.db import changed, db, insert
from ideas.kernel.errors import Invalid
from ideas.kernel.process import running

# Built once. Objects of the session need not follow: nobody holds that of an idea being voted for.
_COUNTED = (
    update(Idea)
    .where(Idea.id == bindparam("idea"))
    .values(
        votes=Idea.votes + bindparam("change"),
        proxy_votes=Idea.proxy_votes + bindparam("proxies"),
        score=bindparam("rank"),
    )
    .execution_options(synchronize_session=False)
)


def vote(idea_id: int, person_id: int, at: datetime) -> bool:
    """Support an idea; False when this person already did.

    Raises IdeaMissing, OwnIdea, VotingClosed, AlreadyVoted when a colleague recorded it before they had an account.
    """
    idea = _open(idea_id)
    if idea.author_id == person_id:
        raise OwnIdea
    if idea.proxy_votes:
        _check_not_recorded(idea_id, person_id)
    row = insert(Vote).values(idea_id=idea_id, person_id=person_id, at=at)
    return _count(idea, changed(row.on_conflict_do_nothing()))


def withdraw_vote(idea_id: int, person_id: int) -> bool:
    """Take the support back; False when there was none. Raises IdeaMissing, VotingClosed."""
    idea = _open(idea_id)
    own = (Vote.idea_id == idea_id, Vote.person_id == person_id)
    channel = db.session.scalar(select(Vote.channel).where(*own)) if idea.proxy_votes else ""
    return _count(idea, -changed(delete(Vote).where(*own)), proxies=-1 if channel else 0)


def record_vote(idea_id: int, customer: str, channel: str, by_id: int, at: datetime) -> None:
    """A colleague's record of a vote given in a branch or on the telephone, marked as such.

    `customer` is an e-mail address or a customer number. Of who has no account only a keyed fingerprint is stored,
    enough not to count them twice. Raises Invalid, IdeaMissing, OwnIdea, VotingClosed, AlreadyVoted.
    """
    given = customer.strip().casefold()
    if len(given) < 4 or channel not in CHANNELS:
        sentence = _l("Write the e-mail address or the customer number.")
        raise Invalid(sentence, fields={"customer": sentence})
    idea = _open(idea_id)
    person = accounts.by_email(given) if "@" in given else None
    if person is not None and person.id == idea.author_id:
        raise OwnIdea
    if person is not None:
        _check_not_recorded(idea_id, person.id)
        row = insert(Vote).values(idea_id=idea_id, person_id=person.id, at=at, channel=channel, by_id=by_id)
    else:
        row = insert(ProxyVote).values(idea_id=idea_id, mark=_mark(given), at=at, channel=channel, by_id=by_id)
    if not _count(idea, changed(row.on_conflict_do_nothing()), proxies=1):
        raise AlreadyVoted


def _check_not_recorded(idea_id: int, person_id: int) -> None:
    mark = _mark(accounts.existing(person_id).email.casefold())
    if db.session.scalar(select(exists().where(ProxyVote.idea_id == idea_id, ProxyVote.mark == mark))):
        raise AlreadyVoted


def _mark(given: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, b"proxy vote " + given.encode(), hashlib.sha256).hexdigest()


def _open(idea_id: int) -> Row[Any]:
    (idea,) = locked(idea_id)
    if is_private(running(), idea.status):
        raise IdeaMissing
    if not voting_open(running(), idea.status):
        raise VotingClosed
    return idea


def _count(idea: Row[Any], change: int, proxies: int = 0) -> bool:
    if change:
        score = rank(idea.votes + change, idea.created_at)
        db.session.execute(_COUNTED, {"idea": idea.id, "change": change, "proxies": proxies, "rank": score})
    return change != 0
