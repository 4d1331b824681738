"""People and their roles, as administrators see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from ideas.accounts import queries as accounts
from ideas.accounts.models import ROLES, Person
from ideas.kernel import paging
from ideas.kernel.i18n import language
from ideas.kernel.process import running

PAGE = 25
HOUSE_ROLES = {"executive": _l("Management"), "admin": _l("Administration")}


@dataclass(frozen=True)
class PersonRow:
    id: int
    name: str
    email: str
    initials: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class PeoplePage:
    """`email` is what was looked for, "" for everybody."""

    rows: Sequence[PersonRow]
    email: str
    after: str | None


def people_page(email: str, cursor: str | None) -> PeoplePage:
    """Colleagues page by page; or whoever has the address, a customer too. Raises Invalid for a cut cursor."""
    titles = dict(role_titles())
    if email.strip():
        found = accounts.by_email(email)
        return PeoplePage([_row(found, titles)] if found else [], email, None)
    (last,) = paging.decode(cursor, (int,)) if cursor else (0,)
    people = accounts.colleagues(last, PAGE + 1)
    after = paging.encode((people[PAGE - 1].id,)) if len(people) > PAGE else None
    return PeoplePage([_row(person, titles) for person in people[:PAGE]], "", after)


def role_titles() -> list[tuple[str, str]]:
    """Every role with the title that the process gives it."""
    known = running().roles
    return [(role, known[role].title.in_(language()) if role in known else str(HOUSE_ROLES[role])) for role in ROLES]


def _row(person: Person, titles: dict[str, str]) -> PersonRow:
    roles = tuple(titles[role] for role in ROLES if role in person.roles)
    return PersonRow(person.id, person.name, person.email, person.initials, roles)
