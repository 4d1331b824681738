"""Addresses that a person may be sent back to."""

from urllib.parse import urlsplit


def own_path(address: str | None, otherwise: str = "/") -> str:
    """`address` when it is a path on this site, else `otherwise`: nobody is sent elsewhere by a crafted link."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return otherwise
    parts = urlsplit(address)
    clean = not parts.scheme and not parts.netloc and all(c.isprintable() and c != "\\" for c in address)
    return address if clean else otherwise
