"""Reporting something, with or without an account, and the page on which one sees what came of it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ideas.kernel import clock
from ideas.kernel.i18n import language
from ideas.moderation import commands, queries
from ideas.moderation.commands import Target
from ideas.moderation.forms import AppealForm, ReportForm
from ideas.moderation.policy import TEXT_LONGEST
from ideas.moderation.queries.reports import find_report
from ideas.moderation.tokens import report_token
from ideas.moderation.views.blueprint import accepted, bp, viewer, who
from ideas.web.access import public
from ideas.web.limits import limiter


@bp.route("/ideas/<int:idea_id>/report", methods=["GET", "POST"])
@public
@limiter.limit("20/hour", key_func=who, methods=["POST"], deduct_when=accepted)
def idea_report(idea_id: int) -> ResponseReturnValue:
    return _report(queries.reportable(idea_id, None))


@bp.route("/comments/<int:comment_id>/report", methods=["GET", "POST"])
@public
@limiter.limit("20/hour", key_func=who, methods=["POST"], deduct_when=accepted)
def comment_report(comment_id: int) -> ResponseReturnValue:
    return _report(queries.reportable(None, comment_id))


def _report(target: Target) -> ResponseReturnValue:
    form = ReportForm()
    if form.sent():
        with form.refusals():
            made = commands.report(
                target, rule=form.rule.data or "", text=form.text.data, person=viewer(), name=form.name.data or "",
                email=form.email.data or "", language=language(), at=clock.now(),
            )  # fmt: skip
            return redirect(url_for(".report_page", token=report_token(made.id)), 303)
    page = {"target": target, "form": form, "rules": queries.rules(), "longest": TEXT_LONGEST}
    return render_template("moderation/report.html", **page), form.status


@bp.get("/reports/<token>")
@public
def report_page(token: str) -> ResponseReturnValue:
    page = queries.report_page(token, clock.now())
    return render_template("moderation/report_page.html", page=page, form=AppealForm(), token=token)


@bp.post("/reports/<token>/appeal")
@public
@limiter.limit("20/hour", key_func=who, deduct_when=accepted)
def report_appeal(token: str) -> ResponseReturnValue:
    """Whoever reported something that was left where it is asks another person."""
    form, report = AppealForm(), find_report(token)
    if form.sent():
        with form.refusals():
            commands.appeal(report.decision_id or 0, text=form.text.data, report=report, at=clock.now())
            flash(_("Done. Another person looks at it and writes to you."), "ok")
            return redirect(request.path.removesuffix("/appeal"), 303)
    page = queries.report_page(token, clock.now())
    return render_template("moderation/report_page.html", page=page, form=form, token=token), form.status
