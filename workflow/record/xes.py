"""The log as XES (IEEE 1849), for process mining: one trace per case, one event per event.

Standard extensions: concept (names), time (timestamps), organizational (who, in which role), lifecycle. People are
pseudonyms and nobody's words leave the bank: only choices, numbers and dates go out.
"""

import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from typing import Any
from xml.sax.saxutils import quoteattr

from sqlalchemy import RowMapping, select

from workflow.definition.model import Process
from workflow.record.kept import CLAIM
from workflow.store.history import MARK
from workflow.store.tables import case, event
from workflow.store.versions import Db, processes

EXTENSIONS = ("Concept", "Time", "Organizational", "Lifecycle")
PREFIXES = {"Organizational": "org"}
NOT_FIELDS = ("author_id", "subject_id", "opened_at")
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
{extensions}
<global scope="trace">
<string key="concept:name" value="UNKNOWN"/>
</global>
<global scope="event">
<string key="concept:name" value="UNKNOWN"/>
<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>
<string key="lifecycle:transition" value="complete"/>
</global>
<classifier name="Activity" keys="concept:name"/>
<classifier name="Activity and lifecycle" keys="concept:name lifecycle:transition"/>
<string key="concept:name" value={name}/>
<string key="lifecycle:model" value="standard"/>
"""
PseudonymOf = Callable[[int | None], str]


def xes(db: Db, *, key: str = "idea", secret: bytes | None = None) -> Iterator[str]:
    """The whole log in pieces, a trace at a time, however long it is.

    A person is the same pseudonym throughout one export; in another export only with the same `secret`.
    """
    extensions = "\n".join(_extension(name) for name in EXTENSIONS)
    yield HEAD.format(extensions=extensions, name=quoteattr(key))
    pseudonym = _pseudonyms(secret or secrets.token_bytes(32))
    process_of = processes(db)
    chosen = (
        select(case.c.subject_id, event)
        .join(event, event.c.case_id == case.c.id)
        .where(case.c.process_key == key)
        .order_by(event.c.case_id, event.c.seq)
        .execution_options(yield_per=1000)
    )
    with db.execute(chosen) as rows:
        for subject_id, events in groupby(rows.mappings(), key=lambda row: row["subject_id"]):
            yield f"<trace>\n{_string('concept:name', f'{key} {subject_id}')}\n"
            for row in events:
                yield _event(row, process_of(row["version_id"]), pseudonym)
            yield "</trace>\n"
    yield "</log>\n"


def _extension(name: str) -> str:
    uri = "org" if name == "Organizational" else name.lower()
    prefix = PREFIXES.get(name, name.lower())
    return f'<extension name="{name}" prefix="{prefix}" uri="http://www.xes-standard.org/{uri}.xesext"/>'


def _pseudonyms(secret: bytes) -> PseudonymOf:
    def pseudonym(person_id: int | None) -> str:
        if person_id is None:
            return "clock"
        return f"person-{hmac.new(secret, str(person_id).encode(), sha256).hexdigest()[:12]}"

    return pseudonym


def _event(row: RowMapping, process: Process, pseudonym: PseudonymOf) -> str:
    said = json.loads(row["fields"])
    claimed = MARK + CLAIM in said
    lines = [
        _string("concept:name", _activity(row)),
        _date("time:timestamp", row["at"]),
        _string("lifecycle:transition", "assign" if claimed else "complete"),
        _string("org:resource", pseudonym(row["actor_id"])),
        _string("org:role", said[MARK + CLAIM] or _desk(row, process) if claimed else _role(row, process)),
        _string("stage:from", row["from_stage"]),
        _string("stage:to", row["to_stage"]),
        _int("process:version", row["version_id"]),
    ]
    if row["on_behalf_of_id"] is not None:
        lines.append(_string("org:onBehalfOf", pseudonym(row["on_behalf_of_id"])))
    lines += _values(said)
    return "<event>\n" + "\n".join(lines) + "\n</event>\n"


def _activity(row: RowMapping) -> str:
    """A stage and what was done there: the same action in two stages is two pieces of work."""
    return f"{row['from_stage']}: {row['action']}" if row["from_stage"] else str(row["action"])


def _desk(row: RowMapping, process: Process) -> str:
    stage = process.stages.get(row["from_stage"])
    return stage.role if stage else ""


def _role(row: RowMapping, process: Process) -> str:
    office, _, verdict = row["action"].partition("=")
    if verdict:
        return str(office)
    stage = process.stages.get(row["from_stage"])
    action = (stage.actions.get(row["action"]) if stage else None) or process.anywhere.get(row["action"])
    if action is None:
        return "author" if row["action"] == "start" else ""
    return action.role if action.by == "person" else action.by


def _values(said: dict[str, Any]) -> Iterable[str]:
    for name, value in said.items():
        if name.startswith(MARK) or name in NOT_FIELDS or isinstance(value, (dict, list)) or value is None:
            continue
        whole = isinstance(value, int) and not isinstance(value, bool)
        yield _int(f"field:{name}", value) if whole else _string(f"field:{name}", str(value))


def _string(key: str, value: str) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(value)}/>"


def _int(key: str, value: int) -> str:
    return f"<int key={quoteattr(key)} value={quoteattr(str(value))}/>"


def _date(key: str, value: datetime) -> str:
    return f"<date key={quoteattr(key)} value={quoteattr(value.isoformat(timespec='milliseconds'))}/>"
