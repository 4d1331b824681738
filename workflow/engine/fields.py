"""What was written in a form -> clean values, or one sentence per field that does not do."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workflow.definition.model import Action, Field, Process, Verdict
from workflow.errors import BadFields
from workflow.text import Text

# What no person types and PostgreSQL refuses; line breaks and tabs stay.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
DEFAULT_LENGTH = 4000
MAX_REFERENCE = 2**31 - 1


class _Wrong(Exception):
    def __init__(self, it: str, en: str) -> None:
        super().__init__(en)
        self.sentence = Text(it=it, en=en)


def clean(process: Process, action: Action | Verdict, written: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Typed values of the fields the action asks for; others are ignored, empty optional ones left out.

    Raises BadFields with every fault at once.
    """
    values: dict[str, Any] = dict(action.given) if isinstance(action, Action) else {}
    errors: dict[str, Text] = {}
    for name in (*action.need, *action.optional):
        if name in values:
            continue
        field = process.fields[name]
        text = _typed(written.get(name))
        try:
            if text:
                values[name] = READERS[field.type](field, text, today)
            elif name in action.need:
                errors[name] = _missing(field)
        except _Wrong as wrong:
            errors[name] = wrong.sentence
    if errors:
        raise BadFields(errors)
    return values


def _typed(raw: Any) -> str:
    if not raw:
        return ""
    return CONTROL.sub("", str(raw)).replace("\r\n", "\n").replace("\r", "\n").strip()


def message(process: Process, action: Action, values: Mapping[str, Any]) -> str:
    """The public text: what was written in the fields customers read, by blank lines."""
    fields = [process.field_in(action, name) for name in (*action.need, *action.optional) if name in values]
    written = [values[field.name] for field in fields if field.type == "text" and field.audience == "customer"]
    return "\n\n".join(written)


def say(process: Process, action: Action, values: Mapping[str, Any]) -> Text | None:
    """What the definition says to customers, its {field} placeholders filled."""
    if action.say is None or "{" not in str(action.say):
        return action.say
    return action.say.filled({name: shown(process.fields[name], value) for name, value in values.items()})


def shown(field: Field, value: Any) -> Text | str:
    """A value as people read it: the choice's label, a date as 31/12/2026."""
    if field.type == "choice":
        return dict(field.choices)[value]
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def _missing(field: Field) -> Text:
    labels = {"it": f"Manca «{field.label.in_('it')}»", "en": f"“{field.label.in_('en')}” is missing"}
    how = {
        "text": ("scrivilo qui.", "write it here."),
        "choice": ("scegli una voce.", "choose one."),
        "number": ("scrivi un numero.", "write a number."),
        "date": ("scegli un giorno.", "choose a day."),
        "reference": ("scrivi il numero dell’idea, per esempio 412.", "write the idea’s number, for example 412."),
    }[field.type]
    return Text(it=f"{labels['it']}: {how[0]}", en=f"{labels['en']}: {how[1]}")


def _text(field: Field, text: str, today: date) -> str:
    longest = int(field.maximum or DEFAULT_LENGTH)
    if len(text) > longest:
        raise _Wrong(
            f"È troppo lungo: al massimo {longest} caratteri.", f"It’s too long: {longest} characters at most."
        )
    if field.minimum and len(text) < field.minimum:
        shortest = int(field.minimum)
        raise _Wrong(
            f"È un po’ corto: servono almeno {shortest} caratteri.",
            f"It’s a bit short: at least {shortest} characters.",
        )
    return text


def _choice(field: Field, text: str, today: date) -> str:
    if text not in dict(field.choices):
        raise _Wrong("Scegli una delle voci.", "Choose one of these.")
    return text


def _number(field: Field, text: str, today: date) -> int | float:
    # Digits written out, so that nan, 1e9 and 1_000 are not numbers here.
    if not re.fullmatch(r"-?[0-9]{1,12}([.,][0-9]{1,6})?", text):
        raise _Wrong("Scrivi un numero, per esempio 3.", "Write a number, for example 3.")
    value = float(text.replace(",", "."))
    if field.minimum is not None and value < field.minimum or field.maximum is not None and value > field.maximum:
        raise _Wrong(*_between(field))
    return int(value) if value.is_integer() else value


def _between(field: Field) -> tuple[str, str]:
    low, high = (None if bound is None else f"{bound:g}" for bound in (field.minimum, field.maximum))
    if low is None:
        return f"Scrivi un numero fino a {high}.", f"Write a number up to {high}."
    if high is None:
        return f"Scrivi un numero da {low} in su.", f"Write a number from {low} up."
    return f"Scrivi un numero da {low} a {high}.", f"Write a number from {low} to {high}."


def _date(field: Field, text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _Wrong("Scegli un giorno, per esempio 2026-12-18.", "Choose a day, for example 2026-12-18.") from None
    earliest, latest = field.earliest(today), field.latest(today)
    if earliest and day < earliest:
        raise _Wrong(f"Scegli un giorno dal {earliest:%d/%m/%Y} in poi.", f"Choose a day from {earliest:%d/%m/%Y} on.")
    if latest and day > latest:
        raise _Wrong(f"Scegli un giorno entro il {latest:%d/%m/%Y}.", f"Choose a day by {latest:%d/%m/%Y}.")
    return day


def _reference(field: Field, text: str, today: date) -> int:
    digits = text.removeprefix("#")
    if not re.fullmatch(r"[0-9]{1,10}", digits) or not 0 < int(digits) <= MAX_REFERENCE:
        raise _Wrong("Scrivi solo il numero, per esempio 412.", "Write the number only, for example 412.")
    return int(digits)


READERS: dict[str, Callable[[Field, str, date], Any]] = {
    "text": _text,
    "choice": _choice,
    "number": _number,
    "date": _date,
    "reference": _reference,
}
