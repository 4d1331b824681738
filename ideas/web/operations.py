"""For machines that watch: is the process up, can it serve."""

from flask import Blueprint, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from ideas.kernel.db import db
from ideas.web.access import public

bp = Blueprint("operations", __name__)


@bp.get("/healthz")
@public
def alive() -> Response:
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """200 when the database answers and holds the schema, 503 otherwise."""
    try:
        db.session.execute(text("SELECT version_num FROM alembic_version")).one()
    except SQLAlchemyError:
        return jsonify(status="unavailable", database="unreachable or not prepared"), 503
    return jsonify(status="ok"), 200
