"""The pages that the law wants, and the report."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.kernel import clock
from ideas.kernel.i18n import date_full
from ideas.legal import commands, policy, queries
from ideas.legal.forms import BarrierForm
from ideas.web.access import cached_public, public
from ideas.web.limits import limiter

bp = Blueprint("legal", __name__)


@bp.get("/accessibility")
@cached_public
def accessibility() -> ResponseReturnValue:
    return render_template("legal/accessibility.html", contact=queries.contact(), days=policy.ANSWER.days)


@bp.get("/privacy")
@cached_public
def privacy() -> ResponseReturnValue:
    return render_template("legal/privacy.html", contact=queries.contact())


@bp.get("/cookies")
@cached_public
def cookies() -> ResponseReturnValue:
    return render_template("legal/cookies.html", cookies=queries.COOKIES)


@bp.route("/accessibility/report", methods=["GET", "POST"])
@public
@limiter.limit("10 per hour", methods=["POST"])
def barrier() -> ResponseReturnValue:
    """Whoever is signed in is written to at their own address, unless they change it."""
    person = current_user if current_user.is_authenticated else None
    form = BarrierForm(email=person.email if person else "")
    if form.sent():
        report = commands.report_barrier(**form.said(), person_id=person.id if person else None, at=clock.now())
        flash(receipt(report.id, bool(report.email)), "success")
        return redirect(url_for("legal.barrier"), 303)
    return render_template("legal/barrier.html", form=form, days=policy.ANSWER.days), form.status


def receipt(number: int, answered: bool) -> str:
    if not answered:
        return _("Thank you: we have your report, number %(n)s.", n=number)
    day = date_full(policy.answer_by(clock.now()))
    return _("Thank you: we have your report, number %(n)s. We answer you by %(day)s.", n=number, day=day)
