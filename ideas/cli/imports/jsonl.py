"""Our own exchange format: one JSON object a line, the same that `export` writes.

`external_id`, `title` and `story` must be there; `category` (name), `created_at` (ISO 8601, Rome time when it has no
offset), `author` (a stable pseudonym), `votes` (a count), `status` (a stage of the process) and `comments` may be.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from ideas.cli.imports.drafts import (
    BadRow,
    Draft,
    Refused,
    Remark,
    Rows,
    count,
    fitted,
    identity,
    past,
    short_name,
    shown,
)  # fmt: skip
from ideas.cli.imports.lines import Read, checked, lines
from ideas.kernel.clock import ROME
from ideas.kernel.text import clean

NEEDED = ("external_id", "title", "story")
KNOWN = (*NEEDED, "category", "created_at", "author", "votes", "status", "comments")
COMMENT_NEEDED = ("author", "text", "created_at")
COMMENT_KNOWN = (*COMMENT_NEEDED, "official")

Object = Mapping[str, Any]


def objects(file: Iterable[bytes], read: Read, draft: Callable[[Object], Draft]) -> Rows:
    """Each line through `draft`, which raises BadRow; empty lines are skipped."""
    for number, line in enumerate(lines(file, read), start=1):
        if not line.strip():
            continue
        try:
            yield number, draft(_object(line))
        except BadRow as fault:
            yield number, Refused(str(fault))


def ideas(file: Iterable[bytes], read: Read, now: datetime, stages: Iterable[str]) -> Rows:
    """Ideas of our own format, as drafts with their line number."""
    known = frozenset(stages)
    return objects(file, read, lambda value: _draft(value, now, known))


def _object(line: str) -> Object:
    try:
        value = json.loads(checked(line), parse_constant=_no_constant)
    except json.JSONDecodeError as fault:
        raise BadRow(f"no JSON: {fault.msg} at column {fault.colno}") from fault
    except (RecursionError, ValueError) as fault:
        raise BadRow("no JSON that can be read") from fault
    if not isinstance(value, dict):
        raise BadRow(f"not an object: {shown(value)}")
    return value


def _no_constant(name: str) -> Any:
    raise BadRow(f"{name} is no JSON")


def _draft(value: Object, now: datetime, stages: frozenset[str]) -> Draft:
    """Every fault of the line in one reason, so that it is mended once."""
    faults = [*_key_faults(value, NEEDED, KNOWN)]
    external_id = _try(faults, lambda: identity(text_of(value, "external_id")))
    title, story = _try(faults, lambda: _title_and_story(value)) or ("", "")
    created_at = _try(faults, lambda: _created_at(value, now, otherwise=now))
    votes = _try(faults, lambda: count(value.get("votes", 0), "votes"))
    stage = _try(faults, lambda: _stage(value, stages))
    author = _try(faults, lambda: short_name(text_of(value, "author")))
    category = _try(faults, lambda: short_name(text_of(value, "category")))
    remarks = _remarks(faults, value, external_id or "", now)
    if faults:
        raise BadRow("; ".join(faults))
    return Draft(
        external_id or "", title, story, created_at or now, category or "", author or "", votes or 0, stage, remarks
    )


def _try(faults: list[str], read: Callable[[], Any]) -> Any:
    try:
        return read()
    except BadRow as fault:
        if str(fault):
            faults.append(str(fault))
        return None


def _key_faults(value: Object, needed: tuple[str, ...], known: tuple[str, ...]) -> list[str]:
    missing = [f"{name} is missing" for name in needed if value.get(name) is None]
    return missing + [f"unknown key {shown(name)}" for name in value if name not in known]


def text_of(value: Object, name: str) -> str:
    """A text, "" when absent. Raises BadRow for another type; silent where the key's absence is already a fault."""
    found = value.get(name)
    if found is None:
        if name in NEEDED:
            raise BadRow
        return ""
    if not isinstance(found, str):
        raise BadRow(f"{name} is not a text: {shown(found)}")
    return found


def _title_and_story(value: Object) -> tuple[str, str]:
    title, story = text_of(value, "title"), text_of(value, "story")
    if not clean(story):
        raise BadRow("the story is empty")
    return fitted(title, story)


def _created_at(value: Object, now: datetime, otherwise: datetime | None = None) -> datetime:
    written = value.get("created_at")
    if written is None and otherwise is not None:
        return otherwise
    try:
        instant = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        instant = None
    if instant is None:
        raise BadRow(f"created_at is no ISO 8601 date: {shown(written)}")
    return past(instant if instant.tzinfo else instant.replace(tzinfo=ROME), now)


def _stage(value: Object, stages: frozenset[str]) -> str | None:
    stage = value.get("status")
    if stage is not None and (not isinstance(stage, str) or stage not in stages):
        raise BadRow(f"status is no stage of the process: {shown(stage)}")
    return stage


def _remarks(faults: list[str], value: Object, idea: str, now: datetime) -> tuple[Remark, ...]:
    listed = value.get("comments")
    if listed is None:
        return ()
    if not isinstance(listed, list):
        faults.append(f"comments is not a list: {shown(listed)}")
        return ()
    found = [_try(faults, partial(_remark, said, n, idea, now)) for n, said in enumerate(listed, start=1)]
    return tuple(remark for remark in found if remark is not None)


def _remark(said: Any, number: int, idea: str, now: datetime) -> Remark:
    try:
        if not isinstance(said, dict):
            raise BadRow(f"not an object: {shown(said)}")
        faults = _key_faults(said, COMMENT_NEEDED, COMMENT_KNOWN)
        if faults:
            raise BadRow(", ".join(faults))
        text, official = clean(text_of(said, "text")), said.get("official", False)
        if not text or not isinstance(official, bool):
            raise BadRow("text is empty" if not text else f"official is not true or false: {shown(official)}")
        author = short_name(text_of(said, "author"))
        return Remark(idea, f"{idea}#{number}", author, text, _created_at(said, now), official)
    except BadRow as fault:
        raise BadRow(f"comment {number}: {fault}") from fault
