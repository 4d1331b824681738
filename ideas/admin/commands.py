"""Every change that administrators make."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import workflow
from ideas.accounts import commands as accounts
from ideas.accounts import queries as people
from ideas.accounts.models import Person
from ideas.admin.errors import OwnRole, draft_refused
from ideas.evaluation import commands as evaluation
from ideas.evaluation.errors import refused
from ideas.kernel.db import db
from ideas.kernel.process import forget
from workflow import Draft, Published

ADMIN = "admin"


def change_roles(person_id: int, roles: Iterable[str], *, by: Person) -> Person:
    """Replace the roles of a person; with none they are a customer again.

    Raises OwnRole when administrators would stop being one by their own hand, UnknownRole and NotFound.
    """
    chosen = set(roles)
    if person_id == by.id and ADMIN not in chosen:
        raise OwnRole
    return accounts.set_roles(person_id, chosen)


def save_draft(text: str, *, seen: int, by: Person, at: datetime) -> Draft:
    """Keep the next version as it is written now, sound or not.

    Raises DraftMoved, naming who, when somebody saved it after `seen`.
    """
    with draft_refused():
        return workflow.save_draft(db.session, text, seen=seen, by=by.id, at=at)


def discard_draft(*, seen: int) -> None:
    """Raises NotNow when there is none, DraftMoved when it is not this one any more."""
    with draft_refused():
        workflow.discard_draft(db.session, seen=seen)


def publish(*, seen: int, decided: Mapping[str, str], by: Person, at: datetime) -> Published:
    """Put the draft into force; every idea under way goes over, and the board follows.

    Raises NotNow with the reason, also for whoever wrote the draft, and DraftMoved.
    """
    with draft_refused():
        published = workflow.publish(
            db.session, seen=seen, by=by.id, decided=decided, staffing=people.staffing(), at=at
        )
    forget()
    evaluation.follow_version(published.moves, by.id, at)
    return published


def undo(publication_id: int, *, by: Person, at: datetime) -> int:
    """Put the version before back into force while no idea has gone on; how many ideas went back.

    Raises NotNow with the reason, also for whoever published it.
    """
    with refused():
        returned = workflow.undo(db.session, publication_id, by=by.id, at=at)
    forget()
    evaluation.follow_version((), by.id, at)
    return returned
