"""The moderators' desk: queue, decision, appeal."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.kernel import clock
from ideas.moderation import commands, queries
from ideas.moderation.commands import Target
from ideas.moderation.forms import AppealDecisionForm, DecisionForm
from ideas.moderation.policy import MODERATORS
from ideas.moderation.views.blueprint import bp
from ideas.web.access import staff


@bp.get("/desk/moderation")
@staff(*MODERATORS)
def queue() -> ResponseReturnValue:
    page = queries.queue(request.args.get("show", ""), request.args.get("after", ""), clock.now())
    return render_template("moderation/queue.html", page=page)


@bp.route("/desk/moderation/ideas/<int:idea_id>", methods=["GET", "POST"])
@staff(*MODERATORS)
def idea(idea_id: int) -> ResponseReturnValue:
    return _decide(idea_id, None)


@bp.route("/desk/moderation/comments/<int:comment_id>", methods=["GET", "POST"])
@staff(*MODERATORS)
def comment(comment_id: int) -> ResponseReturnValue:
    return _decide(None, comment_id)


def _decide(idea_id: int | None, comment_id: int | None) -> ResponseReturnValue:
    form = DecisionForm()
    if form.sent():
        with form.refusals():
            commands.decide(
                Target.find(idea_id, comment_id), outcome=form.outcome.data or "", rule=form.rule.data or "",
                facts=form.facts.data or "", by=current_user, expected=form.seen(), at=clock.now(),
            )  # fmt: skip
            flash(_("Decided. Whoever has to know has been told, with the reasons."), "ok")
            return redirect(url_for(".queue"), 303)
    page = queries.target_page(idea_id, comment_id, current_user.id)
    form.latest.data = str(page.latest)
    return render_template("moderation/target.html", page=page, form=form), form.status


@bp.route("/desk/moderation/appeals/<int:appeal_id>", methods=["GET", "POST"])
@staff(*MODERATORS)
def appeal_desk(appeal_id: int) -> ResponseReturnValue:
    form = AppealDecisionForm()
    if form.sent():
        with form.refusals():
            outcome, reason = form.outcome.data or "", form.reason.data or ""
            commands.decide_appeal(appeal_id, outcome=outcome, reason=reason, by=current_user, at=clock.now())
            flash(_("Decided. Whoever has to know has been told, with the reasons."), "ok")
            return redirect(url_for(".queue", show="appeals"), 303)
    page = queries.appeal_page(appeal_id, current_user.id)
    return render_template("moderation/appeal.html", page=page, form=form), form.status
