"""What customers read of a move: the texts meant for them, with the choices and dates that go with them."""

from collections.abc import Mapping
from datetime import date

from flask_babel import force_locale

from ideas.kernel import guard, i18n
from ideas.kernel.process import running
from workflow import Move, Process

# Kept in Italian, like every text of the board; whoever reads English is told in English (see notifications).
APOLOGY = (
    "La data che ti avevamo promesso è passata: ci scusiamo. La tua idea non è andata persa: chi deve decidere è "
    "stato avvisato, e ti scriviamo appena c’è una novità."
)


def covered(fields: Mapping[str, str]) -> dict[str, str]:
    """What was typed for an action with personal data covered in its texts; dates, numbers and choices as they are."""
    known = running().fields
    return {
        name: guard.mask(value) if name not in known or known[name].type == "text" else value
        for name, value in fields.items()
    }


def public_text(move: Move) -> str:
    """The public message of a move as Markdown, empty when nobody wrote one.

    Choices and dates meant for the customer come first, each as "Label: value".
    """
    process = running()
    with force_locale("it"):
        lines = [_line(process, name, value) for name, value in move.fields.items()]
    facts = [line for line in lines if line]
    return "\n\n".join([*facts, move.message]) if move.message else ""


def _line(process: Process, name: str, value: object) -> str:
    field = process.fields.get(name)
    if field is None or field.audience != "customer" or not value:
        return ""
    label = field.label.in_("it")
    if field.type == "choice":
        return f"**{dict(field.choices)[str(value)].in_('it')}.**"
    if field.type == "date":
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
        return f"**{label} {i18n.date_full(day)}.**"
    return ""
