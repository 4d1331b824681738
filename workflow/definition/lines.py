"""Where in the text of a definition a place is written."""

import re
from collections.abc import Sequence
from dataclasses import replace

from workflow.definition.model import Finding

HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\- ]+?)\s*\]")
KEY = re.compile(r"\s*([\w\-]+(?:\s*\.\s*[\w\-]+)*)\s*=")
INDEX = re.compile(r"\[\d+\]$")


def located(text: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the line of their place, or of the nearest thing around it that has one."""
    lines = line_numbers(text)
    return [replace(found, line=_line(lines, found.place) or found.line) for found in findings]


def line_numbers(text: str) -> dict[str, int]:
    """Place -> line, for tables and for keys that begin a line: as people write TOML, not all that it allows."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            table = header[2].replace(" ", "")
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table += f"[{counts[table]}]"
            lines.setdefault(table, number)
        elif key := KEY.match(line):
            name = re.sub(r"\s", "", key[1])
            lines.setdefault(f"{table}.{name}" if table else name, number)
    return lines


def _line(lines: dict[str, int], place: str) -> int | None:
    while place:
        if place in lines:
            return lines[place]
        shorter = INDEX.sub("", place)
        place = shorter if shorter != place else place.rpartition(".")[0]
    return None
