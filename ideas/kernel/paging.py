"""Pages by key, never by offset: a cursor is the sort key of the last row shown."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ideas.kernel.errors import Invalid

T = TypeVar("T")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of rows. `after` opens the next page, None on the last."""

    rows: Sequence[T]
    after: str | None = None


def encode(key: Key) -> str:
    raw = json.dumps(list(key), separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(cursor: str, types: tuple[type, ...]) -> Key:
    """The key inside a cursor.

    Raises Invalid when the text is no cursor of these types: addresses get cut and retyped.
    """
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        key = tuple(json.loads(raw))
    except (binascii.Error, ValueError, TypeError) as problem:
        raise Invalid("This page address is not complete.", code="cursor") from problem
    fits = len(key) == len(types) and all(
        isinstance(value, kind) and not isinstance(value, bool) for value, kind in zip(key, types, strict=True)
    )
    if not fits or any(isinstance(value, int) and abs(value) >= 2**63 for value in key):
        raise Invalid("This page address is not complete.", code="cursor")
    return key
