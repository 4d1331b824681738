"""Who a person is to a case."""

from ideas.accounts.models import Person
from workflow import Actor

AUTHOR = "author"


def actor(person: Person, author_id: int | None) -> Actor:
    """The person as the engine knows them; whoever wrote the idea is also its author.

    A member of staff acts for the bank on other people's ideas only: on their own they are the author alone.
    """
    if author_id is not None and person.id == author_id:
        return Actor(person.id, frozenset({AUTHOR}))
    return Actor(person.id, person.roles)
