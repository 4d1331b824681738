"""What is typed in the newsroom. Lengths and moments are checked by the commands, so that every door refuses alike."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, StringField, TextAreaField, TimeField
from wtforms.validators import Optional

from ideas.announcements.policy import moment
from ideas.announcements.queries import Draft
from ideas.kernel import clock
from ideas.web.forms import Form, line, paragraph


class VersionedForm(Form):
    """Carries the version that the person has read."""

    version = IntegerField(validators=[Optional()])


class MomentForm(VersionedForm):
    publish_on = DateField(_l("Day"), validators=[Optional()])
    publish_time = TimeField(_l("Time"), validators=[Optional()])

    def moment(self) -> datetime | None:
        """Raises BadMoment."""
        return moment(self.publish_on.data, self.publish_time.data)


class DraftForm(MomentForm):
    title = StringField(_l("Title"), filters=[line])
    text = TextAreaField(_l("Text"), filters=[paragraph])


class ReturnForm(VersionedForm):
    note = TextAreaField(_l("What to change"), filters=[paragraph])


def moment_values(draft: Draft) -> dict[str, object]:
    """The moment of an announcement as the two fields show it."""
    if draft.publish_at is None:
        return {}
    local = clock.local(draft.publish_at)
    return {"publish_on": local.date(), "publish_time": local.time()}
