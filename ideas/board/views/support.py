"""Votes and follows: one button each, swapped in place by htmx, or the ordinary way."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ideas.board import commands, queries
from ideas.board.views.blueprint import bp
from ideas.kernel import clock
from ideas.web.access import signed_in
from ideas.web.addresses import own_path


def _answer(idea_id: int, template: str, anchor: str) -> ResponseReturnValue:
    """The button alone for htmx, else back to the page it was pressed on."""
    if request.headers.get("HX-Request"):
        idea = queries.support(idea_id, current_user.id)
        return render_template(template, idea=idea, size=request.form.get("size", ""))
    page = own_path(request.form.get("next"), "") or _page_of(idea_id)
    return redirect(f"{page.rstrip('?')}#{anchor}-{idea_id}", 303)


def _page_of(idea_id: int) -> str:
    return url_for("board.idea", idea_id=idea_id, slug=queries.slug_of(idea_id, current_user.id))


@bp.post("/ideas/<int:idea_id>/vote")
@signed_in
def vote(idea_id: int) -> ResponseReturnValue:
    commands.vote(idea_id, current_user.id, clock.now())
    return _answer(idea_id, "board/vote.html", "vote")


@bp.post("/ideas/<int:idea_id>/vote/withdrawal")
@signed_in
def vote_withdrawal(idea_id: int) -> ResponseReturnValue:
    commands.withdraw_vote(idea_id, current_user.id)
    return _answer(idea_id, "board/vote.html", "vote")


@bp.post("/ideas/<int:idea_id>/follow")
@signed_in
def follow(idea_id: int) -> ResponseReturnValue:
    commands.follow(idea_id, current_user.id, clock.now())
    return _answer(idea_id, "board/follow.html", "follow")


@bp.post("/ideas/<int:idea_id>/follow/withdrawal")
@signed_in
def follow_withdrawal(idea_id: int) -> ResponseReturnValue:
    commands.unfollow(idea_id, current_user.id)
    return _answer(idea_id, "board/follow.html", "follow")
