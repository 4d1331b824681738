"""The log: one hash chain per case, append-only; what people wrote is kept beside it and can be erased."""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import RowMapping, delete, select, update

from workflow.definition.model import Process
from workflow.engine.state import Actor
from workflow.store.tables import case, event, event_text, obligation, step
from workflow.store.versions import Db

FIRST = "0" * 64
# Before a name in an event's fields: what the engine itself put on record, beside what people wrote.
MARK = "="


@dataclass(frozen=True)
class Record:
    """An event about to be written; the fields named in `texts` are kept apart from the chain, `record` holds what
    the engine needs to rebuild the case and nobody wrote (see workflow.record)."""

    action: str
    from_stage: str
    to_stage: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()
    record: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """An event read back; `fields` has the texts in their place, None where one was erased. `record` is what the
    engine put down for itself."""

    seq: int
    at: datetime
    actor_id: int | None
    on_behalf_of_id: int | None
    action: str
    from_stage: str
    to_stage: str
    version_id: int
    fields: dict[str, Any]
    hash: str
    record: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Broken:
    """The first link that does not hold: "missing", "changed", "out of order", "tail cut" or "text changed"."""

    case_id: int
    seq: int
    what: str


@dataclass
class Chain:
    """The end of a case's chain, and the rows that lengthen it. The case is named by its subject, which is
    known before its row has an id."""

    process_key: str
    subject_id: int
    version_id: int
    seq: int = 0
    head: str = FIRST
    events: list[dict[str, Any]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)

    def add(self, record: Record, actor: Actor, at: datetime) -> None:
        self.seq += 1
        fields = {name: self._kept(record, name, value) for name, value in record.fields.items()}
        fields |= {f"{MARK}{name}": value for name, value in record.record.items()}
        row = {
            "seq": self.seq,
            "at": at,
            "actor_id": actor.id,
            "on_behalf_of_id": actor.on_behalf_of,
            "action": record.action,
            "from_stage": record.from_stage,
            "to_stage": record.to_stage,
            "version_id": self.version_id,
            "prev_hash": self.head,
            "fields": json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":")),
        }
        row["hash"] = self.head = link(self.process_key, self.subject_id, row)
        self.events.append(row)

    def _kept(self, record: Record, name: str, value: Any) -> Any:
        if name in record.texts:
            salt = secrets.token_hex(16)
            self.texts.append({"seq": self.seq, "field": name, "salt": salt, "text": value})
            return {"sha256": text_hash(salt, value)}
        return value.isoformat() if isinstance(value, date) else value


def text_fields(process: Process, fields: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(name for name in fields if process.fields[name].type == "text")


def text_hash(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def link(process_key: str, subject_id: int, row: Mapping[str, Any] | RowMapping) -> str:
    """sha256 of everything an event says, and of the link before it."""
    said = [
        process_key,
        subject_id,
        row["seq"],
        row["at"].astimezone(UTC).isoformat(timespec="microseconds"),
        row["actor_id"],
        row["on_behalf_of_id"],
        row["action"],
        row["from_stage"],
        row["to_stage"],
        row["version_id"],
        row["fields"],
        row["prev_hash"],
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def history(db: Db, case_id: int) -> list[Event]:
    """Every event of a case, oldest first."""
    texts = {
        (row.seq, row.field): row.text for row in db.execute(select(event_text).where(event_text.c.case_id == case_id))
    }
    rows = db.execute(select(event).where(event.c.case_id == case_id).order_by(event.c.seq))
    return [event_of(row, texts) for row in rows]


def event_of(row: Any, texts: Mapping[tuple[int, str], str]) -> Event:
    """A row of the log as an event; `texts` by seq and field."""
    said = json.loads(row.fields)
    return Event(
        seq=row.seq,
        at=row.at,
        actor_id=row.actor_id,
        on_behalf_of_id=row.on_behalf_of_id,
        action=row.action,
        from_stage=row.from_stage,
        to_stage=row.to_stage,
        version_id=row.version_id,
        fields={
            name: texts.get((row.seq, name)) if isinstance(value, dict) else value
            for name, value in said.items()
            if not name.startswith(MARK)
        },
        hash=row.hash,
        record={name.removeprefix(MARK): value for name, value in said.items() if name.startswith(MARK)},
    )


def erase_texts(db: Db, *, by_id: int | None = None, case_id: int | None = None) -> int:
    """Erase what one person wrote, or everything written on one case; how many texts went. Chains still verify."""
    if by_id is None and case_id is None:
        raise ValueError("erase whose texts, or those of which case?")
    wrote = select(event.c.seq).where(event.c.case_id == event_text.c.case_id, event.c.seq == event_text.c.seq)
    chosen = event_text.c.case_id == case_id if by_id is None else wrote.where(event.c.actor_id == by_id).exists()
    if by_id is not None and case_id is not None:
        chosen &= event_text.c.case_id == case_id
    erased = db.execute(delete(event_text).where(chosen))
    for who, text in (
        (step.c.by_id, step.c.reason),
        (obligation.c.opened_by, obligation.c.text),
        (obligation.c.closed_by, obligation.c.note),
    ):
        table = text.table
        statement = update(table).values({text.name: None})
        if by_id is not None:
            statement = statement.where(who == by_id)
        db.execute(statement if case_id is None else statement.where(table.c.case_id == case_id))
    return int(getattr(erased, "rowcount", 0))


def verify(db: Db, case_id: int | None = None) -> Broken | None:
    """The first broken link of one case, or of all of them; None when every chain holds. Reads row by row."""
    return _broken_chain(db, case_id) or _broken_text(db, case_id)


def _broken_chain(db: Db, case_id: int | None) -> Broken | None:
    chained = (
        select(case.c.id.label("of"), case.c.process_key, case.c.subject_id, case.c.row_version, case.c.head, event)
        .select_from(case.outerjoin(event, event.c.case_id == case.c.id))
        .order_by(case.c.id, event.c.seq)
        .execution_options(yield_per=1000)
    )
    # Closed by hand: stopping at the first fault would leave PostgreSQL's cursor open.
    with db.execute(chained if case_id is None else chained.where(case.c.id == case_id)) as rows:
        for _, events in groupby(rows.mappings(), key=lambda row: row["of"]):
            if broken := _broken_case(events):
                return broken
    return None


def _broken_case(events: Iterator[RowMapping]) -> Broken | None:
    """One case's events in order; a case without any comes as one row of nothing."""
    seq, head = 0, FIRST
    for row in events:
        if row["seq"] is not None:
            if what := _wrong_with(row, seq, head):
                return Broken(row["of"], seq + 1, what)
            seq, head = row["seq"], row["hash"]
    return None if (seq, head) == (row["row_version"], row["head"]) else Broken(row["of"], seq + 1, "tail cut")


def _wrong_with(row: RowMapping, seq: int, head: str) -> str | None:
    if row["seq"] != seq + 1:
        return "missing"
    if row["hash"] != link(row["process_key"], row["subject_id"], row):
        return "changed"
    return None if row["prev_hash"] == head else "out of order"


def _broken_text(db: Db, case_id: int | None) -> Broken | None:
    kept = (
        select(event_text, event.c.fields)
        .select_from(
            event_text.outerjoin(event, (event.c.case_id == event_text.c.case_id) & (event.c.seq == event_text.c.seq))
        )
        .order_by(event_text.c.case_id, event_text.c.seq)
        .execution_options(yield_per=1000)
    )
    with db.execute(kept if case_id is None else kept.where(event_text.c.case_id == case_id)) as rows:
        for row in rows:
            said = json.loads(row.fields or "{}").get(row.field)
            if not isinstance(said, dict) or said.get("sha256") != text_hash(row.salt, row.text):
                return Broken(row.case_id, row.seq, "text changed")
    return None
