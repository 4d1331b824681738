"""The figures that everybody may read."""

from datetime import timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ideas.analytics import queries
from ideas.analytics.queries import Scorecard
from ideas.kernel import clock
from ideas.kernel.i18n import language
from ideas.kernel.memory import Memory
from ideas.web.access import cached_public

bp = Blueprint("analytics", __name__)
_memory = Memory("scorecard", timedelta(minutes=1))


@bp.get("/scorecard")
@cached_public
def scorecard() -> ResponseReturnValue:
    return render_template("analytics/scorecard.html", card=queries.scorecard(clock.now()))


@bp.app_template_global()
def kept_promises() -> Scorecard:
    """The scorecard for other pages, at most a minute old."""
    return _memory.recall(language(), lambda: queries.scorecard(clock.now()))
