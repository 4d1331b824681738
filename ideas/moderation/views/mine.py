"""What moderation decided on what one wrote or reported, and the appeal."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.kernel import clock
from ideas.moderation import commands, queries
from ideas.moderation.forms import AppealForm
from ideas.moderation.views.blueprint import accepted, bp, viewer, who
from ideas.web.access import signed_in
from ideas.web.limits import limiter


@bp.get("/me/decisions")
@signed_in
def my_decisions() -> ResponseReturnValue:
    return render_template("moderation/mine.html", page=queries.my_decisions(current_user.id))


@bp.get("/decisions/<int:decision_id>")
@signed_in
def statement(decision_id: int) -> ResponseReturnValue:
    page = queries.statement(decision_id, current_user.id, clock.now())
    return render_template("moderation/statement.html", page=page, form=AppealForm())


@bp.post("/decisions/<int:decision_id>/appeal")
@signed_in
@limiter.limit("20/hour", key_func=who, deduct_when=accepted)
def appeal(decision_id: int) -> ResponseReturnValue:
    form = AppealForm()
    if form.sent():
        with form.refusals():
            report = queries.answered_report(decision_id, current_user.id)
            commands.appeal(decision_id, text=form.text.data, person=viewer(), report=report, at=clock.now())
            flash(_("Done. Another person looks at it and writes to you."), "ok")
            return redirect(url_for(".statement", decision_id=decision_id), 303)
    page = queries.statement(decision_id, current_user.id, clock.now())
    return render_template("moderation/statement.html", page=page, form=form), form.status
