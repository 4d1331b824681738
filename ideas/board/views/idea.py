"""One idea, and what people say under it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ideas.board import commands, queries
from ideas.board.forms import CommentForm
from ideas.board.views.blueprint import accepted, bp, edit_window, person_key, viewer_id
from ideas.kernel import clock
from ideas.web.access import cached_public, public, signed_in
from ideas.web.limits import limiter


@bp.get("/ideas/<int:idea_id>")
@public
def numbered(idea_id: int) -> ResponseReturnValue:
    return redirect(_address(idea_id), 301)


@bp.get("/ideas/<int:idea_id>-<slug>")
@cached_public
def idea(idea_id: int, slug: str) -> ResponseReturnValue:
    form = CommentForm() if current_user.is_authenticated else None
    page = queries.idea_page(idea_id, viewer_id(), clock.now(), request.args.get("comments", ""))
    if page.slug != slug:
        return redirect(url_for("board.idea", idea_id=idea_id, slug=page.slug), 301)
    return _shown(page, form, older="comments" in request.args)


@bp.post("/ideas/<int:idea_id>/comments")
@signed_in
@limiter.limit("30/hour", key_func=person_key, deduct_when=accepted)
def comments(idea_id: int) -> ResponseReturnValue:
    form = CommentForm()
    if form.sent():
        with form.refusals():
            commands.add_comment(idea_id=idea_id, person=current_user, text=form.text.data, at=clock.now())
            return redirect(_address(idea_id) + "#comments", 303)
    page = queries.idea_page(idea_id, viewer_id(), clock.now())
    return _shown(page, form), form.status


def _shown(page: queries.IdeaPage, form: CommentForm | None, older: bool = False) -> str:
    at, window = clock.now(), edit_window()
    editable = queries.editable(page, at, window)
    return render_template("board/idea.html", page=page, form=form, older=older, editable=editable, since=at - window)


def _address(idea_id: int) -> str:
    return url_for("board.idea", idea_id=idea_id, slug=queries.slug_of(idea_id, viewer_id()))
