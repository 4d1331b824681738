"""People and their roles."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.accounts import queries as accounts
from ideas.admin import commands, queries
from ideas.admin.forms import RolesForm
from ideas.admin.views.blueprint import bp
from ideas.web.access import staff


@bp.get("/admin/people")
@staff("admin")
def people() -> str:
    page = queries.people_page(request.args.get("email", ""), request.args.get("after"))
    return render_template("admin/people.html", page=page)


@bp.route("/admin/people/<int:person_id>", methods=["GET", "POST"])
@staff("admin")
def person(person_id: int) -> ResponseReturnValue:
    """The roles of one person."""
    found = accounts.existing(person_id)
    form = RolesForm(data={"roles": sorted(found.roles)})
    form.offer(queries.role_titles())
    if form.sent():
        with form.refusals():
            commands.change_roles(person_id, form.roles.data or [], by=current_user)
            flash(_("Roles saved."), "ok")
            return redirect(url_for(".people"), 303)
    return render_template("admin/person.html", person=found, form=form), form.status
