"""The door every change goes through: lock the case, refuse what is stale, move it, write it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from workflow.definition.model import Process
from workflow.engine import fields as written
from workflow.engine import rounds
from workflow.engine.allowed import GIVEN, action_in
from workflow.engine.facts import ActionTaken, Fact
from workflow.engine.moves import step
from workflow.engine.state import Actor, State
from workflow.errors import NotAllowed, Stale, UnknownAction, UnknownCase
from workflow.record.kept import MET, QUIET, SET_IN
from workflow.store.cases import Case, answer_due, case_by_id
from workflow.store.history import Record, text_fields
from workflow.store.tables import event, obligation
from workflow.store.versions import Db
from workflow.store.writing import save
from workflow.text import Text

Facts = tuple[Fact, ...]


@dataclass(frozen=True)
class Move:
    """One change of a case, told to whoever has to react. `notify` is empty when there is nothing to tell;
    `message` is what staff wrote for customers ("" if nothing), `say` what the definition says instead."""

    case_id: int
    subject_id: int
    seq: int
    action: str
    slot: str
    verdict: str
    from_stage: str
    to_stage: str
    from_public: str
    to_public: str
    round: int
    row_version: int
    notify: tuple[str, ...]
    say: Text | None
    message: str
    fields: dict[str, Any]
    facts: Facts
    answer_due_at: datetime | None
    step_due_at: datetime | None
    closed: bool


def advance(
    db: Db,
    case_id: int,
    action: str,
    actor: Actor,
    fields: Mapping[str, Any],
    *,
    expected_row_version: int | None = None,
    at: datetime,
) -> Move:
    """Perform `action` on a case.

    Raises UnknownCase, Stale (the case is not at `expected_row_version` any more), CaseClosed, UnknownAction,
    NotAllowed, BadFields.
    """
    held = hold(db, case_id)
    if expected_row_version is not None and moved_since(db, held, expected_row_version):
        raise Stale(held.last_by, held.last_at)
    return move(db, held, action, actor, fields, at)


def move(db: Db, held: Case, action: str, actor: Actor, fields: Mapping[str, Any], at: datetime) -> Move:
    """`advance` for a case that is locked already."""
    after, facts = step(held.process, held.state, action, actor, fields, at)
    return _write(db, held, after, facts, [], actor, at)


def give_verdict(
    db: Db,
    case_id: int,
    slot: str,
    verdict: str,
    reason: str,
    actor: Actor,
    *,
    expected_round: int | None = None,
    at: datetime,
) -> Move:
    """Give an office's verdict. Others may have spoken since the page was shown: only the round must be the same.

    Raises UnknownCase, Stale (another round or stage, or a colleague spoke first), CaseClosed, UnknownAction,
    NotAllowed, BadFields.
    """
    held = hold(db, case_id)
    asked = slot in held.process.stages[held.stage].offices
    if expected_round is not None and not (asked and expected_round == held.round):
        raise Stale(held.last_by, held.last_at)
    before = held.state
    try:
        after, facts = rounds.give(held.process, before, slot, verdict, reason, actor, at)
    except NotAllowed as refused:
        spoken = before.verdicts.get(slot)
        if refused.refusal is GIVEN and spoken is not None:
            raise Stale(spoken.by_id, spoken.closed_at or held.last_at) from refused
        raise
    # By its stage too: the next one may ask the same office, in the same round.
    given = next(done for done in after.steps if done[:3] == (before.stage, slot, before.round))
    values = {"reason": given.reason} if given.reason else {}
    record = Record(f"{slot}={verdict}", held.stage, held.stage, values, frozenset(values))
    return _write(db, held, after, facts, [record], actor, at, slot, verdict)


def close_obligation(db: Db, obligation_id: int, actor: Actor, *, note: str, at: datetime) -> None:
    """The office that set a condition says it is met.

    Raises UnknownAction (no such open condition), NotAllowed, BadFields (no note).
    """
    case_id = db.execute(select(obligation.c.case_id).where(obligation.c.id == obligation_id)).scalar()
    if case_id is None:
        raise UnknownAction(f"obligation {obligation_id}")
    held = hold(db, case_id)
    after, met = rounds.meet(held.process, held.state, obligation_id, note, actor, at)
    record = Record(
        f"{met.slot}=met",
        held.stage,
        held.stage,
        {"note": met.note},
        frozenset({"note"}),
        {MET: met.round, SET_IN: met.stage},
    )
    save(db, held, after, [record], actor, at)


def join_round(db: Db, held: Case, actor: Actor, at: datetime) -> Move:
    """Join a round that nobody has to speak in any more, for a case that is locked already."""
    after, facts = rounds.join(held.process, held.state, at)
    return _write(db, held, after, facts, [], actor, at)


def moved_since(db: Db, held: Case, seen: int) -> bool:
    """Whether anything happened after the event `seen` that whoever saw it has to know before acting."""
    if seen == held.row_version:
        return False
    telling = or_(event.c.from_stage != event.c.to_stage, event.c.action.not_in(QUIET))
    later = select(event.c.seq).where(event.c.case_id == held.id, event.c.seq > seen, telling).limit(1)
    return seen > held.row_version or db.execute(later).first() is not None


def hold(db: Db, case_id: int) -> Case:
    """The case, locked until the transaction ends. Raises UnknownCase."""
    held = case_by_id(db, case_id, lock=True)
    if held is None:
        raise UnknownCase
    return held


def record_of(process: Process, taken: ActionTaken) -> Record:
    return Record(taken.action, taken.from_stage, taken.to_stage, taken.fields, text_fields(process, taken.fields))


def _write(
    db: Db,
    held: Case,
    after: State,
    facts: Facts,
    records: list[Record],
    actor: Actor,
    at: datetime,
    slot: str = "",
    verdict: str = "",
) -> Move:
    taken = next((fact for fact in facts if isinstance(fact, ActionTaken)), None)
    if taken is not None:
        records = [*records, record_of(held.process, taken)]
    row_version = save(db, held, after, records, actor, at)
    return _told(held, after, facts, taken, row_version, slot, verdict)


def _told(
    held: Case, after: State, facts: Facts, taken: ActionTaken | None, row_version: int, slot: str, verdict: str
) -> Move:
    process = held.process
    action = action_in(process, held.state, taken.action) if taken else None
    values = dict(taken.fields) if taken else {}
    still_open = after.open_steps
    return Move(
        case_id=held.id,
        subject_id=held.subject_id,
        seq=row_version,
        action=taken.action if taken else verdict,
        slot=slot,
        verdict=verdict,
        from_stage=held.stage,
        to_stage=after.stage,
        from_public=held.public,
        to_public=process.stages[after.stage].public,
        round=after.round,
        row_version=row_version,
        notify=action.notify if action else (),
        say=written.say(process, action, values) if action else None,
        message=written.message(process, action, values) if action else "",
        fields=values,
        facts=facts,
        answer_due_at=answer_due(process, after.clocks),
        step_due_at=still_open[0].due_at if still_open else None,
        closed=after.closed_at is not None,
    )
