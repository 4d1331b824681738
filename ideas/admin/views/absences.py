"""Who is away, and who stands in."""

from flask import render_template

from ideas.admin import queries
from ideas.admin.views.blueprint import bp
from ideas.kernel import clock
from ideas.web.access import staff


@bp.get("/admin/absences")
@staff("admin")
def absences() -> str:
    return render_template("admin/absences.html", rows=queries.absence_rows(clock.today()))
