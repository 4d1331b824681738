"""TOML text -> Process."""

import hashlib
import json
import re
import tomllib
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from workflow.definition import checks
from workflow.definition.calendar import Calendar
from workflow.definition.checks.findings import finding
from workflow.definition.checks.form import MAX_CHARACTERS
from workflow.definition.checks.time import day_and_name, hours, weekdays
from workflow.definition.lines import located
from workflow.definition.model import (
    Action,
    Anywhere,
    Clock,
    Field,
    JoinRule,
    Process,
    PublicStatus,
    Role,
    Scenario,
    Stage,
    Verdict,
)
from workflow.definition.walking import NOON
from workflow.errors import InvalidProcess
from workflow.text import Text

Table = dict[str, Any]
LANGUAGES = ("it", "en")


@cache
def shipped() -> str:
    """The text of the definition that comes with the product."""
    return resources.files("workflow").joinpath("processes/idea.toml").read_text(encoding="utf-8")


def load(text: str, at: datetime = NOON) -> Process:
    """A checked process, whose calendar covers the two years from `at`.

    Raises InvalidProcess with every finding of the first phase that has any.
    """
    process = read(text)
    if found := checks.of_process(process, at):
        raise InvalidProcess(located(text, found))
    return process


def read(text: str) -> Process:
    """A process whose form alone is checked: for stored versions, which later checks must not lock out."""
    raw = _parsed(text)
    if found := checks.of_file(raw):
        raise InvalidProcess(located(text, found))
    return _process(raw, text)


def _parsed(text: str) -> Table:
    if len(text) > MAX_CHARACTERS:
        raise InvalidProcess([finding("too_large", "file", most=str(MAX_CHARACTERS))])
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        fault = replace(finding("toml", f"line {line}", error=str(error)), line=line)
        raise InvalidProcess([fault]) from error


def canonical_hash(raw: Table) -> str:
    """sha256 of the parsed file as JSON with sorted keys: comments and layout do not count."""
    canonical = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _process(raw: Table, text: str) -> Process:
    head = raw["process"]
    languages = tuple(head.get("languages", LANGUAGES))
    public = {key: _public(key, table, languages) for key, table in raw["public"].items()}
    stages = {name: _stage(name, table) for name, table in raw["stage"].items()}
    stages |= {name: _end(name, table, public) for name, table in raw["end"].items()}
    return Process(
        key=head["key"],
        name=Text(head["name"]) if "name" in head else Text(dict.fromkeys(languages, head["key"])),
        hash=canonical_hash(raw),
        text=text,
        start=head["start"],
        languages=languages,
        calendar=_calendar(raw["calendar"][head["calendar"]]),
        roles={name: _role(name, table, languages) for name, table in raw["role"].items()},
        public=public,
        fields={name: _field(name, table, languages) for name, table in raw.get("field", {}).items()},
        verdicts={name: Verdict(id=name, **_values(table)) for name, table in raw.get("verdict", {}).items()},
        stages=stages,
        anywhere={name: Anywhere(id=name, **_values(table)) for name, table in raw.get("anywhere", {}).items()},
        clocks={name: Clock(**{"name": name, "pause": (), **_values(t)}) for name, t in raw.get("clock", {}).items()},
        scenarios=tuple(Scenario(table["name"], tuple(table["steps"])) for table in raw.get("scenario", ())),
    )


def _values(table: Table) -> Table:
    """Texts as Text, lists as tuples, the rest as it is."""
    values: Table = {}
    for key, value in table.items():
        if key in ("label", "hint", "say", "too_late", "past", "title"):
            values[key] = Text(value)
        else:
            values[key] = tuple(value) if isinstance(value, list) else value
    return values


def _direct(table: Table, languages: tuple[str, ...]) -> Text:
    return Text({language: table[language] for language in languages if language in table})


def _role(name: str, table: Table, languages: tuple[str, ...]) -> Role:
    return Role(name, _direct(table, languages), table.get("escalate"), tuple(table.get("was", ())))


def _public(key: str, table: Table, languages: tuple[str, ...]) -> PublicStatus:
    label = _direct(table, languages)
    values = _values({name: value for name, value in table.items() if name not in languages})
    return PublicStatus(**{"key": key, "label": label, "past": label, **values})


def _field(name: str, table: Table, languages: tuple[str, ...]) -> Field:
    choices = tuple((choice["id"], _direct(choice, languages)) for choice in table.get("choices", ()))
    return Field(**{**_values(table), "name": name, "choices": choices})


def _stage(name: str, table: Table) -> Stage:
    values = _values(table)
    join = tuple(JoinRule(rule["do"], rule.get("any"), rule.get("all")) for rule in values.pop("join", ()))
    joined = {rule.do for rule in join}
    actions: dict[str, Action] = {}
    for action, written in values.pop("do").items():
        by = "join" if action in joined else written.get("by", "person")
        actions[action] = Action(**{"role": table.get("role", ""), **_values(written), "id": action, "by": by})
    return Stage(id=name, actions=actions, join=join, offices=values.pop("all", ()), **values)


def _end(name: str, table: Table, public: dict[str, PublicStatus]) -> Stage:
    status = public.get(table["public"])
    title = Text(table["title"]) if "title" in table else status.label if status else Text()
    return Stage(id=name, title=title, public=table["public"], is_end=True)


def _calendar(table: Table) -> Calendar:
    opens, closes = hours(table["hours"])
    return Calendar(
        zone=ZoneInfo(table.get("zone", "Europe/Rome")),
        week=weekdays(table.get("week", "mon-fri")),
        opens=opens,
        closes=closes,
        half_closes=hours(table["half_hours"])[1] if "half_hours" in table else closes,
        country=table.get("holidays", ""),
        extra=dict(day_and_name(written) for written in table.get("extra", ())),
        half=dict(day_and_name(written) for written in table.get("half", ())),
    )
