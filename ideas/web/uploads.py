"""Where files may be sent. Everywhere else a request is small; the limit is set before anything reads the form."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])
MARK = "__accepts_bytes__"


def accepts_files(most_bytes: int) -> Callable[[View], View]:
    """The view takes requests of at most so many bytes. Outside every decorator but the route's."""

    def mark(view: View) -> View:
        setattr(view, MARK, most_bytes)
        return view

    return mark


def widen() -> None:
    most = getattr(current_app.view_functions.get(request.endpoint or ""), MARK, None)
    if most is not None:
        request.max_content_length = most


def init_app(app: Flask) -> None:
    app.before_request(widen)
