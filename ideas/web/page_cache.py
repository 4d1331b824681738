"""Pages for people who are not signed in: rendered once, served from memory for a few seconds, with an ETag.

Such pages carry no session and no form token, so one copy serves everybody with the same theme and language. Any
commit in this process drops them all; other processes see a change after at most `FRESH`.
"""

from datetime import datetime, timedelta
from threading import Lock

from flask import Flask, g, request
from werkzeug.wrappers import Response

from ideas.kernel import clock
from ideas.web.access import access_of
from ideas.web.preferences import chosen_language, chosen_theme

FRESH = timedelta(seconds=5)
LARGEST = 500

_pages: dict[tuple[str, ...], tuple[datetime, bytes, str, str]] = {}
_lock = Lock()


def drop() -> None:
    with _lock:
        _pages.clear()


def _key() -> tuple[str, ...] | None:
    access = access_of(request.endpoint)
    if request.method != "GET" or access is None or not access.cached or "session" in request.cookies:
        return None
    return (request.full_path, request.host_url, chosen_theme(), chosen_language())


def serve() -> Response | None:
    key = _key()
    kept = _pages.get(key) if key else None
    if kept is None or clock.now() - kept[0] > FRESH:
        return None
    response = Response(kept[1], mimetype=kept[2])
    response.set_etag(kept[3])
    g.from_memory = True
    return _finish(response)


def keep(response: Response) -> Response:
    """Remember what was made just now; a page from memory does not become young again by being asked for."""
    if g.pop("from_memory", False):
        return response
    key = _key()
    if key is None or response.status_code != 200 or "Set-Cookie" in response.headers or response.is_streamed:
        return response
    response.add_etag()
    with _lock:
        if len(_pages) >= LARGEST:
            _pages.clear()
        _pages[key] = (clock.now(), response.get_data(), response.mimetype or "text/html", response.get_etag()[0] or "")
    return _finish(response)


def _finish(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Cookie"
    return response.make_conditional(request.environ)


def init_app(app: Flask) -> None:
    app.before_request(serve)
    app.after_request(keep)
