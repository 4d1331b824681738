"""What the newsroom refuses."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.kernel import errors


class AnnouncementMissing(errors.NotFound):
    code = "announcement_missing"

    def __init__(self) -> None:
        super().__init__(_l("There is no such announcement. Maybe it has not come out yet."))


class FourEyes(errors.Forbidden):
    """Whoever wrote an announcement does not approve it."""

    code = "four_eyes"

    def __init__(self) -> None:
        super().__init__(_l("You wrote it: another person approves it."))


class Changed(errors.Conflict):
    """Somebody else changed the announcement in the meantime; the sentence says who and when."""

    code = "changed"


class NotInThisState(errors.Conflict):
    code = "not_in_this_state"


class BadMoment(errors.Invalid):
    """A date or time at which nothing can be published."""

    code = "bad_moment"

    def __init__(self, sentence: Any, field: str = "publish_on") -> None:
        super().__init__(sentence, fields={field: sentence})
