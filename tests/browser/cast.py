"""The people of the journey, all of one bank."""

from dataclasses import dataclass
from typing import Any

from ideas.accounts.models import Person
from tests.builders import a_colleague, a_customer


@dataclass(frozen=True)
class Someone:
    """A person and their own browser window."""

    window: Any
    email: str
    name: str


COLLEAGUES = {
    "moderator": "Elena Moretti",
    "pm": "Paola Bianchi",
    "analyst": "Davide Greco",
    "legal": "Sara Fontana",
    "compliance": "Luca Ferri",
    "security": "Chiara Neri",
    "care": "Marta Villa",
    "developer": "Andrea Costa",
}


def colleagues(open_window: Any) -> dict[str, Someone]:
    """Everybody who works on ideas, by role; two in communications, because nobody approves their own."""
    people = {role: a_colleague(role, name=name) for role, name in COLLEAGUES.items()}
    people["writer"] = a_colleague("communications", name="Irene Gallo")
    people["approver"] = a_colleague("communications", name="Fabio Riva")
    return {role: someone(person, open_window) for role, person in people.items()}


def customer(name: str, open_window: Any) -> Someone:
    return someone(a_customer(name), open_window)


def someone(person: Person, open_window: Any) -> Someone:
    return Someone(open_window(), person.email, person.name)
