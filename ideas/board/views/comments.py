"""What people say under an idea: answers, useful or not, said better."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.board import commands, queries
from ideas.board.forms import CommentForm
from ideas.board.views.blueprint import accepted, bp, edit_window, person_key, say_what_was_covered
from ideas.board.views.idea import address_of, shown
from ideas.kernel import clock
from ideas.web.access import signed_in
from ideas.web.limits import limiter


@bp.post("/ideas/<int:idea_id>/comments")
@signed_in
@limiter.limit("30/hour", key_func=person_key, deduct_when=accepted)
def comments(idea_id: int) -> ResponseReturnValue:
    form = CommentForm()
    if form.sent():
        with form.refusals():
            comment = commands.add_comment(
                idea_id=idea_id,
                person=current_user,
                text=form.text.data or "",
                at=clock.now(),
                answers=form.answered_id,
            )
            say_what_was_covered(form.text.data)
            return redirect(f"{address_of(idea_id)}?order=new#comment-{comment.id}", 303)
    page = queries.idea_page(idea_id, current_user.id, clock.now())
    return shown(page, form), form.status


@bp.post("/ideas/<int:idea_id>/comments/<int:comment_id>/usefulness")
@signed_in
def usefulness(idea_id: int, comment_id: int) -> ResponseReturnValue:
    commands.find_useful(idea_id, comment_id, current_user.id, clock.now())
    return _useful(idea_id, comment_id)


@bp.post("/ideas/<int:idea_id>/comments/<int:comment_id>/usefulness/withdrawal")
@signed_in
def usefulness_withdrawal(idea_id: int, comment_id: int) -> ResponseReturnValue:
    commands.unfind_useful(idea_id, comment_id, current_user.id)
    return _useful(idea_id, comment_id)


def _useful(idea_id: int, comment_id: int) -> ResponseReturnValue:
    """The button alone for htmx, else back to the comment."""
    if request.headers.get("HX-Request"):
        comment = queries.one_comment(idea_id, comment_id, current_user.id)
        return render_template("board/useful.html", comment=comment, idea_id=idea_id)
    return redirect(f"{address_of(idea_id)}#comment-{comment_id}", 303)


@bp.route("/ideas/<int:idea_id>/comments/<int:comment_id>/wording", methods=["GET", "POST"])
@signed_in
def comment_wording(idea_id: int, comment_id: int) -> ResponseReturnValue:
    """What its author may still change."""
    comment = queries.one_comment(idea_id, comment_id, current_user.id)
    form = CommentForm(text=comment.text)
    if form.sent():
        with form.refusals():
            words = form.text.data or ""
            commands.edit_comment(idea_id, comment_id, current_user.id, words, clock.now(), edit_window())
            flash(_("Your comment is changed."), "ok")
            say_what_was_covered(words)
            return redirect(f"{address_of(idea_id)}#comment-{comment_id}", 303)
    back = url_for("board.numbered", idea_id=idea_id)
    return render_template("board/comment_wording.html", form=form, back=back), form.status
