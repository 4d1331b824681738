"""What the board refuses."""

from flask_babel import lazy_gettext as _l

from ideas.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class IdeaMissing(NotFound):
    """No such idea, or none that this person may see."""

    code = "idea_missing"

    def __init__(self) -> None:
        super().__init__(_l("There is no idea with this number. Maybe the address was cut: look for it by name."))


class CommentMissing(NotFound):
    code = "comment_missing"

    def __init__(self) -> None:
        super().__init__(_l("There is no comment with this number."))


class IdeaTakenDown(NotFound):
    """No shadow bans: whoever had the address reads that moderation took the idea down."""

    code = "idea_taken_down"

    def __init__(self) -> None:
        super().__init__(_l("This idea is not here any more: moderation took it down. Its author knows why."))


class OwnIdea(Forbidden):
    code = "own_idea"

    def __init__(self) -> None:
        super().__init__(_l("This idea is yours: the votes that count are those of the others."))


class VotingClosed(Conflict):
    code = "voting_closed"

    def __init__(self) -> None:
        super().__init__(_l("Voting is closed: this idea has already had its answer."))


class CommentsClosed(Conflict):
    code = "comments_closed"

    def __init__(self) -> None:
        super().__init__(_l("Here nobody comments any more: this idea goes on together with another one."))


class NotMergeable(Invalid):
    """The field `into` names an idea that cannot receive another."""

    code = "not_mergeable"

    def __init__(self) -> None:
        sentence = _l("It cannot be merged into this idea: choose another one that is still on the board.")
        super().__init__(sentence, fields={"into": sentence})
