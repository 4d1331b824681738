"""Whatever is kept about a person can be copied for them and erased."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from ideas import wiring
from ideas.kernel import clock
from ideas.kernel.db import db
from tests.builders import a_customer, act
from tests.statements import Statements, statements

# In the engine's tables people are bare numbers. These numbers are not people.
NOT_PEOPLE = {"process_case.subject_id"}
# Columns that keep their number when a person goes; it then leads to an empty row.
STAYS = {
    "process_case.author_id": "the first event of the chain names it",
    "process_case.last_by": "rebuilt from the chain",
    "process_event.actor_id": "part of the hash",
    "process_event.on_behalf_of_id": "part of the hash",
    "process_step.assignee_id": "rebuilt from the chain",
    "process_step.on_behalf_of_id": "rebuilt from the chain",
    "process_version.drafted_by": "proves two people",
    "process_version.approved_by": "proves two people",
    "process_publication.drafted_by": "proves two people",
    "process_publication.approved_by": "proves two people",
    "process_publication.undone_by": "proves two people",
    "process_delegation.from_id": "the chain names acts done through it",
    "process_delegation.to_id": "the chain names acts done through it",
    "process_delegation.by_id": "the chain names acts done through it",
    "process_delegation.revoked_by": "the chain names acts done through it",
    "complaint.by_id": "the bank must be able to answer for complaints",
    "complaint.customer_id": "the bank must be able to answer for complaints",
    "moderation_appeal.decided_by_id": "proves two people",
    "moderation_decision.by_id": "proves two people",
    "announcement.written_by_id": "proves two people",
    "announcement.submitted_by_id": "proves two people",
    "announcement.approved_by_id": "proves two people",
}


def names_a_person(column: Column[Any]) -> bool:
    """A key of `person`, or in the engine's tables, which know no accounts, a number called like one."""
    keys = {key.target_fullname for key in column.foreign_keys}
    if keys:
        return "person.id" in keys
    bare = column.table.name.startswith("process_") and isinstance(column.type, Integer)
    return bare and column.name.endswith(("_id", "_by")) and f"{column.table.name}.{column.name}" not in NOT_PEOPLE


def person_columns(tables: Any) -> Iterator[str]:
    for table in tables:
        yield from (f"{table.name}.{column.name}" for column in table.columns if names_a_person(column))


def touched(columns: set[str], sql: Statements) -> set[str]:
    """The columns that these statements ask about, or write."""
    text = "\n".join(sql).replace('"', "")
    return {column for column in columns if column in text}


@pytest.fixture
def columns(app: Any) -> set[str]:
    return set(person_columns(db.metadata.tables.values()))


def test_every_column_that_names_a_person_is_in_the_copy_they_can_have(columns: set[str]) -> None:
    person = a_customer()
    with statements() as sql:
        for room in wiring.PERSONAL_DATA:
            room.export(person.id)
    assert columns - touched(columns, sql) == set(), "export it in the `personal` room of its capability"


def test_every_column_that_names_a_person_is_erased_or_stays_for_a_reason(columns: set[str]) -> None:
    person = a_customer()
    person_id = person.id
    with statements() as sql, act():
        for room in wiring.PERSONAL_DATA:
            room.erase(person_id, clock.now())
    written = Statements(text for text in sql if text.lstrip().upper().startswith(("UPDATE", "DELETE")))
    assert columns - touched(columns, written) - set(STAYS) == set(), "erase it, or say in STAYS why it stays"
    assert set(STAYS) <= columns, "no longer a column"


def test_every_capability_with_a_personal_room_is_in_the_table() -> None:
    rooms = {room.export.__module__ for room in wiring.PERSONAL_DATA}
    assert rooms == {room.erase.__module__ for room in wiring.PERSONAL_DATA}
    assert len(rooms) == len(wiring.PERSONAL_DATA)


def test_a_column_that_nobody_covers_is_found() -> None:
    planted = Table("planted", MetaData(), Column("person_id", ForeignKey("person.id")), Column("idea_id", Integer))
    assert set(person_columns([planted])) == {"planted.person_id"}
    assert touched({"planted.person_id"}, Statements(["SELECT vote.person_id FROM vote"])) == set()
