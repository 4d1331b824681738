"""Proposing an idea, and the receipt."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from ideas.board import commands, queries
from ideas.board.forms import IdeaForm
from ideas.board.policy import STORY_LONGEST, TITLE_LONGEST
from ideas.board.views.blueprint import accepted, bp, person_key, say_what_was_covered
from ideas.kernel import clock
from ideas.kernel.pictures import LARGEST_FILE
from ideas.privacy import policy as privacy
from ideas.web.access import signed_in
from ideas.web.limits import limiter
from ideas.web.uploads import accepts_files

LARGEST_FORM = LARGEST_FILE + 200_000


@bp.route("/ideas/new", methods=["GET", "POST"])
@accepts_files(LARGEST_FORM)
@signed_in
@limiter.limit("10/hour", key_func=person_key, methods=["POST"], deduct_when=accepted)
def new_idea() -> ResponseReturnValue:
    form = idea_form()
    if form.sent():
        with form.refusals():
            idea = commands.submit_form(current_user.id, form.typed(), clock.now(), form.chosen_file(), form.alt.data)
            say_what_was_covered(form.title.data, form.story.data)
            return redirect(url_for("board.receipt", idea_id=idea.id), 303)
    return form_page(form)


def _checked(form: IdeaForm) -> privacy.Check:
    return privacy.check(title=form.title.data or "", story=form.story.data or "")


def idea_form() -> IdeaForm:
    """The form as it was sent, or as the draft in the address left it, or empty."""
    values: dict[str, Any] = {"title": request.args.get("title", "")[:TITLE_LONGEST]}
    areas, draft_id = queries.areas(), request.args.get("draft", "")
    if request.method == "GET" and draft_id.isdecimal():
        draft = queries.draft(int(draft_id), current_user.id)
        slug = next((area.slug for area in areas if area.id == draft.category_id), "")
        values = {"title": draft.title, "story": draft.story, "category": slug, "signature": draft.signature}
        values["draft"] = draft.token
    return IdeaForm(areas, current_user.public_name, **values)


def form_page(form: IdeaForm, preview: bool = False) -> ResponseReturnValue:
    """The form with what goes beside it. `preview` shows the page as everybody will read it."""
    asked = form.title.data or "", form.story.data or ""
    alike = queries.similar(*asked, viewer_id=current_user.id, explained=True)
    mine = queries.being_written(current_user.id, form.draft.data or "")
    page = render_template(
        "board/propose.html", form=form, similar=alike, dates=queries.sent_today(clock.now()), mine=mine,
        title_max=TITLE_LONGEST, story_max=STORY_LONGEST, preview=preview, chosen=request.form,
        check=_checked(form),
    )  # fmt: skip
    return page, form.status


@bp.get("/ideas/<int:idea_id>/receipt")
@signed_in
def receipt(idea_id: int) -> ResponseReturnValue:
    return render_template("board/receipt.html", receipt=queries.receipt(idea_id, current_user.id))
