"""The list of ideas and the roadmap."""

from flask import render_template
from flask.typing import ResponseReturnValue

from ideas.board import queries
from ideas.board.forms import list_query
from ideas.board.views.blueprint import bp, viewer_id
from ideas.kernel.i18n import language
from ideas.web.access import cached_public


@bp.get("/ideas")
@cached_public
def idea_list() -> ResponseReturnValue:
    return render_template("board/list.html", page=queries.idea_list(list_query(), viewer_id()))


@bp.get("/roadmap")
@cached_public
def roadmap() -> ResponseReturnValue:
    return render_template("board/roadmap.html", columns=queries.roadmap(viewer_id(), language()))
