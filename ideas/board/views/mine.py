"""A customer's own ideas."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ideas.board import queries
from ideas.board.views.blueprint import bp
from ideas.web.access import signed_in


@bp.get("/me/ideas")
@signed_in
def my_ideas() -> ResponseReturnValue:
    page = queries.my_ideas(current_user.id, request.args.get("show", ""), request.args.get("after", ""))
    return render_template("board/my_ideas.html", page=page, first=not request.args.get("after"))
