"""Proposing an idea, and the receipt."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ideas.board import commands, queries
from ideas.board.forms import IdeaForm
from ideas.board.policy import STORY_LONGEST, TITLE_LONGEST
from ideas.board.views.blueprint import accepted, bp, person_key
from ideas.kernel import clock
from ideas.web.access import signed_in
from ideas.web.limits import limiter


@bp.route("/ideas/new", methods=["GET", "POST"])
@signed_in
@limiter.limit("10/hour", key_func=person_key, methods=["POST"], deduct_when=accepted)
def new_idea() -> ResponseReturnValue:
    form = IdeaForm(queries.areas(), title=request.args.get("title", "")[:TITLE_LONGEST])
    if form.sent():
        with form.refusals():
            idea = commands.submit_form(
                current_user.id, form.title.data, form.story.data, form.category_id, clock.now()
            )
            return redirect(url_for("board.receipt", idea_id=idea.id), 303)
    return _form_page(form)


def _form_page(form: IdeaForm) -> ResponseReturnValue:
    alike = queries.similar(form.title.data or "", form.story.data or "", viewer_id=current_user.id)
    dates = queries.sent_today(clock.now())
    page = render_template(
        "board/propose.html", form=form, similar=alike, dates=dates, title_max=TITLE_LONGEST, story_max=STORY_LONGEST
    )
    return page, form.status


@bp.get("/ideas/<int:idea_id>/receipt")
@signed_in
def receipt(idea_id: int) -> ResponseReturnValue:
    return render_template("board/receipt.html", receipt=queries.receipt(idea_id, current_user.id))
