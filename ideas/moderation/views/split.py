"""A customer's own complaint: written here, or split from the idea that they were proposing."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.board import commands as board_commands
from ideas.board import queries as board
from ideas.kernel import clock
from ideas.kernel.pictures import LARGEST_FILE
from ideas.moderation import commands
from ideas.moderation.forms import OwnComplaintForm
from ideas.moderation.views.blueprint import bp
from ideas.web.access import signed_in
from ideas.web.limits import limiter
from ideas.web.uploads import accepts_files

LARGEST_FORM = LARGEST_FILE + 200_000  # that of an idea, whose pictures come along and are left


@bp.route("/complaints/new", methods=["GET", "POST"])
@accepts_files(LARGEST_FORM)
@signed_in
@limiter.limit("10/hour", methods=["POST"])
def new_complaint() -> ResponseReturnValue:
    form = OwnComplaintForm()
    if form.sent():
        with form.refusals():
            made = commands.hand_over_text(**form.words(), customer_id=current_user.id, at=clock.now())
            return _on(form, made.id)
    return render_template("moderation/new_complaint.html", form=form), form.status


def _on(form: OwnComplaintForm, complaint_id: int) -> ResponseReturnValue:
    """To the receipt; or back to the words, of which only the idea is left to send."""
    draft = board.being_written(current_user.id, form.draft.data or "").draft
    if form.then.data == "idea":
        flash(_("The complaints office has your complaint. Now leave only the idea here."), "success")
        again = {"draft": draft.id} if draft else {"title": form.title.data}
        return redirect(url_for("board.new_idea", **again), 303)
    if draft is not None:
        board_commands.discard_draft(current_user.id, draft.id)
    return redirect(url_for(".complaint", complaint_id=complaint_id), 303)
