"""Where administrators begin."""

from flask import render_template

from ideas.admin.views.blueprint import bp
from ideas.web.access import staff


@bp.get("/admin")
@staff("admin")
def index() -> str:
    return render_template("admin/index.html")
