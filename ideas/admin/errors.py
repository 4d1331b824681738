"""Refusals of administration."""

from flask_babel import lazy_gettext as _l

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
