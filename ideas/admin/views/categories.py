"""The areas of the bank and their teams."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ideas.accounts import queries as accounts
from ideas.admin.forms import CategoryForm
from ideas.admin.views.blueprint import bp
from ideas.board import commands as board
from ideas.board import queries as areas
from ideas.web.access import staff
from ideas.web.forms import Form

MOST_COLLEAGUES = 200


@bp.route("/admin/categories", methods=["GET", "POST"])
@staff("admin")
def categories() -> ResponseReturnValue:
    """The list; POST adds the areas every bank begins with, where they are missing."""
    form = Form()
    if form.sent():
        board.install_categories()
        return redirect(url_for(".categories"), 303)
    people = {person.id: person.name for person in accounts.colleagues(0, MOST_COLLEAGUES)}
    return render_template("admin/categories.html", teams=areas.teams(), people=people, form=form)


@bp.route("/admin/categories/<int:category_id>", methods=["GET", "POST"])
@staff("admin")
def category(category_id: int) -> ResponseReturnValue:
    """Names, team, and whose desk the ideas of the area are on."""
    found = areas.team(category_id)
    form = CategoryForm(data={"name": found.name, "name_en": found.name_en, "team": found.team, "people": found.people})
    form.offer([(person.id, person.name) for person in accounts.colleagues(0, MOST_COLLEAGUES)])
    if form.sent():
        with form.refusals():
            board.change_category(category_id, **form.values())
            flash(_("The area is saved."), "ok")
            return redirect(url_for(".categories"), 303)
    return render_template("admin/category.html", team=found, form=form), form.status
