"""What people type in moderation -> typed values."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from ideas.moderation.commands.complaint import MATTERS
from ideas.moderation.models import HIDDEN, KEPT, OTHER, OVERTURNED, PAYMENTS, REMOVED, UPHELD
from ideas.moderation.policy import PAYMENT_AREAS
from ideas.moderation.queries import rules
from ideas.web.forms import Form, line, paragraph

LONGEST = 4_000
OUTCOME_LABELS = {
    KEPT: _l("It stays, or comes back"),
    HIDDEN: _l("Hide it: only its author sees it"),
    REMOVED: _l("Remove it"),
}
MATTER_LABELS = {PAYMENTS: _l("Payments: transfers, cards, cash, direct debits"), OTHER: _l("Everything else")}
OUTCOME_CHOICES = [SelectChoice(key, label) for key, label in OUTCOME_LABELS.items()]
MATTER_CHOICES = [SelectChoice(key, MATTER_LABELS[key]) for key in MATTERS]


class ReportForm(Form):
    """The notice of article 16. Whoever is signed in leaves no name."""

    rule = RadioField(_l("What is wrong?"), choices=[], filters=[line], validate_choice=False)
    text = TextAreaField(
        _l("Why"),
        filters=[paragraph],
        description=_l("Say what breaks the rule and where. A sentence or two."),
    )
    name = StringField(_l("Name and surname"), filters=[line])
    email = EmailField(
        _l("E-mail"), filters=[line], description=_l("We write to you that we have it, and what was decided.")
    )
    good_faith = BooleanField(
        _l("I believe in good faith that what I write here is accurate and complete."),
        [InputRequired(_l("We need you to say that you report in good faith."))],
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.rule.choices = [SelectChoice(rule.id, rule.title) for rule in rules()]


class DecisionForm(Form):
    """`latest` is the last decision that the moderator saw."""

    latest = HiddenField()
    outcome = RadioField(
        _l("What happens to it"),
        choices=[SelectChoice(key, label) for key, label in OUTCOME_LABELS.items()],
        validate_choice=False,
    )
    rule = SelectField(_l("Which rule it breaks"), choices=[], validate_choice=False, filters=[line])
    facts = TextAreaField(
        _l("Facts and reasons"),
        filters=[paragraph],
        description=_l("Its author and whoever reported it read this. Say what breaks the rule, in plain words."),
    )

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        known = (SelectChoice(rule.id, f"{rule.number}. {rule.title}") for rule in rules())
        self.rule.choices = [SelectChoice("", _l("None")), *known]

    def seen(self) -> int:
        typed = self.latest.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


class AppealForm(Form):
    text = TextAreaField(
        _l("What should we look at again?"),
        filters=[paragraph],
        description=_l("Another person reads it, not the one who decided."),
    )


class AppealDecisionForm(Form):
    outcome = RadioField(
        _l("What you decide"),
        choices=[
            SelectChoice(UPHELD, _l("The decision stays")),
            SelectChoice(OVERTURNED, _l("The decision is overturned")),
        ],
        validate_choice=False,
    )
    reason = TextAreaField(
        _l("Why"), filters=[paragraph], description=_l("Whoever appealed reads this. Say why, in plain words.")
    )


class OwnComplaintForm(Form):
    """What a customer complains of, alone or split from an idea: then `category` is the idea's area, `draft` the token
    of its form, and `then` is "idea" when the idea goes on."""

    title = StringField(_l("In one line"), [InputRequired(_l("Say in one line what went wrong."))], filters=[line])
    story = TextAreaField(
        _l("What happened, when, and what you ask for"),
        [InputRequired(_l("Tell us what happened."))],
        filters=[paragraph],
        description=_l("No account or card numbers: the office knows who you are."),
    )
    category, draft, then = HiddenField(), HiddenField(), HiddenField()

    def validate_story(self, field: Any) -> None:
        if len(field.data or "") > LONGEST:
            raise ValidationError(_l("It is too long: at most 4,000 characters."))

    def words(self) -> dict[str, str]:
        matter = PAYMENTS if self.category.data in PAYMENT_AREAS else OTHER
        return {"title": self.title.data or "", "text": self.story.data or "", "matter": matter}


class ComplaintForm(Form):
    """`matter` decides how long the office has."""

    matter = RadioField(
        _l("What it is about"),
        choices=[SelectChoice(key, MATTER_LABELS[key]) for key in MATTERS],
        validate_choice=False,
    )
