"""What the board refuses."""

from typing import Any

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


class AlreadyVoted(Conflict):
    """Somebody has recorded this customer's vote before."""

    code = "already_voted"

    def __init__(self) -> None:
        super().__init__(_l("This vote is counted already: it was given here, in a branch or on the telephone."))


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


class DraftMissing(NotFound):
    code = "draft_missing"

    def __init__(self) -> None:
        super().__init__(_l("This draft is no longer here: it was sent or thrown away."))


class TooManyDrafts(Conflict):
    code = "too_many_drafts"

    def __init__(self) -> None:
        super().__init__(_l("You have too many drafts: send one or throw one away, then save again."))


class DraftUnusable(Invalid):
    """Nothing was written, or too much to keep."""

    code = "draft_unusable"


def empty_draft() -> DraftUnusable:
    return DraftUnusable(_l("There is nothing to save yet: write a title or a line."))


def long_draft() -> DraftUnusable:
    sentence = _l("It is too long to be kept: shorten it.")
    return DraftUnusable(sentence, fields={"story": sentence})


class PictureMissing(NotFound):
    code = "picture_missing"

    def __init__(self) -> None:
        super().__init__(_l("This picture is not here, or not for everybody."))


class PictureWithoutWords(Invalid):
    code = "picture_without_words"

    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence, fields={"alt": sentence})


class TooManyPictures(Invalid):
    code = "too_many_pictures"

    def __init__(self) -> None:
        sentence = _l("Three pictures are enough: take one off to add another.")
        super().__init__(sentence, fields={"picture": sentence})


class EditTooLate(Conflict):
    code = "edit_too_late"

    def __init__(self) -> None:
        super().__init__(_l("The time to change it is over: what people have read and voted for stays as it is."))


class CategoryMissing(NotFound):
    code = "category_missing"

    def __init__(self) -> None:
        super().__init__(_l("There is no area with this number."))


class OwnComment(Forbidden):
    code = "own_comment"

    def __init__(self) -> None:
        super().__init__(_l("This comment is yours: whether it is useful is for the others to say."))
