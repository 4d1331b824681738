"""Named refusals about a person's own data."""

from flask_babel import lazy_gettext as _l

from ideas.kernel.errors import Forbidden


class ColleaguesStay(Forbidden):
    """A colleague's acts prove that two people decided: the bank closes their profile, not they."""

    code = "colleagues_stay"

    def __init__(self) -> None:
        super().__init__(_l("Your profile belongs to your work: ask an administrator to close it."))
