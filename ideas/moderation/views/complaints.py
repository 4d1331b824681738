"""Handing over to the complaints office, the list with its dates, the receipt."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.kernel import clock
from ideas.moderation import commands, queries
from ideas.moderation.errors import Missing
from ideas.moderation.forms import ComplaintForm
from ideas.moderation.policy import COMPLAINTS, MODERATORS
from ideas.moderation.views.blueprint import bp
from ideas.web.access import signed_in, staff


@bp.route("/desk/moderation/ideas/<int:idea_id>/complaint", methods=["GET", "POST"])
@staff(*MODERATORS)
def idea_complaint(idea_id: int) -> ResponseReturnValue:
    return _hand_over(idea_id, None)


@bp.route("/desk/moderation/comments/<int:comment_id>/complaint", methods=["GET", "POST"])
@staff(*MODERATORS)
def comment_complaint(comment_id: int) -> ResponseReturnValue:
    return _hand_over(None, comment_id)


def _hand_over(idea_id: int | None, comment_id: int | None) -> ResponseReturnValue:
    page = queries.target_page(idea_id, comment_id, current_user.id)
    form = ComplaintForm(matter=page.matter)
    if form.sent():
        with form.refusals():
            act = {"matter": form.matter.data or "", "by": current_user, "at": clock.now()}
            if comment_id is not None:
                made = commands.hand_over_comment(comment_id, **act)
            else:
                made = commands.hand_over_idea(page.idea_id, **act)
            flash(_("The complaints office has it, and the customer has the receipt."), "ok")
            return redirect(url_for(".complaint", complaint_id=made.id), 303)
    page = queries.target_page(idea_id, comment_id, current_user.id)
    return render_template("moderation/hand_over.html", page=page, form=form), form.status


@bp.get("/desk/complaints")
@staff(*COMPLAINTS)
def complaint_list() -> ResponseReturnValue:
    page = queries.complaint_list(request.args.get("show", ""), request.args.get("after", ""), clock.now())
    return render_template("moderation/complaints.html", page=page, years=queries.register_years())


@bp.get("/desk/complaints/register-<int:year>.csv")
@staff(*COMPLAINTS)
def register(year: int) -> ResponseReturnValue:
    """With the mark that makes programs for tables read it as UTF-8."""
    if year not in queries.register_years():
        raise Missing
    headers = {"Content-Disposition": f'attachment; filename="reclami-{year}.csv"'}
    return Response(queries.register(year).encode("utf-8-sig"), mimetype="text/csv", headers=headers)


@bp.get("/complaints/<int:complaint_id>")
@signed_in
def complaint(complaint_id: int) -> ResponseReturnValue:
    page = queries.complaint_page(complaint_id, current_user._get_current_object())
    template = "moderation/complaint.html" if page.own else "moderation/complaint_desk.html"
    return render_template(template, page=page)
