"""Every change that administrators make."""

from collections.abc import Iterable

from ideas.accounts import commands as accounts
from ideas.accounts.models import Person
from ideas.admin.errors import OwnRole

ADMIN = "admin"


def change_roles(person_id: int, roles: Iterable[str], *, by: Person) -> Person:
    """Replace the roles of a person; with none they are a customer again.

    Raises OwnRole when administrators would stop being one by their own hand, UnknownRole and NotFound.
    """
    chosen = set(roles)
    if person_id == by.id and ADMIN not in chosen:
        raise OwnRole
    return accounts.set_roles(person_id, chosen)
