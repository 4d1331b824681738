"""Texts travel packed with gzip.

What is the same for everybody (it carries an ETag, or is kept for ever) is packed once, thoroughly. A page of one
person is packed each time, quickly, with a random number of bytes more: its length must not tell what stands on it
(the attack named BREACH; the remedy, of Gallucci and others, is called "Heal the Breach").
"""

import gzip
import secrets
import zlib
from functools import lru_cache

from flask import Flask, request
from werkzeug.wrappers import Response

TEXTS = frozenset(
    "text/html text/css text/plain text/javascript application/javascript application/json application/problem+json "
    "application/atom+xml application/xml image/svg+xml".split()
)
SMALLEST = 500
QUICK, THOROUGH = 5, 9
MOST_NOISE = 120


@lru_cache(maxsize=256)
def packed(body: bytes) -> bytes:
    """Shared content, packed once."""
    return gzip.compress(body, THOROUGH, mtime=0)


def packed_with_noise(body: bytes) -> bytes:
    """A gzip member whose header holds a file name of random length, which browsers skip."""
    noise = b"0" * secrets.randbelow(MOST_NOISE) + b"\0"
    deflate = zlib.compressobj(QUICK, zlib.DEFLATED, -zlib.MAX_WBITS)
    content = deflate.compress(body) + deflate.flush()
    trailer = zlib.crc32(body).to_bytes(4, "little") + (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x08\0\0\0\0\x02\xff" + noise + content + trailer


def pack(response: Response) -> Response:
    """Pack an answer whose reader takes gzip."""
    if response.mimetype not in TEXTS:
        return response
    response.vary.add("Accept-Encoding")
    if "ETag" in response.headers:
        response.set_etag(response.get_etag()[0] or "", weak=True)  # packed or not, it says the same
    if _fits(response):
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) >= SMALLEST:
            response.set_data(packed(body) if _is_shared(response) else packed_with_noise(body))
            response.content_encoding = "gzip"
    return response


def _is_shared(response: Response) -> bool:
    return "ETag" in response.headers or response.cache_control.immutable


def _fits(response: Response) -> bool:
    return (
        response.status_code not in (204, 206, 304)
        and request.method != "HEAD"
        and not response.content_encoding
        and (response.direct_passthrough or not response.is_streamed)
        and request.accept_encodings["gzip"] > 0
    )


def init_app(app: Flask) -> None:
    """Before everything else that touches answers, so that it comes last."""
    app.after_request(pack)
