"""Every refusal becomes a page (or a JSON problem) with a sentence; nobody sees a traceback."""

from flask import Flask, jsonify, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from ideas.kernel import log
from ideas.kernel.db import db
from ideas.kernel.errors import Refusal

PAGES = (400, 403, 404, 405, 409, 413, 422, 429, 500)


def _sentence(status: int) -> str:
    sentences = {
        400: _("We could not understand this request. Go back and try again."),
        403: _("This page is not for your profile."),
        404: _("There is nothing at this address. Maybe it was typed wrong, or the page has moved."),
        405: _("This address is reached from a button on the page, not by itself."),
        413: _("What you sent is too large. Shorten it and try again."),
        429: _("Too many attempts in a short time. Wait a minute and try again."),
        500: _("Something broke on our side, not on yours. Try again in a minute."),
    }
    return sentences.get(status, sentences[400])


def answer(status: int, sentence: str, code: str) -> tuple[Response | str, int]:
    """The answer in the form that was asked for."""
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        problem = jsonify(status=status, title=str(sentence), code=code)
        problem.mimetype = "application/problem+json"
        return problem, status
    page = status if status in PAGES else 400
    return render_template(f"errors/{page}.html", sentence=sentence, status=status), status


def on_refusal(refusal: Refusal) -> tuple[Response | str, int]:
    db.session.rollback()
    return answer(refusal.status, refusal.sentence, refusal.code)


def on_csrf(_error: CSRFError) -> tuple[Response | str, int]:
    sentence = _("This page was open for too long, or cookies are off. Go back, reload the page and send again.")
    return answer(400, sentence, "csrf")


def on_http(error: HTTPException) -> tuple[Response | str, int] | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    return answer(status, _sentence(status), "http_" + str(status))


def on_failure(error: InternalServerError) -> tuple[Response | str, int]:
    db.session.rollback()
    log.failure("request_failed", error.original_exception or error, endpoint=request.endpoint)
    return answer(500, _sentence(500), "failure")


def init_app(app: Flask) -> None:
    app.register_error_handler(Refusal, on_refusal)
    app.register_error_handler(CSRFError, on_csrf)
    app.register_error_handler(InternalServerError, on_failure)
    app.register_error_handler(HTTPException, on_http)
