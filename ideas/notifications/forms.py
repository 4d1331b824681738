"""What is sent from the inbox."""

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from ideas.web.forms import Form


class ReadForm(Form):
    """`up_to` is the newest notification on the page that the person was looking at."""

    up_to = IntegerField(validators=[InputRequired(), NumberRange(0, 2**31 - 1)])
