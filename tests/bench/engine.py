"""The process engine: a step in memory, a durable move, loading the definition, and looking for work in many cases."""

import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import workflow
from ideas.kernel import clock, jobs
from ideas.kernel.db import db
from tests import databases
from tests.bench.board import application
from tests.bench.report import Figure, figure
from tests.bench.stores import ByHand, NewDatabase
from tests.bench.timing import compare

STEPS_A_ROUND, MOVES_A_ROUND, LOADS_A_ROUND, ROUNDS = 5_000, 60, 5, 5
MODERATOR = workflow.Actor(1, frozenset({"moderator"}))
PLACE = "process engine"


class DifferentRows(Exception):
    """What was written by hand is not what the engine writes: the comparison would mean nothing."""


def measure(new_database: NewDatabase, folder: Path) -> list[Figure]:
    """Raises DifferentRows."""
    folder = folder / "engine"
    folder.mkdir()
    url = new_database("engine")
    databases.prepare(url, folder)
    with application(url, folder):
        return [in_memory(), loading(), *durable(url)]


def in_memory() -> Figure:
    """`step` checks who may, validates the fields, closes and opens steps and sets due dates."""
    process, at = workflow.load(workflow.shipped()), clock.now()
    with jobs.transaction():
        opened = workflow.start_case(db.session, subject_id=1, author_id=None, at=at)
        held = workflow.case_by_id(db.session, opened.case_id)
    assert held is not None
    state = held.state

    def copy() -> object:
        closed = tuple(each._replace(closed_at=at) for each in state.steps)
        return state._replace(stage="evaluation", steps=closed)

    samples = compare(
        lambda: workflow.step(process, state, "accept", MODERATOR, {}, at), copy,
        times=STEPS_A_ROUND, rounds=ROUNDS, timer=time.thread_time,
    )  # fmt: skip
    return figure("step in memory", PLACE, samples, "copying the state", "steps/s")


def loading() -> Figure:
    text = workflow.shipped()
    samples = compare(
        lambda: workflow.load(text), lambda: tomllib.loads(text),
        times=LOADS_A_ROUND, rounds=ROUNDS, timer=time.thread_time,
    )  # fmt: skip
    return figure("load and check idea.toml", PLACE, samples, "reading it as TOML", "ms")


def durable(url: str) -> list[Figure]:
    """Accepting a case in triage: one transaction a move. By the clock on the wall, with the disk in it, and then in
    processor time, which says what the engine costs whatever the disk and the other programs do."""
    wanted, at = 2 * MOVES_A_ROUND * (ROUNDS + 1), clock.now()
    with jobs.transaction():
        ids = [
            workflow.start_case(db.session, subject_id=number, author_id=None, at=at).case_id
            for number in range(10, 10 + 2 * wanted)
        ]
    ours, theirs = iter(ids[:wanted]), iter(ids[wanted:])
    move(ids[0], at)
    hand = ByHand(url)
    known = read_known(hand, next(ours))
    by_wall, by_processor = (
        compare(
            lambda: move(next(ours), at), lambda: move_by_hand(hand, next(theirs), known, at),
            times=MOVES_A_ROUND, rounds=ROUNDS, timer=timer,
        )
        for timer in (time.perf_counter, time.thread_time)
    )  # fmt: skip
    hand.close()
    check_same(ids[0], ids[wanted])
    return [
        figure("durable advance", PLACE, by_wall, "SQL by hand", "moves/s"),
        figure("the same, processor time", PLACE, by_processor, "SQL by hand", "ms"),
    ]


def move(case_id: int, at: datetime) -> None:
    with jobs.transaction():
        workflow.advance(db.session, case_id, "accept", MODERATOR, {}, expected_row_version=1, at=at)
    db.session.remove()


@dataclass(frozen=True)
class Known:
    """What a move will write, known before: the case after it, its new step (columns and values), its event."""

    model: workflow.Case
    columns: str
    values: tuple[Any, ...]
    fields: str


def read_known(hand: ByHand, case_id: int) -> Known:
    model = workflow.case_by_id(db.session, case_id)
    assert model is not None
    (fields,) = hand.run("SELECT fields FROM process_event WHERE case_id = ? AND seq = 2", (case_id,)).fetchone()
    db.session.remove()
    opened = {name: value for name, value in model.open_steps[0]._asdict().items() if name != "id"}
    values = tuple(hand.instant(value) if isinstance(value, datetime) else value for value in opened.values())
    return Known(model, ", ".join(opened), values, fields)


def move_by_hand(hand: ByHand, case_id: int, known: Known, at: datetime) -> None:
    """The rows of `move`: no rule is looked at, nothing is hashed."""
    now, model = hand.instant(at), known.model
    with hand.transaction():
        find = f"SELECT stage, row_version, head FROM process_case WHERE id = ?{hand.for_update}"
        _, _, head = hand.run(find, (case_id,)).fetchone()
        (step_id,) = hand.run(
            "SELECT id FROM process_step WHERE case_id = ? AND closed_at IS NULL", (case_id,)
        ).fetchone()
        hand.run(
            "UPDATE process_case SET stage = ?, public = ?, row_version = ?, head = ?, last_by = ?, last_at = ?,"
            " entered_at = ? WHERE id = ? AND row_version = 1",
            (model.stage, model.public, model.row_version, model.head, MODERATOR.id, now, now, case_id),
        )
        hand.run(
            "UPDATE process_step SET closed_at = ?, outcome = ?, by_id = ? WHERE id = ?",
            (now, "accept", MODERATOR.id, step_id),
        )
        marks = ", ".join("?" * len(known.values))
        hand.run(
            f"INSERT INTO process_step (case_id, opened_seq, {known.columns}) VALUES (?, ?, {marks})",
            (case_id, 2, *known.values),
        )
        hand.run(
            "INSERT INTO process_event (case_id, seq, at, actor_id, action, from_stage, to_stage, version_id, fields,"
            " prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                case_id, 2, now, MODERATOR.id, "accept", "triage", model.stage, model.version_id, known.fields,
                head, model.head,
            ),
        )  # fmt: skip


def check_same(ours: int, theirs: int) -> None:
    """Apart from ids and hashes the two cases must read alike."""
    with jobs.reading_only():
        if list(_rows(ours)) != list(_rows(theirs)):
            raise DifferentRows(f"cases {ours} and {theirs}")


def _rows(case_id: int) -> Iterator[Any]:
    case = workflow.case_by_id(db.session, case_id)
    assert case is not None
    yield case.stage, case.public, case.round, case.row_version, case.entered_at, case.last_by, case.last_at
    yield [step._replace(id=None) for step in case.steps]
    yield [clock._replace(id=None) for clock in case.clocks]
    for event in workflow.history(db.session, case_id)[1:]:
        yield replace(event, hash="")
