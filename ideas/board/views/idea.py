"""One idea, and what people say under it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ideas.board import queries
from ideas.board.forms import CommentForm
from ideas.board.views.blueprint import bp, edit_window, viewer_id
from ideas.kernel import clock
from ideas.web.access import cached_public, public


@bp.get("/ideas/<int:idea_id>")
@public
def numbered(idea_id: int) -> ResponseReturnValue:
    return redirect(address_of(idea_id), 301)


@bp.get("/ideas/<int:idea_id>-<slug>")
@cached_public
def idea(idea_id: int, slug: str) -> ResponseReturnValue:
    order = request.args.get("order", "")
    page = queries.idea_page(idea_id, viewer_id(), clock.now(), request.args.get("comments", ""), order)
    if page.slug != slug:
        return redirect(url_for("board.idea", idea_id=idea_id, slug=page.slug), 301)
    return shown(page, _comment_form(idea_id), order)


def shown(page: queries.IdeaPage, form: CommentForm | None, order: str = "") -> str:
    """The page of an idea with its comment form; `order` is that of the comments."""
    at, window = clock.now(), edit_window()
    answered = queries.one_comment(page.id, form.answered_id, current_user.id) if form and form.answered_id else None
    return render_template(
        "board/idea.html", page=page, form=form, order=order, older="comments" in request.args, answered=answered,
        editable=queries.editable(page, at, window), since=at - window,
    )  # fmt: skip


def _comment_form(idea_id: int) -> CommentForm | None:
    """Empty, or about to answer the comment in the address, quoting it when that is asked for."""
    if not current_user.is_authenticated:
        return None
    asked = request.args.get("answers", "")
    if not asked.isdecimal() or len(asked) > 9:
        return CommentForm()
    said = queries.one_comment(idea_id, int(asked), current_user.id)
    return CommentForm(answers=asked, text=queries.quotation(said.text) if "quote" in request.args else "")


def address_of(idea_id: int) -> str:
    return url_for("board.idea", idea_id=idea_id, slug=queries.slug_of(idea_id, viewer_id()))
