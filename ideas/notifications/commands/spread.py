"""Telling the many, in batches by key; repeating a batch changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select, union

from ideas.accounts.models import PersonRole
from ideas.board.models import Follow, Idea, Update, Vote
from ideas.kernel.db import db
from ideas.notifications.commands.tell import Told, tell
from ideas.notifications.models import UPDATE
from ideas.privacy.models import NEWS, Consent

BATCH = 200
FOLLOWERS, VOTERS, READERS = "followers", "voters", "readers"


@dataclass(frozen=True)
class Spread:
    """An update on its way to many people. `spared` are those not told here: the author knows already, and nobody
    is told what they did themselves."""

    told: Told
    audience: tuple[str, ...]
    spared: frozenset[int | None]


def about(update_id: int, audience: Sequence[str]) -> Spread:
    """`audience`: followers, voters, readers (who agreed to the news), roles of staff."""
    published = db.session.get_one(Update, update_id)
    idea = db.session.get_one(Idea, published.idea_id)
    told = Told(UPDATE, idea.id, published.at, update_id=published.id)
    return Spread(told, tuple(audience), frozenset((idea.author_id, published.by_id)))


def tell_next(spread: Spread, after: int = 0) -> int | None:
    """Tell the people above number `after`, at most BATCH; the last number reached, None when nobody is left."""
    ids = db.session.scalars(_next_people(spread, after)).all()
    tell(spread.told, [person_id for person_id in ids if person_id not in spread.spared], mail=True)
    return ids[-1] if len(ids) == BATCH else None


def _next_people(spread: Spread, after: int) -> Select[int]:
    """Ids above `after`, ascending, nobody twice. Each group is cut before the union, so a batch costs a batch."""
    groups = union(*(_group(name, spread.told.idea_id, after) for name in spread.audience)).subquery()
    return select(groups.c.person_id).order_by(groups.c.person_id).limit(BATCH)


def _group(name: str, idea_id: int, after: int) -> Select[int]:
    if name == FOLLOWERS:
        chosen = select(Follow.person_id).where(Follow.idea_id == idea_id, Follow.person_id > after)
    elif name == VOTERS:
        chosen = select(Vote.person_id).where(Vote.idea_id == idea_id, Vote.person_id > after)
    elif name == READERS:
        agreed = (Consent.kind == NEWS, Consent.withdrawn_at.is_(None), Consent.person_id > after)
        chosen = select(Consent.person_id).where(*agreed)
    else:
        chosen = select(PersonRole.person_id).where(PersonRole.role == name, PersonRole.person_id > after)
    return select(chosen.order_by("person_id").limit(BATCH).subquery().c.person_id)
