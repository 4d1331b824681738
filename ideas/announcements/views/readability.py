"""The traffic light of bank-speak: JSON for programs, a fragment of the page for htmx."""

from dataclasses import asdict

from flask import jsonify, render_template, request
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from ideas.announcements import queries
from ideas.announcements.views.blueprint import bp
from ideas.kernel.errors import Invalid
from ideas.kernel.i18n import LANGUAGES
from ideas.web.access import staff

LONGEST = 20_000


@bp.post("/desk/readability")
@staff()
def readability() -> Response | str:
    """Nothing is stored."""
    if not request.is_json:
        reading = queries.reading(request.form.get("text", "")[:LONGEST])
        return render_template("announcements/gauge.html", reading=reading)
    text, language = _asked()
    reading = queries.reading(text, language)
    return jsonify(index=reading.index, findings=[asdict(finding) for finding in reading.findings])


def _asked() -> tuple[str, str]:
    body = request.get_json(silent=True)
    text = body.get("text") if isinstance(body, dict) else None
    language = body.get("language", "it") if isinstance(body, dict) else None
    if not isinstance(text, str) or len(text) > LONGEST:
        raise Invalid(_l("Send “text”, at most 20,000 characters, and “language”."), code="text")
    if language not in LANGUAGES:
        raise Invalid(_l("“language” is it or en."), code="language")
    return text, language
