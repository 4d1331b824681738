"""Form: known keys, ids, types, sizes. Runs on the parsed file, before anything is built from it."""

import re
from collections.abc import Iterator
from typing import Any

from workflow.definition.checks.findings import finding, unknown
from workflow.definition.model import Finding
from workflow.text import Text

MAX_CHARACTERS, MAX_ENTRIES, MAX_TEXT = 200_000, 150, 2_000
ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
Table = dict[str, Any]

# key -> kind; "!" marks a required key, "lang" lets the languages of the process stand directly in the table.
# A kind is a word of KINDS, "one of a|b", or "table|map|list SHAPE".
# fmt: off
SHAPES: dict[str, dict[str, str]] = {
    "file": {
        "process!": "table process", "calendar!": "map calendar", "role!": "map role", "public!": "map public",
        "field": "map field", "clock": "map clock", "verdict": "map verdict", "stage!": "map stage",
        "end!": "map end", "anywhere": "map anywhere", "scenario": "list scenario",
    },
    "process": {"key!": "id", "name": "text", "languages": "ids", "start!": "id", "calendar!": "id"},
    "calendar": {
        "zone": "string", "week": "string", "hours!": "string", "half_hours": "string", "holidays": "string",
        "extra": "strings", "half": "strings",
    },
    "role": {"lang": "", "escalate": "id", "was": "ids"},
    "public": {
        "lang": "", "position": "integer", "mark!": "string", "past": "text", "say!": "text",
        "private": "boolean", "refusal": "boolean", "votes": "boolean",
    },
    "field": {
        "type!": "one of text|choice|number|date|reference", "label!": "text", "hint": "text",
        "choices": "list choice", "audience": "one of customer|internal", "multiline": "boolean",
        "minimum": "number", "maximum": "number", "was": "ids",
    },
    "choice": {"lang": "", "id!": "id"},
    "clock": {"start!": "id", "stop!": "ids", "pause": "ids", "due!": "string", "warn": "part"},
    "verdict": {
        "label!": "text", "hint": "text", "need": "ids", "optional": "ids", "obligation": "boolean",
        "tone": "one of primary|secondary|danger",
    },
    "stage": {
        "title!": "text", "public!": "id", "role": "id", "due!": "string", "due_else": "string",
        "warn": "part", "do!": "map action", "all": "ids", "verdicts": "ids", "not_by": "ids", "join": "list join",
        "was": "ids",
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
    "scenario": {"name!": "string", "steps!": "strings"},
}
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float), "part": (int, float)
}
KINDS = {
    "table": Text(it="una tabella", en="a table"), "list": Text(it="una lista", en="a list"),
    "text": Text(it="un testo per lingua", en="one text per language"),
    "string": Text(it="un testo", en="a string"), "boolean": Text(it="true o false", en="true or false"),
    "integer": Text(it="un numero intero", en="an integer"), "number": Text(it="un numero", en="a number"),
    "part": Text(it="un numero fra 0 e 1", en="a number between 0 and 1"),
}
# fmt: on


def file_findings(raw: Table) -> Iterator[Finding]:
    """Everything wrong with the form of the file."""
    process = raw.get("process")
    languages = process.get("languages", ["it", "en"]) if isinstance(process, dict) else ["it", "en"]
    spoken = [name for name in languages if isinstance(name, str)] if isinstance(languages, list) else []
    if languages == []:
        yield finding("empty_list", "process.languages")
    else:
        yield from _table(raw, "file", "", frozenset(spoken))


def of_names(raw: Table) -> Iterator[Finding]:
    """A stage and an end share one space of names, and so do the actions of a stage and those anywhere. What performs
    an action is one thing: a person, the time, or the outcome of a round."""
    for name in sorted(raw["stage"].keys() & raw["end"].keys()):
        yield finding("id_twice", f"end.{name}", name=name)
    for name, stage in raw["stage"].items():
        joined = {rule["do"] for rule in stage.get("join", ())}
        for action, values in stage["do"].items():
            place = f"stage.{name}.do.{action}"
            if action in raw.get("anywhere", {}):
                yield finding("id_twice", place, name=action)
            hands = (values.get("by") == "timer", "role" in values or values.get("by") == "person", action in joined)
            if sum(hands) > 1:
                yield finding("by_two", place)


def _table(value: Any, shape_name: str, place: str, languages: frozenset[str]) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _wrong_type(place, "table")
        return
    shape = {key.rstrip("!"): kind for key, kind in SHAPES[shape_name].items() if key != "lang"}
    direct = languages if "lang" in SHAPES[shape_name] else frozenset[str]()
    for key in SHAPES[shape_name]:
        if key.endswith("!") and key[:-1] not in value:
            yield finding("missing_key", _under(place, key[:-1]))
    for key, inner in value.items():
        kind = "words" if key in direct else shape.get(key)
        if kind is None:
            yield unknown("unknown_key", _under(place, key), key, {*shape, *direct})
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
    if len(value) > MAX_ENTRIES:
        yield finding("too_many", place, most=str(MAX_ENTRIES))
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
            yield unknown("unknown_key", _under(place, language), language, languages)
        else:
            yield from _scalar(sentence, "words", "", _under(place, language))


def _list(value: Any, kind: str, inner: str, place: str, languages: frozenset[str]) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield _wrong_type(place, "list")
        return
    if len(value) > MAX_ENTRIES:
        yield finding("too_many", place, most=str(MAX_ENTRIES))
        return
    for n, item in enumerate(value):
        if kind == "list":
            yield from _table(item, inner, f"{place}[{n}]", languages)
        else:
            yield from _scalar(item, "id" if kind == "ids" else "string", "", f"{place}[{n}]")
            if kind == "ids" and item in value[:n]:
                yield finding("listed_twice", place, name=str(item))


def _scalar(value: Any, kind: str, rest: str, place: str) -> Iterator[Finding]:
    if kind in TYPES and (isinstance(value, bool) != (kind == "boolean") or not isinstance(value, TYPES[kind])):
        yield _wrong_type(place, kind)
    elif kind not in TYPES and not isinstance(value, str):
        yield _wrong_type(place, "string")
    elif isinstance(value, str) and len(value) > MAX_TEXT:
        yield finding("too_long", place, most=str(MAX_TEXT))
    elif kind == "part" and not 0 < value < 1:
        yield finding("warn_range", place)
    elif kind == "words" and not value.strip():
        yield finding("empty_text", place)
    elif kind == "one" and value not in (options := rest.removeprefix("of ").split("|")):
        yield finding("bad_choice", place, options=", ".join(options))
    elif kind in ("id", "target") and not (ID.fullmatch(value) or (kind == "target" and value == "@back")):
        yield finding("bad_id", place, name=value)


def _under(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _wrong_type(place: str, kind: str) -> Finding:
    return finding("wrong_type", place, kind=KINDS[kind])
