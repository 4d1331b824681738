"""The process: as it runs, and its versions."""

from typing import cast

from flask import render_template
from werkzeug.wrappers import Response

import workflow
from ideas.admin import queries
from ideas.admin.views.blueprint import bp
from ideas.kernel import clock
from ideas.web.access import staff


@bp.get("/admin/process")
@staff("admin")
def process() -> str:
    return render_template("admin/process.html", page=queries.process_page(clock.now()))


@bp.get("/admin/process/versions/<int:n>")
@staff("admin")
def version(n: int) -> str:
    return render_template("admin/version.html", page=queries.version_page(n))


@bp.get("/admin/process/versions/<int:n>/<any(office,flat):profile>.bpmn")
@staff("admin")
def bpmn(n: int, profile: str) -> Response:
    """For the modeller of the process office, or for analysis."""
    drawing = workflow.bpmn.write(queries.published(n), cast("workflow.bpmn.Profile", profile))
    return _file(drawing, f"process-{n}-{profile}.bpmn", "application/xml")


@bp.get("/admin/process/versions/<int:n>/definition.toml")
@staff("admin")
def definition(n: int) -> Response:
    return _file(queries.published(n).text, f"process-{n}.toml", "application/toml")


def _file(text: str, name: str, mimetype: str) -> Response:
    return Response(text, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"'})
