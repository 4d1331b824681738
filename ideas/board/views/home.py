"""The home page and the one that explains."""

from flask import render_template
from flask.typing import ResponseReturnValue

from ideas.board import queries
from ideas.board.views.blueprint import bp, viewer_id
from ideas.web.access import cached_public


@bp.get("/")
@cached_public
def home() -> ResponseReturnValue:
    page = queries.home(viewer_id())
    return render_template(
        "home/index.html",
        featured=page.featured,
        done=page.done,
        promise_days=queries.promise_days(),
    )


@bp.get("/how-it-works")
@cached_public
def how_it_works() -> ResponseReturnValue:
    return render_template(
        "home/how_it_works.html",
        stages=queries.stage_guide(),
        promise_days=queries.promise_days(),
        answer_days=queries.answer_days(),
    )
