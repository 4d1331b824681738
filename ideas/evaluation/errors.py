"""The engine's refusals as this house says them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask_babel import lazy_gettext as _l

import workflow
from ideas.accounts import queries as people
from ideas.kernel import errors, i18n


class CaseMissing(errors.NotFound):
    code = "case_missing"


class Moved(errors.Conflict):
    """Somebody else moved the case first; the sentence says who and when."""

    code = "moved"


class NotNow(errors.Conflict):
    """The process does not allow this action here and now; the sentence says why."""

    code = "not_now"


class Claimed(errors.Conflict):
    code = "claimed"


def _name(person_id: int | None) -> str:
    signature = people.signatures([person_id]).get(person_id or 0)
    return signature.name if signature else str(_l("The calendar"))


def moved(by_id: int | None, at: datetime) -> Moved:
    """Names who moved the case last, None being the calendar, and when."""
    sentence = _l(
        "%(name)s moved this idea first (%(when)s). Look at where it is now before you decide.",
        name=_name(by_id),
        when=i18n.datetime_short(at),
    )
    return Moved(sentence)


@contextmanager
def refused() -> Iterator[None]:
    """Inside, what the engine refuses becomes one of this house's refusals."""
    try:
        yield
    except workflow.Stale as refusal:
        raise moved(refusal.by_id, refusal.at) from refusal
    except workflow.BadFields as refusal:
        fields = {name: text.in_(i18n.language()) for name, text in refusal.errors.items()}
        raise errors.Invalid(_l("Something is missing. Look at the marked fields."), fields=fields) from refusal
    except workflow.AlreadyClaimed as refusal:
        raise Claimed(_l("%(name)s has already taken it on.", name=_name(refusal.by_id))) from refusal
    except workflow.UnknownAction as refusal:
        raise errors.NotFound(_l("There is no such step in this process."), code="unknown_action") from refusal
    except workflow.WorkflowRefusal as refusal:
        kind = errors.Forbidden if refusal.code == "wrong_role" else NotNow
        raise kind(refusal.sentence.in_(i18n.language()), code=refusal.code) from refusal
