"""Everything a colleague needs in front of one idea, in a fixed number of statements."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

import workflow
from ideas.accounts import queries as people
from ideas.accounts.models import Person
from ideas.accounts.queries import Signature
from ideas.board.models import Category, Idea
from ideas.evaluation.policy import AUTHOR, actors, complaint_actions
from ideas.evaluation.queries.due import urgency, working_days
from ideas.evaluation.queries.forms import case_of, choices_of
from ideas.kernel import clock, i18n
from ideas.kernel.db import db
from ideas.kernel.errors import NotFound
from ideas.kernel.i18n import language
from workflow import Case, Choice, Field


@dataclass(frozen=True)
class Milestone:
    """One of the six public stages; `note` says how long it took, or what it usually takes."""

    label: str
    mark: str
    state: str
    on: date | None
    note: str = ""


@dataclass(frozen=True)
class Opinion:
    """An office in the present round; `verdict` is None while it has not spoken."""

    office: str
    title: str
    verdict: str | None
    verdict_label: str
    reason: str
    by: Signature | None
    at: datetime | None
    due_at: datetime
    time: str
    days: int
    assignee: Signature | None
    may_speak: bool
    on_behalf_of: Signature | None = None


@dataclass(frozen=True)
class Note:
    """One line of the history, newest first: who did what, and what was written beside it."""

    at: datetime
    by: Signature | None
    label: str
    texts: Sequence[tuple[str, str]]
    on_behalf_of: Signature | None = None


@dataclass(frozen=True)
class Duty:
    """A condition that an office set and that stops the release until it is met."""

    id: int
    text: str
    closed: bool
    may_close: bool


@dataclass(frozen=True)
class Promise:
    """When the bank owes the customer an answer; `time` as in the worklist, `days` working days from today."""

    due_at: datetime
    time: str
    days: int


@dataclass(frozen=True)
class Turn:
    """Whose turn it is: the role, the colleague who took it on, and by when; `above` is the role that was told that
    it is late, "" otherwise."""

    role: str
    assignee: Signature | None
    due_at: datetime
    above: str = ""


@dataclass(frozen=True)
class WorkPage:
    idea: Idea
    category: str
    author: Signature | None
    status: Any
    stage_title: str
    milestones: Sequence[Milestone]
    opinions: Sequence[Opinion]
    choices: Sequence[Choice]
    complaint_actions: Collection[str]
    notes: Sequence[Note]
    duties: Sequence[Duty]
    scores: Sequence[tuple[str, int]]
    promise: Promise | None
    turn: Turn | None
    claimable_slot: str | None
    closed: bool
    people: Sequence[tuple[Signature, str]]


def work_page(idea_id: int, person: Person, at: datetime) -> WorkPage:
    """The work page of an idea.

    Raises NotFound for an idea that does not exist or is not on the path.
    """
    case = case_of(idea_id)
    idea, category = _idea(idea_id)
    history = workflow.history(db.session, case.id)
    everybody = actors(person, case.author_id)
    names, lang = people.signatures([*_involved(case, history), idea.author_id]), language()
    roles: frozenset[str] = frozenset().union(*(who.roles for who in everybody))
    return WorkPage(
        idea=idea,
        category=category.label(lang) if category else "",
        author=names.get(idea.author_id or 0),
        status=case.process.public[case.public],
        stage_title=case.process.stages[case.stage].title.in_(lang),
        milestones=[_milestone(m, lang) for m in workflow.timeline(case)],
        opinions=[_opinion(s, case, names, roles, at) for s in _round(case)],
        complaint_actions=complaint_actions(case.process, case.stage),
        choices=_staff_choices(case, choices_of(case, person, everybody)),
        notes=[_note(e, case, names, lang) for e in reversed(history)],
        duties=[Duty(o.id or 0, o.text or "", not o.open, o.open and o.slot in roles) for o in case.obligations],
        scores=_scores(history, case, lang),
        promise=_promise(case, at),
        turn=_turn(case, names, lang),
        claimable_slot=_claimable(case, roles),
        closed=case.closed_at is not None,
        people=_people(case, names, lang),
    )


def _idea(idea_id: int) -> tuple[Idea, Category | None]:
    chosen = select(Idea, Category).outerjoin(Category, Category.id == Idea.category_id)
    found = db.session.execute(chosen.where(Idea.id == idea_id)).first()
    if found is None:
        raise NotFound(_l("There is no idea with this number."))
    return found.Idea, found.Category


def _promise(case: Case, at: datetime) -> Promise | None:
    due = case.answer_due_at
    return Promise(due, urgency(due, at), working_days(due, at)) if due else None


def _turn(case: Case, names: dict[int, Signature], lang: str) -> Turn | None:
    if not case.open_steps:
        return None
    step, roles = case.open_steps[0], case.process.roles
    above = roles[step.role].escalate if step.escalated_at is not None else None
    shown = roles[above].title.in_(lang) if above else ""
    return Turn(roles[step.role].title.in_(lang), names.get(step.assignee_id or 0), step.due_at, shown)


def _involved(case: Case, history: Sequence[Any]) -> Iterator[int | None]:
    for done in history:
        yield from (done.actor_id, done.on_behalf_of_id)
    for step in case.steps:
        yield from (step.assignee_id, step.by_id, step.on_behalf_of_id)


def _staff_choices(case: Case, choices: list[Choice]) -> list[Choice]:
    """The actions of the stage; of those open anywhere only what this person may do."""
    anywhere = case.process.anywhere
    authors = {action.id for action in anywhere.values() if action.role == AUTHOR}
    own = [c for c in choices if c.kind == "action" and c.action not in authors]
    return [c for c in own if c.ok or c.action not in anywhere]


def _milestone(milestone: Any, lang: str) -> Milestone:
    status = milestone.status
    label = (status.past if milestone.state == "done" else status.label).in_(lang)
    on = clock.local_date(milestone.entered_at) if milestone.entered_at else None
    return Milestone(label, status.mark, milestone.state, on)


def _round(case: Case) -> list[Any]:
    """The offices' steps of the latest round of sign-offs, in the order of the definition."""
    steps = [s for s in case.steps if s.slot]
    if not steps:
        return []
    latest = max(s.round for s in steps)
    order = list(case.process.roles)
    return sorted((s for s in steps if s.round == latest), key=lambda s: order.index(s.role))


def _opinion(step: Any, case: Case, names: dict[int, Signature], roles: frozenset[str], at: datetime) -> Opinion:
    lang = language()
    spoken = step.closed_at is not None and step.outcome in case.process.verdicts
    return Opinion(
        office=step.slot,
        title=case.process.roles[step.role].title.in_(lang),
        verdict=step.outcome if spoken else None,
        verdict_label=case.process.verdicts[step.outcome].label.in_(lang) if spoken else "",
        reason=step.reason or "",
        by=names.get(step.by_id or 0),
        at=step.closed_at,
        due_at=step.due_at,
        time=urgency(step.due_at, at),
        days=working_days(step.due_at, at),
        assignee=names.get(step.assignee_id or 0),
        may_speak=step.closed_at is None and step.role in roles,
        on_behalf_of=names.get(step.on_behalf_of_id or 0),
    )


def _note(event: Any, case: Case, names: dict[int, Signature], lang: str) -> Note:
    texts = []
    for name, field in case.process.fields.items():
        value = event.fields.get(name)
        if value in (None, ""):
            continue
        texts.append((field.label.in_(lang), _shown(field, str(value), lang)))
    label = action_label(event.action, event.from_stage, case, lang)
    return Note(event.at, names.get(event.actor_id or 0), label, texts, names.get(event.on_behalf_of_id or 0))


def _shown(field: Field, value: str, lang: str) -> str:
    """A value of the history as people read it."""
    if field.type == "date":
        return i18n.date_full(date.fromisoformat(value))
    return dict(field.choices)[value].in_(lang) if value in dict(field.choices) else value


def action_label(action: str, stage: str, case: Case, lang: str) -> str:
    """An action, or a verdict written "legal=ok", in words."""
    process = case.process
    office, _, verdict = action.partition("=")
    if verdict in process.verdicts and office in process.roles:
        return f"{process.roles[office].title.in_(lang)}: {process.verdicts[verdict].label.in_(lang)}"
    known = process.stages[stage].actions.get(action) if stage in process.stages else None
    known = known or process.anywhere.get(action)
    return known.label.in_(lang) if known else _BESIDE.get(action, action)


_BESIDE: dict[str, Any] = {
    "open": _l("Idea received"),
    "start": _l("Idea received"),
    "import": _l("Imported from another board"),
    "claim": _l("Taken on"),
    "close_obligation": _l("Condition met"),
    workflow.OVERDUE: _l("Overdue: reported above"),
    workflow.MISSED: _l("The date promised to the customer has passed"),
}


def _scores(history: Sequence[Any], case: Case, lang: str) -> list[tuple[str, int]]:
    """The latest numbers given in the evaluation."""
    latest: dict[str, int] = {}
    for event in history:
        for name, value in event.fields.items():
            field = case.process.fields.get(name)
            if field is not None and field.type == "number" and str(value).isdigit():
                latest[field.label.in_(lang)] = int(value)
    return list(latest.items())


def _claimable(case: Case, roles: frozenset[str]) -> str | None:
    """The slot this person could take on now, None when there is none."""
    free = [s for s in case.open_steps if s.assignee_id is None and s.role in roles - {AUTHOR}]
    return free[0].slot if free else None


def _people(case: Case, names: dict[int, Signature], lang: str) -> list[tuple[Signature, str]]:
    """Colleagues who worked on the idea, each with the latest role they had in it."""
    seen: dict[int, tuple[Signature, str]] = {}
    for step in case.steps:
        for person_id in (step.by_id, step.assignee_id):
            signature = names.get(person_id or 0)
            if signature is not None and signature.is_staff:
                seen[signature.id] = (signature, case.process.roles[step.role].title.in_(lang))
    return list(seen.values())
