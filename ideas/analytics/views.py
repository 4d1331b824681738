"""The figures that everybody may read."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ideas.analytics import queries
from ideas.kernel import clock
from ideas.web.access import cached_public

bp = Blueprint("analytics", __name__)


@bp.get("/scorecard")
@cached_public
def scorecard() -> ResponseReturnValue:
    return render_template("analytics/scorecard.html", card=queries.scorecard(clock.now()))
