"""The next version: written, checked, compared, rehearsed, published by a second person, taken back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from ideas.admin import commands, queries
from ideas.admin.forms import DefinitionForm, PublicationForm, SeenForm, publication_form
from ideas.admin.queries.review import Review
from ideas.admin.views.blueprint import bp
from ideas.kernel import clock
from ideas.kernel.process import running
from ideas.web.access import staff
from workflow import Draft


@bp.route("/admin/process/draft", methods=["GET", "POST"])
@staff("admin")
def draft() -> ResponseReturnValue:
    """Write the next version and see what the checks say; "check" keeps nothing, "save" does."""
    saved = queries.saved_draft()
    form = DefinitionForm(text=saved.text if saved else running().text, seen=str(saved.n if saved else 0))
    if form.sent() and "save" in request.form:
        with form.refusals():
            commands.save_draft(form.text.data, seen=form.shown(), by=current_user, at=clock.now())
            flash(_("Draft saved."), "ok")
            return redirect(url_for(".draft"), 303)
    return _editor(form, saved)


def _editor(form: DefinitionForm, saved: Draft | None) -> ResponseReturnValue:
    """With the findings about what is in the form; of the running version nobody asks."""
    asked = saved is not None or form.is_submitted()
    checked = queries.checked(form.text.data, clock.now()) if asked and form.text.data else None
    if form.is_submitted() and checked and checked.faults and form.status == 200:
        form.status = 422
    return render_template("admin/draft.html", form=form, checked=checked, saved=saved), form.status


@bp.post("/admin/process/draft/withdrawal")
@staff("admin")
def draft_withdrawal() -> ResponseReturnValue:
    commands.discard_draft(seen=SeenForm().shown())
    flash(_("The draft is gone. The running version is untouched."), "ok")
    return redirect(url_for(".process"), 303)


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
