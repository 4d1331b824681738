"""A draft compared and put into force by a second person, and taken back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from ideas.admin import commands, queries
from ideas.admin.forms import PublicationForm, publication_form
from ideas.admin.queries.review import Review
from ideas.admin.views.blueprint import bp
from ideas.kernel import clock
from ideas.web.access import staff


@bp.get("/admin/process/draft/review")
@staff("admin")
def review() -> ResponseReturnValue:
    """What the draft changes, and what that does to the ideas under way."""
    if queries.saved_draft() is None:
        return redirect(url_for(".draft"), 303)
    found = queries.review(current_user.id, clock.now())
    return _review(found, publication_form(found.decisions, found.draft.n))


@bp.post("/admin/process/draft/publication")
@staff("admin")
def publication() -> ResponseReturnValue:
    found = queries.review(current_user.id, clock.now())
    form = publication_form(found.decisions, found.draft.n)
    if form.sent():
        with form.refusals():
            done = commands.publish(seen=form.shown(), decided=form.decided(), by=current_user, at=clock.now())
            cases = ngettext("%(num)s idea goes on in it.", "%(num)s ideas go on in it.", done.cases)
            flash(_("The new version is in force.") + " " + cases, "ok")
            return redirect(url_for(".process"), 303)
    form.seen.data = str(found.draft.n)
    return _review(found, form)


@bp.post("/admin/process/publications/<int:publication_id>/withdrawal")
@staff("admin")
def publication_withdrawal(publication_id: int) -> ResponseReturnValue:
    """Put the version before back into force."""
    cases = commands.undo(publication_id, by=current_user, at=clock.now())
    back = ngettext("%(num)s idea went back.", "%(num)s ideas went back.", cases)
    flash(_("The version before is in force again.") + " " + back, "ok")
    return redirect(url_for(".process"), 303)


def _review(found: Review, form: PublicationForm) -> ResponseReturnValue:
    return render_template("admin/review.html", review=found, form=form), form.status
