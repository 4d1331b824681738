"""What moderation refuses."""

from typing import Any

from flask_babel import lazy_gettext as _l

from ideas.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class Missing(NotFound):
    """No such report, decision, appeal or complaint, or none that this person may see."""

    code = "moderation_missing"

    def __init__(self) -> None:
        super().__init__(_l("There is nothing at this address. Maybe it was typed wrong, or the page has moved."))


class BadField(Invalid):
    code = "bad_field"

    def __init__(self, field: str, sentence: Any) -> None:
        super().__init__(sentence, fields={field: sentence})


class OwnContent(Forbidden):
    code = "own_content"

    def __init__(self) -> None:
        super().__init__(_l("You wrote it: another person decides on it."))


class DecidedAlready(Conflict):
    code = "decided_already"

    def __init__(self) -> None:
        super().__init__(_l("Somebody has decided on this first. Look at what they decided before you go on."))


class SamePerson(Forbidden):
    """An appeal is looked at by somebody who did not take the decision."""

    code = "same_person"

    def __init__(self) -> None:
        super().__init__(_l("You took this decision: another person looks at the appeal."))


class NoAppeal(Conflict):
    """`code` says why: it is late, was asked already, or there is nothing left to ask for."""


def too_late() -> NoAppeal:
    return NoAppeal(_l("The six months in which this decision could be appealed are over."), code="appeal_late")


def asked_already() -> NoAppeal:
    return NoAppeal(_l("You have already asked us to look at this decision again."), code="appeal_twice")


def nothing_to_appeal() -> NoAppeal:
    return NoAppeal(_l("There is nothing in this decision that you could ask us to change."), code="appeal_empty")


class WithTheOffice(Conflict):
    code = "handed_over"

    def __init__(self) -> None:
        super().__init__(_l("It is with the complaints office: nothing is decided here any more."))
