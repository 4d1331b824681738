"""People and ideas for tests, made through the same commands as in life.

Everything is committed, so that other browsers of the test see it. Needs the `app` fixture.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import select
from werkzeug.security import generate_password_hash

import workflow
from ideas.accounts.models import CUSTOMER, STAFF, Person, PersonRole
from ideas.board import commands as board
from ideas.board.models import Category, Idea
from ideas.evaluation import commands as evaluation
from ideas.kernel import clock, jobs
from ideas.kernel.db import db

PASSWORD = "una frase da ricordare"
_HASH = generate_password_hash(PASSWORD)
_numbers = count(1)


@contextmanager
def act() -> Iterator[None]:
    """What a request or a job does around a command: all or nothing."""
    with jobs.transaction():
        yield


def a_person(name: str, kind: str, email: str | None, **more: Any) -> Person:
    number = next(_numbers)
    email = email or f"{name.split()[0].lower()}.{number}@test.example"
    with act():
        person = Person(
            name=name,
            kind=kind,
            email=email,
            password_hash=_HASH,
            stamp=f"stamp{number}",
            created_at=clock.now(),
            **{"confirmed_at": clock.now(), **more},
        )
        db.session.add(person)
    return person


def a_customer(name: str = "Giulia Rossi", email: str | None = None, **more: Any) -> Person:
    """A confirmed customer; the password is PASSWORD. `confirmed_at=None` for one who has not confirmed."""
    return a_person(name, CUSTOMER, email, **more)


def a_colleague(*roles: str, name: str = "Paola Bianchi", email: str | None = None, **more: Any) -> Person:
    """A member of staff with these roles."""
    colleague = a_person(name, STAFF, email, **more)
    with act():
        colleague.role_rows.extend(PersonRole(role=role) for role in roles)
    return colleague


def a_category(slug: str = "carte") -> Category:
    return db.session.scalars(select(Category).where(Category.slug == slug)).one()


def an_idea(
    title: str = "Bonifici istantanei dall’app",
    story: str = "Vorrei mandare un bonifico istantaneo dal telefono anche di sera, senza passare dal sito.",
    *,
    author: Person | None = None,
    category: str = "carte",
    stage: str = "triage",
) -> Idea:
    """A submitted idea, walked by the right colleagues to `stage` (see PATH)."""
    author = author or a_customer()
    with act():
        idea = board.submit_idea(
            author_id=author.id, title=title, story=story, category_id=a_category(category).id, at=clock.now()
        )
    walk(idea, to=stage)
    return idea


OFFICES = ("legal", "compliance", "security", "care")
# The main path: stage -> role, action, the fields it needs. Sign-off is left by the verdicts of OFFICES.
PATH: dict[str, tuple[str, str, dict[str, str]]] = {
    "triage": ("moderator", "accept", {}),
    "evaluation": ("pm", "analyse", {"value": "4", "effort": "3"}),
    "analysis": ("analyst", "review", {}),
    "planned": ("pm", "start", {"message": "Cominciamo lunedì con i primi clienti."}),
    "development": ("developer", "deliver", {"note": "Pronta per il collaudo."}),
    "uat": ("pm", "release", {"message": "La trovi nell’app, alla voce Pagamenti."}),
}


def walk(idea: Idea, *, to: str) -> None:
    """Take a case along the main path until it is at stage `to`."""
    while idea.stage != to:
        step(idea)


def step(idea: Idea) -> None:
    """One step forward on the main path, by colleagues made for it."""
    stage = idea.stage
    if stage == "signoff":
        for office in OFFICES:
            give_verdict(idea, office)
        return
    role, action, fields = PATH[stage]
    if action == "start":
        fields = {**fields, "release_on": (clock.today() + timedelta(days=60)).isoformat()}
    move(idea, action, a_colleague(role, name=f"{role.title()} {next(_numbers)}"), **fields)


def move(idea: Idea, action: str, colleague: Person, **fields: str) -> None:
    """Perform an action of the process, as the work page does."""
    case = workflow.case_for(db.session, idea.id)
    with act():
        evaluation.act(idea.id, action, colleague, fields, expected_version=case.row_version, at=clock.now())


def give_verdict(idea: Idea, office: str, verdict: str = "ok", reason: str = "Nulla da segnalare.") -> None:
    """One office's verdict, by a colleague of that office made for it."""
    colleague = a_colleague(office, name=f"{office.title()} {next(_numbers)}")
    with act():
        evaluation.give_verdict(idea.id, office, verdict, reason, colleague, expected_round=None, at=clock.now())


def noise() -> None:
    """What a query must not find: another customer's idea, with a vote, a comment and a follower."""
    other, third = a_customer("Rumore Altrui"), a_customer("Terzo Incomodo")
    idea = an_idea("Tutt’altra proposta", "Parla di parcheggi davanti alla filiale di Como.", author=other)
    with act():
        board.vote(idea.id, third.id, clock.now())
        board.follow(idea.id, third.id, clock.now())
        board.add_comment(idea_id=idea.id, person=third, text="Un commento che non c’entra.", at=clock.now())
