"""A parsed definition as TOML again: tables two levels deep have headers, what is in them stands on one line."""

import json
import re
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")


def dumps(raw: dict[str, Any]) -> str:
    """TOML that tomllib reads back as an equal value: tables, lists, strings, numbers and booleans."""
    lines: list[str] = []
    for section, table in raw.items():
        if section == "stage":
            for name, stage in table.items():
                lines += _table(f"stage.{_key(name)}", {key: value for key, value in stage.items() if key != "do"})
                for action, values in stage.get("do", {}).items():
                    lines += _table(f"stage.{_key(name)}.do.{_key(action)}", values)
                if not stage.get("do", True):
                    lines += _table(f"stage.{_key(name)}.do", {})
        elif isinstance(table, dict):
            lines += _table(_key(section), table)
        else:
            lines.insert(0, f"{_key(section)} = {_value(table)}")
    return "\n".join(lines).strip() + "\n"


def _table(header: str, values: dict[str, Any]) -> list[str]:
    return ["", f"[{header}]", *(f"{_key(key)} = {_value(value)}" for key, value in values.items())]


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(inner) for inner in value) + "]"
    if isinstance(value, str):  # a JSON string is a TOML string but for DEL, which JSON leaves as it is
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else str(value)
