"""What everybody may know: the rules, how ideas are ordered, how moderation goes."""

from flask import render_template
from flask.typing import ResponseReturnValue

from ideas.kernel import clock
from ideas.moderation import queries
from ideas.moderation.views.blueprint import bp
from ideas.web.access import cached_public


@bp.get("/how-it-works/rules")
@cached_public
def house_rules() -> ResponseReturnValue:
    return render_template("moderation/rules.html", rules=queries.rules())


@bp.get("/how-it-works/ordering")
@cached_public
def ordering() -> ResponseReturnValue:
    return render_template("moderation/ordering.html")


@bp.get("/how-it-works/moderation")
@cached_public
def transparency() -> ResponseReturnValue:
    return render_template("moderation/transparency.html", page=queries.figures(clock.now()))
