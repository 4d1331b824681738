"""What customers read of a move: the texts meant for them, with the choices and dates that go with them."""

from collections.abc import Mapping
from datetime import date

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l

from ideas.kernel import guard, i18n
from ideas.kernel.i18n import LANGUAGES
from ideas.kernel.process import running
from workflow import Move, Process, Text

APOLOGY = _l(
    "The date we had promised you has passed: we are sorry. Your idea is not lost: whoever has to decide "
    "has been told, and we write to you as soon as there is news."
)


def covered(fields: Mapping[str, str]) -> dict[str, str]:
    """What was typed for an action with personal data covered in its texts; dates, numbers and choices as they are."""
    known = running().fields
    return {
        name: guard.mask(value) if name not in known or known[name].type == "text" else value
        for name, value in fields.items()
    }


def public_text(move: Move, *, apology: bool = False) -> Text | None:
    """The public message of a move as Markdown in every language, None when nobody wrote one.

    Choices and dates meant for the customer come first, each as "Label: value"; before them, if there is one, the
    apology for the date that has passed. What a person wrote stays as they wrote it.
    """
    if not (move.message or apology):
        return None
    return Text({language: _in(language, move, apology) for language in LANGUAGES})


def sorry() -> Text:
    """The apology alone."""
    return Text({language: _say_sorry(language) for language in LANGUAGES})


def _say_sorry(language: str) -> str:
    with force_locale(language):
        return str(APOLOGY)


def _in(language: str, move: Move, apology: bool) -> str:
    process = running()
    with force_locale(language):
        facts = [_line(process, name, value) for name, value in move.fields.items()] if move.message else []
        return "\n\n".join(filter(None, [str(APOLOGY) if apology else "", *facts, move.message]))


def _line(process: Process, name: str, value: object) -> str:
    field = process.fields.get(name)
    if field is None or field.audience != "customer" or not value:
        return ""
    label = field.label.in_(i18n.language())
    if field.type == "choice":
        return f"**{dict(field.choices)[str(value)].in_(i18n.language())}.**"
    if field.type == "date":
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
        return f"**{label} {i18n.date_full(day)}.**"
    return ""
