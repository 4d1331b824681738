"""Refusals of administration."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import lazy_gettext as _l

import workflow
from ideas.accounts import queries as people
from ideas.evaluation.errors import refused
from ideas.kernel import i18n
from ideas.kernel.db import db
from ideas.kernel.errors import Conflict, NotFound


class OwnRole(Conflict):
    """The bank would be left without whoever can give the role back."""

    code = "own_role"

    def __init__(self) -> None:
        super().__init__(_l("You cannot take this role from yourself: ask another administrator."))


class NoDraft(NotFound):
    code = "no_draft"

    def __init__(self) -> None:
        super().__init__(_l("There is no draft: nobody is changing the process."))


class DraftMoved(Conflict):
    """Somebody else saved, published or threw away the draft that the page showed; the sentence says who."""

    code = "stale_draft"


@contextmanager
def draft_refused() -> Iterator[None]:
    """Inside, what the engine refuses about a draft becomes one of this house's refusals."""
    try:
        with refused():
            yield
    except Conflict as refusal:
        if isinstance(refusal.__cause__, workflow.StaleDraft):
            raise _moved() from refusal
        raise


def _moved() -> DraftMoved:
    """Names who saved the draft last, as it is now."""
    present = workflow.draft(db.session)
    if present is None:
        return DraftMoved(_l("Meanwhile the draft was published or thrown away. Your text is still here."))
    by = people.signatures([present.drafted_by]).get(present.drafted_by or 0)
    sentence = _l(
        "%(name)s saved the draft first (%(when)s): look at what is new in it.",
        name=by.name if by else _l("Somebody else"),
        when=i18n.datetime_short(present.at),
    )
    return DraftMoved(sentence)
