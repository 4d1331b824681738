"""A draft told over the past, and what the work would look like with so many people."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from ideas.admin import queries
from ideas.admin.forms import simulation_form
from ideas.admin.views.blueprint import bp
from ideas.kernel import clock
from ideas.web.access import staff


@bp.get("/admin/process/draft/past")
@staff("admin")
def past() -> ResponseReturnValue:
    """Of a draft whose checks do not pass the editor says why."""
    new = queries.draft_process(clock.now())
    if new is None:
        return redirect(url_for(".draft"), 303)
    return render_template("admin/past.html", page=queries.past(new, clock.now()))


@bp.get("/admin/process/simulation")
@staff("admin")
def simulation() -> ResponseReturnValue:
    """The running version, and the draft beside it when there is one that can be read."""
    page = queries.simulation_page(clock.now())
    form = simulation_form(page.roles, page.given.arrivals_per_week)
    found = page.simulated(form.arrivals.data, form.people(), int(form.days.data)) if form.status == 200 else None
    return render_template("admin/simulation.html", page=page, form=form, found=found), form.status
