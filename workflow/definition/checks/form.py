"""Form: known keys, ids, types, sizes. Runs on the parsed file, before anything is built from it."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from workflow.definition.model import Finding
from workflow.text import Text

MAX_CHARACTERS = 200_000
ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
Table = dict[str, Any]

# key -> kind; "!" marks a required key, "lang" lets the languages of the process stand directly in the table.
# A kind is a word of KINDS, "one of a|b", or "table|map|list SHAPE".
# fmt: off
SHAPES: dict[str, dict[str, str]] = {
    "file": {
        "process!": "table process", "calendar!": "map calendar", "role!": "map role", "public!": "map public",
        "field": "map field", "clock": "map clock", "verdict": "map verdict", "stage!": "map stage",
        "end!": "map end", "anywhere": "map anywhere",
    },
    "process": {"key!": "id", "name": "text", "languages": "strings", "start!": "id", "calendar!": "id"},
    "calendar": {
        "zone": "string", "week": "string", "hours!": "string", "half_hours": "string", "holidays": "string",
        "extra": "strings", "half": "strings",
    },
    "role": {"lang": "", "escalate": "id"},
    "public": {
        "lang": "", "position": "integer", "mark!": "string", "past": "text", "say!": "text",
        "private": "boolean", "refusal": "boolean",
    },
    "field": {
        "type!": "one of text|choice|number|date|reference", "label!": "text", "hint": "text",
        "choices": "list choice", "audience": "one of customer|internal", "multiline": "boolean",
        "minimum": "number", "maximum": "number",
    },
    "choice": {"lang": "", "id!": "id"},
    "clock": {"start!": "id", "stop!": "ids", "pause": "ids", "due!": "string"},
    "verdict": {
        "label!": "text", "hint": "text", "need": "ids", "optional": "ids", "obligation": "boolean",
        "tone": "one of primary|secondary|danger",
    },
    "stage": {
        "title!": "text", "public!": "id", "role": "id", "due!": "string", "due_else": "string",
        "do!": "map action", "all": "ids", "verdicts": "ids", "not_by": "ids", "join": "list join",
    },
    "action": {
        "label!": "text", "hint": "text", "say": "text", "to!": "target", "role": "id", "need": "ids",
        "optional": "ids", "internal": "ids", "given": "map of string", "by": "one of person|timer",
        "notify": "ids", "tone": "one of primary|secondary|danger", "new_round": "boolean", "clear": "boolean",
        "through": "id",
    },
    "anywhere": {
        "label!": "text", "hint": "text", "say": "text", "to!": "target", "role!": "id", "need": "ids",
        "optional": "ids", "internal": "ids", "notify": "ids", "tone": "one of primary|secondary|danger",
        "until": "ids", "too_late": "text",
    },
    "join": {"any": "id", "all": "id", "do!": "id"},
    "end": {"public!": "id", "title": "text"},
}
# fmt: on
TYPES: dict[str, tuple[type, ...]] = {"string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float)}


def finding(code: str, place: str, it: str, en: str) -> Finding:
    return Finding(code, place, Text(it=it, en=en))


def file_findings(raw: Table) -> Iterator[Finding]:
    """Everything wrong with the form of the file."""
    process = raw.get("process")
    languages = process.get("languages", ["it", "en"]) if isinstance(process, dict) else []
    names = (
        frozenset(name for name in languages if isinstance(name, str)) if isinstance(languages, list) else frozenset()
    )
    yield from _table(raw, "file", "", names)


def same_names(raw: Table) -> Iterator[Finding]:
    """A stage and an end share one space of names, and so do the actions of a stage and those anywhere."""
    for name in sorted(raw["stage"].keys() & raw["end"].keys()):
        yield finding("id_twice", f"end.{name}", "C’è già una fase con questo nome.", "A stage already has this name.")
    for name, stage in raw["stage"].items():
        for action in sorted(stage["do"].keys() & raw.get("anywhere", {}).keys()):
            yield finding(
                "id_twice",
                f"stage.{name}.do.{action}",
                "C’è già un’azione anywhere con questo nome.",
                "An action anywhere already has this name.",
            )


def _table(value: Any, shape_name: str, place: str, languages: frozenset[str]) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _wrong_type(place, "table")
        return
    shape = {key.rstrip("!"): kind for key, kind in SHAPES[shape_name].items() if key != "lang"}
    direct = languages if "lang" in SHAPES[shape_name] else frozenset[str]()
    for key in SHAPES[shape_name]:
        if key.endswith("!") and key[:-1] not in value:
            yield finding(
                "missing_key", _under(place, key[:-1]), "Questa voce è obbligatoria.", "This key is required."
            )
    for key, inner in value.items():
        kind = "words" if key in direct else shape.get(key)
        if kind is None:
            yield _unknown_key(_under(place, key), key, {*shape, *direct})
        else:
            yield from _value(inner, kind, _under(place, key), languages)


def _value(value: Any, kind: str, place: str, languages: frozenset[str]) -> Iterator[Finding]:
    name, _, rest = kind.partition(" ")
    if name == "table":
        yield from _table(value, rest, place, languages)
    elif name == "map":
        yield from _map(value, rest, place, languages)
    elif name == "text":
        yield from _text(value, place, languages)
    elif name in ("list", "ids", "strings"):
        yield from _list(value, name, rest, place, languages)
    else:
        yield from _scalar(value, name, rest, place)


def _map(value: Any, inner: str, place: str, languages: frozenset[str]) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _wrong_type(place, "table")
        return
    for key, item in value.items():
        yield from _scalar(key, "id", "", _under(place, key))
        if inner == "of string":
            yield from _scalar(item, "string", "", _under(place, key))
        else:
            yield from _table(item, inner, _under(place, key), languages)


def _text(value: Any, place: str, languages: frozenset[str]) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _wrong_type(place, "text")
        return
    for language, sentence in value.items():
        if language not in languages:
            yield _unknown_key(_under(place, language), language, set(languages))
        else:
            yield from _scalar(sentence, "words", "", _under(place, language))


def _list(value: Any, kind: str, inner: str, place: str, languages: frozenset[str]) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield _wrong_type(place, "list")
        return
    for n, item in enumerate(value):
        if kind == "list":
            yield from _table(item, inner, f"{place}[{n}]", languages)
        else:
            yield from _scalar(item, "id" if kind == "ids" else "string", "", f"{place}[{n}]")


def _scalar(value: Any, kind: str, rest: str, place: str) -> Iterator[Finding]:
    if kind in TYPES:
        wrong_bool = isinstance(value, bool) and kind != "boolean"
        if wrong_bool or not isinstance(value, TYPES[kind]):
            yield _wrong_type(place, kind)
    elif not isinstance(value, str):
        yield _wrong_type(place, "string")
    elif kind == "words" and not value.strip():
        yield finding("empty_text", place, "Il testo è vuoto.", "The text is empty.")
    elif kind == "one" and value not in (options := rest.removeprefix("of ").split("|")):
        allowed = ", ".join(options)
        yield finding("bad_choice", place, f"Può essere solo: {allowed}.", f"It can only be: {allowed}.")
    elif kind in ("id", "target") and not (ID.fullmatch(value) or (kind == "target" and value == "@back")):
        yield finding(
            "bad_id",
            place,
            f"«{value}» non va come nome: minuscole, cifre e _, al massimo 40.",
            f"“{value}” is not a name: lower case, digits and _, 40 at most.",
        )


def _under(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _wrong_type(place: str, kind: str) -> Finding:
    italian = {
        "table": "una tabella",
        "text": "un testo per lingua",
        "list": "una lista",
        "string": "un testo",
        "boolean": "true o false",
        "integer": "un numero intero",
        "number": "un numero",
    }[kind]
    english = {"text": "one text per language", "boolean": "true or false"}.get(
        kind, f"a {kind}".replace("a i", "an i")
    )
    return finding("wrong_type", place, f"Qui ci vuole {italian}.", f"This must be {english}.")


def _unknown_key(place: str, key: str, known: set[str]) -> Finding:
    near = get_close_matches(key, known, n=1)
    it = f"«{key}» non esiste." + (f" Volevi dire «{near[0]}»?" if near else "")
    en = f"“{key}” does not exist." + (f" Did you mean “{near[0]}”?" if near else "")
    return finding("unknown_key", place, it, en)
