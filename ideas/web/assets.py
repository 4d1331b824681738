"""Stylesheets in one answer, and addresses of static files that change with their content."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, abort, current_app, request, url_for
from werkzeug.wrappers import Response

from ideas.web.access import public

FOREVER = "public, max-age=31536000, immutable"
COMMENT, INDENT = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\s*\n\s*")
NAMED_FILE = re.compile(r'url\("/static/([^"?#]+)"\)')
bp = Blueprint("assets", __name__)


@lru_cache(maxsize=4)
def _bundle(folder: str) -> tuple[str, str]:
    """All stylesheets in the order of `css/bundle.txt`, and the fingerprint of the whole.

    Comments stay at home; what the sheets name (fonts, pictures) gets the address that changes with its content.
    """
    css = Path(folder) / "css"
    names = (css / "bundle.txt").read_text().split()
    text = COMMENT.sub("", "\n".join((css / name).read_text() for name in names))
    text = NAMED_FILE.sub(lambda found: f'url("{asset(found[1])}")', INDENT.sub("\n", text))
    return text, hashlib.sha256(text.encode()).hexdigest()[:12]


@lru_cache(maxsize=512)
def _fingerprint(path: str) -> str:
    file = Path(path)
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else ""


@bp.get("/assets/site-<fingerprint>.css")
@public
def stylesheet(fingerprint: str) -> Response:
    text, current = _bundle(str(current_app.static_folder))
    if fingerprint != current:
        abort(404)
    return Response(text, mimetype="text/css", headers={"Cache-Control": FOREVER})


def stylesheet_url() -> str:
    return url_for("assets.stylesheet", fingerprint=_bundle(str(current_app.static_folder))[1])


def _add_version(endpoint: str, values: dict[str, str]) -> None:
    if endpoint == "static" and "filename" in values and "v" not in values:
        values["v"] = _fingerprint(str(Path(str(current_app.static_folder)) / values["filename"]))


@lru_cache(maxsize=512)
def _address(_mounted_at: str, filename: str) -> str:
    return url_for("static", filename=filename)


def asset(filename: str) -> str:
    """The address of a static file; remembered, because a page names the sprite once for each icon."""
    return _address(request.script_root, filename)


def _keep_for_long(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args:
        response.headers["Cache-Control"] = FOREVER
    return response


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.url_defaults(_add_version)
    app.after_request(_keep_for_long)
    app.jinja_env.globals.update(asset=asset, stylesheet_url=stylesheet_url)
