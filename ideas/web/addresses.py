"""Addresses that a person may be sent back to, and whole addresses for mails and feeds."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from werkzeug.routing import IntegerConverter


class Number(IntegerConverter):
    """`<int:…>` in addresses: plain digits, no more than a database counts; anything longer is no address of ours."""

    regex = r"[0-9]{1,18}"


def own_path(address: str | None, otherwise: str = "/") -> str:
    """`address` when it is a path on this site, else `otherwise`: nobody is sent elsewhere by a crafted link."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return otherwise
    parts = urlsplit(address)
    clean = not parts.scheme and not parts.netloc and all(c.isprintable() and c != "\\" for c in address)
    return address if clean else otherwise


def absolute(endpoint: str, **values: Any) -> str:
    """The whole address of an endpoint under BASE_URL; needs no request, so the clock can write it too."""
    base = urlsplit(current_app.config["BASE_URL"])
    adapter = current_app.url_map.bind(base.netloc, script_name=base.path or "/", url_scheme=base.scheme)
    return adapter.build(endpoint, values, force_external=True)
