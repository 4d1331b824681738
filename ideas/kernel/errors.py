"""Four parents of every refusal; `web.error_pages` maps each to HTTP once.

A refusal carries a code for machines and a sentence for people. `sentence` may be a lazy translation.
"""

from typing import Any


class Refusal(Exception):
    """Something a person asked for that the house does not do."""

    status = 400
    code = "refused"

    def __init__(self, sentence: Any, *, code: str | None = None) -> None:
        super().__init__(code or self.code)
        self.sentence = sentence
        self.code = code or self.code


class Invalid(Refusal):
    """What was typed cannot be accepted. `fields` maps a field's name to its sentence."""

    status = 422
    code = "invalid"

    def __init__(self, sentence: Any, *, code: str | None = None, fields: dict[str, Any] | None = None) -> None:
        super().__init__(sentence, code=code)
        self.fields = fields or {}


class NotFound(Refusal):
    status = 404
    code = "not_found"


class Forbidden(Refusal):
    status = 403
    code = "forbidden"


class Conflict(Refusal):
    """The thing has changed, or was already done."""

    status = 409
    code = "conflict"
