"""What a person chooses about themselves."""

from ideas.accounts import policy, queries
from ideas.accounts.models import Person
from ideas.kernel.db import db
from ideas.kernel.i18n import LANGUAGES


def change_preferences(person_id: int, *, name: str, language: str, mails: bool) -> Person:
    """Change name, language and whether mails are wanted. Raises BadField."""
    person = queries.existing(person_id)
    person.name = policy.clean_name(name)
    person.language = language if language in LANGUAGES else person.language
    person.mails = mails
    db.session.flush()
    return person
