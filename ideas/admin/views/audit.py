"""The log: does it still say what was written?"""

from flask import render_template, request

from ideas.admin import queries
from ideas.admin.views.blueprint import bp
from ideas.web.access import staff


@bp.get("/admin/audit")
@staff("admin")
def audit() -> str:
    typed = request.args.get("idea", "")
    return render_template("admin/audit.html", audit=queries.audit(typed), typed=typed)
