"""What people type on the board -> typed values, with the sentence that helps when it will not do."""

import re
from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import ValidationError

from ideas.board.policy import (
    BRANCH,
    COMMENT_LONGEST,
    COMMENT_SHORTEST,
    NAME,
    PHONE,
    SIGNATURES,
    STORY_LONGEST,
    STORY_SHORTEST,
    TITLE_LONGEST,
    TITLE_SHORTEST,
    TITLE_WORDS,
    Proposal,
    public_signature,
)
from ideas.board.queries import Area, ListQuery
from ideas.board.queries.matching import LONGEST
from ideas.kernel.i18n import number
from ideas.kernel.ids import new_token
from ideas.kernel.text import clean_line
from ideas.web.forms import Form, line, paragraph

_TOKEN = re.compile(r"[\w-]{20,64}", re.ASCII)


class WordsForm(Form):
    """What an idea says."""

    title = TextAreaField(
        _l("What would you like, in one line?"),
        filters=[line],
        description=_l("Begin with a verb: “warn me”, “be able to”, “see”."),
    )
    story = TextAreaField(
        _l("When did you need it? Tell us about the last time"),
        filters=[paragraph],
        description=_l("A real example helps us more than a request."),
    )

    def validate_title(self, field: Any) -> None:
        title = field.data or ""
        if not title:
            raise ValidationError(_l("Write a title. For example: “Block my card for an hour”."))
        if len(title) < TITLE_SHORTEST or len(title.split()) < TITLE_WORDS:
            raise ValidationError(_l("It is a bit short: say it in a few words, like “block my card”."))
        if len(title) > TITLE_LONGEST:
            raise ValidationError(_("It is too long: a title has at most %(max)s characters.", max=TITLE_LONGEST))

    def validate_story(self, field: Any) -> None:
        story = field.data or ""
        if len(story) < STORY_SHORTEST:
            raise ValidationError(_l("It is a bit short: we need at least a couple of lines to understand."))
        if len(story) > STORY_LONGEST:
            raise ValidationError(_("It is too long: at most %(max)s characters.", max=number(STORY_LONGEST)))


class IdeaForm(WordsForm):
    """A proposal. `category` takes the slug, the number or the name of an area; empty means "I don't know".

    `draft` is the token of this form: what is kept, and what is sent twice, is known by it.
    """

    category = RadioField(
        _l("What is it about?"),
        filters=[line],
        validate_choice=False,
        description=_l("If it is the wrong one, we move it."),
    )
    signature = RadioField(_l("How would you like to appear?"), default=NAME, validate_choice=False)
    picture = FileField(
        _l("Choose a picture (optional)"),
        description=_l(
            "JPEG, PNG or WebP, at most 8 megabytes. Place, date and phone model written in it are removed."
        ),
    )
    alt = StringField(
        _l("What does it show?"),
        filters=[line],
        description=_l("One line, for who does not see the picture. No account or card numbers in the picture either."),
    )
    draft = HiddenField()

    def __init__(self, areas: Sequence[Area], public_name: str, **values: Any) -> None:
        super().__init__(**values)
        self.signature.choices = [(key, _signed(public_name, key)) for key in SIGNATURES]
        if not _TOKEN.fullmatch(self.draft.data or ""):
            self.draft.data = new_token() if not self.is_submitted() else ""
        self.areas = {slug: area for area in areas for slug in (area.slug, str(area.id), area.label.casefold())}
        self.category.choices = [*((area.slug, area.label) for area in areas), ("", _l("I don’t know"))]
        self.category.data = self._slug(self.category.data)

    def _slug(self, typed: str | None) -> str:
        area = self.areas.get((typed or "").casefold())
        return area.slug if area else typed or ""

    @property
    def category_id(self) -> int | None:
        area = self.areas.get(self.category.data or "")
        return area.id if area else None

    def typed(self) -> Proposal:
        signature = self.signature.data if self.signature.data in SIGNATURES else NAME
        return Proposal(
            self.title.data or "", self.story.data or "", self.category_id, signature, self.draft.data or ""
        )

    def chosen_file(self) -> bytes | None:
        """The file that was sent along, None when none was chosen."""
        return self.picture.data.read() if self.picture.data else None

    def validate_category(self, field: Any) -> None:
        if field.data and field.data not in self.areas:
            raise ValidationError(_l("Choose an area from the list, or “I don’t know”."))


def _signed(public_name: str, signature: str) -> Any:
    return public_signature(public_name, signature) or _l("A customer of the bank")


class RecordedVoteForm(Form):
    """A vote for a customer who is in a branch or on the telephone."""

    channel = RadioField(
        _l("Where are they?"),
        choices=[SelectChoice(BRANCH, _l("In a branch")), SelectChoice(PHONE, _l("On the telephone"))],
        default=BRANCH,
    )
    customer = StringField(
        _l("Their e-mail address, or their customer number"),
        filters=[line],
        description=_l("It is not stored: it serves not to count the same person twice."),
    )


class CommentForm(Form):
    text = TextAreaField(
        _l("Add something useful"),
        filters=[paragraph],
        description=_l("How would you use it? What should not happen? No account or card numbers."),
    )
    answers = HiddenField(filters=[line])

    @property
    def answered_id(self) -> int | None:
        typed = self.answers.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None

    def validate_text(self, field: Any) -> None:
        text = field.data or ""
        if len(text) < COMMENT_SHORTEST:
            raise ValidationError(_l("Write your comment first."))
        if len(text) > COMMENT_LONGEST:
            raise ValidationError(_("It is too long: at most %(max)s characters.", max=number(COMMENT_LONGEST)))


def list_query() -> ListQuery:
    """What the address asks of the list."""
    asked = request.args
    return ListQuery(
        q=clean_line(asked.get("q"))[:LONGEST],
        statuses=tuple(clean_line(status) for status in asked.getlist("status")),
        category=clean_line(asked.get("category")),
        sort=asked.get("sort", ""),
        after=asked.get("after", ""),
    )
