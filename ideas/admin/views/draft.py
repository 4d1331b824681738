"""The next version while it is written: checked, saved, thrown away, begun from a diagram."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.admin import commands, queries
from ideas.admin.forms import DefinitionForm, DiagramForm, SeenForm
from ideas.admin.queries.diagrams import Imported
from ideas.admin.views.blueprint import bp
from ideas.kernel import clock
from ideas.kernel.process import running
from ideas.web.access import reading, staff


@bp.route("/admin/process/draft", methods=["GET", "POST"])
@staff("admin")
def draft() -> ResponseReturnValue:
    """Write the next version and see what the checks say; "check" keeps nothing, "save" does."""
    form = _form()
    if form.sent() and "save" in request.form:
        with form.refusals():
            commands.save_draft(form.text.data, seen=form.shown(), by=current_user, at=clock.now())
            flash(_("Draft saved."), "ok")
            return redirect(url_for(".draft"), 303)
    return _editor(form)


@bp.post("/admin/process/draft/checks")
@staff("admin")
@reading
def draft_checks() -> str:
    """The checks alone, while somebody types. Nothing is kept."""
    checked = queries.checked(_form().text.data or "", clock.now())
    return render_template("admin/parts/checks.html", checked=checked, typing=True)


@bp.post("/admin/process/draft/diagram")
@staff("admin")
def draft_diagram() -> ResponseReturnValue:
    """The text of a diagram drawn elsewhere, in the editor. Nothing is kept."""
    upload, form = DiagramForm(), _form()
    found = queries.imported(upload.diagram.data.read()) if upload.sent() else None
    form.status = 200 if found and found.text else 422
    if found and found.text:
        form.text.data = found.text
    return _editor(form, upload, found)


@bp.post("/admin/process/draft/withdrawal")
@staff("admin")
def draft_withdrawal() -> ResponseReturnValue:
    commands.discard_draft(seen=SeenForm().shown())
    flash(_("The draft is gone. The running version is untouched."), "ok")
    return redirect(url_for(".process"), 303)


def _form() -> DefinitionForm:
    """Beginning with the draft, else with the running version; and with what was typed, when something was."""
    saved = queries.saved_draft()
    begun = {"text": saved.text if saved else running().text, "seen": str(saved.n if saved else 0)}
    return DefinitionForm(data=begun) if "text" in request.form else DefinitionForm(formdata=None, data=begun)


def _editor(
    form: DefinitionForm, upload: DiagramForm | None = None, found: Imported | None = None
) -> ResponseReturnValue:
    page = queries.editor(form.text.data or "", clock.now(), sent=form.is_submitted(), lost=form.status == 409)
    form.after(page)
    shown = {"form": form, "upload": upload or DiagramForm(formdata=None), "imported": found}
    return render_template("admin/draft.html", page=page, **shown), form.status
