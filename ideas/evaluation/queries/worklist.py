"""The worklist: open work of a person's roles, soonest due first, paged by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, case, func, literal, select, union_all

import workflow
from ideas.accounts import queries as people
from ideas.accounts.models import Person
from ideas.accounts.queries import Signature
from ideas.board.models import Category, Idea
from ideas.board.queries import on_desk_of
from ideas.evaluation.policy import AUTHOR, absent_roles
from ideas.evaluation.queries.conditions import Condition, counted, open_conditions
from ideas.evaluation.queries.due import soon_limit, urgency, working_days
from ideas.kernel import paging
from ideas.kernel.db import db
from ideas.kernel.errors import Invalid
from ideas.kernel.i18n import language
from ideas.kernel.ids import practice_number
from ideas.kernel.process import running

PAGE = 25
COUNTED = 200  # tabs count at most so many rows per role, and say "200+": no page may cost more on a larger board
SHOWS = ("open", "area", "unassigned", "mine", "soon", "late", "waiting", "conditions")
Absent = Mapping[int, frozenset[str]]
OVERSEERS = frozenset({"executive", "admin"})

step = workflow.tables.step
cases = workflow.tables.case


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; `show` is one of SHOWS."""

    show: str = "open"
    category_id: int | None = None
    stage: str | None = None
    after: str | None = None

    @classmethod
    def read(cls, typed: Mapping[str, str], *, own_areas: bool = False) -> "Filters":
        """The filters in an address; what is unknown is left out. Who has areas of their own begins with those."""
        show, category, stage = typed.get("show", ""), typed.get("category", ""), typed.get("stage", "")
        begin = "area" if own_areas and not typed else "open"
        return cls(
            show=show if show in SHOWS else begin,
            category_id=int(category) if category.isdigit() and len(category) < 10 else None,
            stage=stage if stage in running().stages else None,
            after=typed.get("after") or None,
        )

    def address(self, **changed: Any) -> dict[str, Any]:
        """The query of the page with these filters and some of them changed; a new list starts at its beginning."""
        query = {"show": self.show, "category": self.category_id, "stage": self.stage, **changed}
        return {name: value for name, value in query.items() if value}


@dataclass(frozen=True)
class Label:
    """A public status as the list draws it."""

    mark: str
    label: str


@dataclass(frozen=True)
class Row:
    """One piece of open work. `time` is late, soon, ok or hold; `days` working days until due (negative: since);
    `stands_in` when it is the work of an absent colleague."""

    idea_id: int
    number: str
    title: str
    category: Category | None
    stage: str
    slot: str
    role_title: str
    public: Label
    votes: int
    due_at: datetime
    time: str
    days: int
    assignee: Signature | None
    mine: bool
    claimable: bool
    escalated: bool
    stands_in: bool


@dataclass(frozen=True)
class Counts:
    """How much work is in each tab, each at most `COUNTED` per role; `more` says that counting stopped there."""

    open: int = 0
    area: int = 0
    unassigned: int = 0
    mine: int = 0
    soon: int = 0
    late: int = 0
    waiting: int = 0
    conditions: int = 0
    more: bool = False


@dataclass(frozen=True)
class FilterChoices:
    categories: Sequence[tuple[int, str]]
    stages: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Worklist:
    rows: Sequence[Row]
    after: str | None
    conditions: Sequence[Condition] = ()


def filter_choices() -> FilterChoices:
    """What the list can be narrowed to: areas, and stages that somebody works on."""
    lang = language()
    categories = db.session.scalars(select(Category).order_by(Category.position, Category.name))
    stages = [(s.id, s.title.in_(lang)) for s in running().stages.values() if not s.is_end]
    return FilterChoices([(c.id, c.label(lang)) for c in categories], stages)


def desks(person: Person, absent: Absent) -> tuple[str, ...]:
    """The process roles whose work this person sees, also in the place of others; those who oversee see everybody's."""
    process = running()
    known = tuple(role for role in process.roles if role != AUTHOR)
    if OVERSEERS & person.roles:
        return known
    return tuple(role for role in known if role in person.roles.union(*absent.values()))


def below(person: Person, absent: Absent) -> tuple[str, ...]:
    """The roles whose overdue work this person has to know of, beside their own."""
    own = desks(person, absent)
    return tuple(r.id for r in running().roles.values() if r.escalate in person.roles and r.id not in own)


def counts(person: Person, at: datetime, absent: Absent | None = None) -> Counts:
    """The numbers beside the tabs, in one statement that reads at most COUNTED rows for each role."""
    absent = absent_roles(person) if absent is None else absent
    roles = desks(person, absent)
    if not roles:
        return Counts()
    open_rows = union_all(*[_bounded(role, person.id) for role in (*roles, AUTHOR)]).subquery()
    ours = open_rows.c.role != AUTHOR
    soon = soon_limit(at)
    tests = {
        "open": ours,
        "area": and_(ours, open_rows.c.area),
        "unassigned": and_(ours, open_rows.c.assignee_id.is_(None)),
        "mine": and_(ours, open_rows.c.assignee_id.in_((person.id, *absent))),
        "soon": and_(ours, open_rows.c.due_at >= at, open_rows.c.due_at <= soon),
        "late": and_(ours, open_rows.c.due_at < at),
        "waiting": open_rows.c.role == AUTHOR,
    }
    sums = [func.coalesce(func.sum(case((test, 1), else_=0)), 0).label(name) for name, test in tests.items()]
    conditions = counted(roles, COUNTED).label("conditions")
    found = db.session.execute(select(*sums, conditions)).one()._asdict()
    return Counts(**{name: int(n) for name, n in found.items()}, more=int(found["open"]) >= COUNTED)


def _bounded(role: str, person_id: int) -> Select[Any]:
    inner = (
        select(step.c.role, step.c.assignee_id, step.c.due_at, on_desk_of(person_id).label("area"))
        .join(cases, cases.c.id == step.c.case_id)
        .join(Idea, Idea.id == cases.c.subject_id)
        .where(*_open_of(role))
        .order_by(step.c.due_at, step.c.id)
        .limit(COUNTED)
        .subquery()
    )
    return select(inner)


def _open_of(role: str) -> list[ColumnElement[bool]]:
    """Open work of that role. Of a customer, only what we wait for: whether to accept a no is theirs to decide."""
    found = [step.c.closed_at.is_(None), step.c.role == role]
    if role == AUTHOR:
        process = running()
        refused = [stage.id for stage in process.stages.values() if process.public_of(stage.id).refusal]
        found.append(step.c.stage.not_in(refused))
    return found


def worklist(person: Person, filters: Filters, at: datetime, absent: Absent | None = None) -> Worklist:
    """One page of open work. `absent` has the colleagues for whom the person stands in, where it is known already.

    Raises Invalid for a cursor that was cut.
    """
    absent = absent_roles(person) if absent is None else absent
    if filters.show == "conditions":
        conditions, after = open_conditions(desks(person, absent), filters.after)
        return Worklist((), after, conditions)
    key = _key(filters.after) if filters.after else None
    found = db.session.execute(_page(person, absent, filters, at, key)).all()
    names = people.signatures(row.assignee_id for row in found)
    rows = [_row(row, names, person, absent, at) for row in found[:PAGE]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    after = paging.encode((last.due_at.isoformat(), last.step_id)) if last else None
    return Worklist(rows, after)


def _key(cursor: str) -> paging.Key:
    due_at, step_id = paging.decode(cursor, (str, int))
    try:
        return datetime.fromisoformat(due_at).astimezone(UTC), step_id
    except ValueError as problem:
        raise Invalid(_l("This page address is not complete."), code="cursor") from problem


def _page(person: Person, absent: Absent, filters: Filters, at: datetime, key: paging.Key | None) -> Select[Any]:
    """Each role's rows come from their own index, already in order; the few that survive are joined."""
    roles = (AUTHOR,) if filters.show == "waiting" else desks(person, absent)
    mine = (person.id, *absent)
    parts = [_work_of(role, mine, filters, at, key) for role in roles]
    if filters.show in ("open", "late"):
        parts += [_work_of(role, mine, filters, at, key, escalated=True) for role in below(person, absent)]
    ids = union_all(*parts) if parts else select(literal(0).label("id"), step.c.due_at).where(step.c.id < 0)
    chosen = ids.subquery()
    return (
        select(
            step.c.id.label("step_id"), step.c.due_at, step.c.slot, step.c.role, step.c.assignee_id, step.c.stage,
            step.c.escalated_at,
            Idea.id.label("idea_id"), Idea.title, Idea.created_at, Idea.votes, Category,
        )
        .select_from(chosen)
        .join(step, step.c.id == chosen.c.id)
        .join(cases, cases.c.id == step.c.case_id)
        .join(Idea, Idea.id == cases.c.subject_id)
        .outerjoin(Category, Category.id == Idea.category_id)
        .order_by(chosen.c.due_at, chosen.c.id)
        .limit(PAGE + 1)
    )  # fmt: skip


def _work_of(
    role: str, mine: tuple[int, ...], filters: Filters, at: datetime, key: paging.Key | None, *, escalated: bool = False
) -> Select[Any]:
    query = select(step.c.id, step.c.due_at).where(*_open_of(role))
    if escalated:
        query = query.where(step.c.due_at < at, step.c.escalated_at.is_not(None))
    if filters.show == "mine":
        query = query.where(step.c.assignee_id.in_(mine))
    elif filters.show == "unassigned":
        query = query.where(step.c.assignee_id.is_(None))
    elif filters.show == "late":
        query = query.where(step.c.due_at < at)
    elif filters.show == "soon":
        query = query.where(step.c.due_at >= at, step.c.due_at <= soon_limit(at))
    if filters.stage:
        query = query.where(step.c.stage == filters.stage)
    query = _of_areas(query, mine[0], filters)
    if key:
        query = query.where((step.c.due_at > key[0]) | ((step.c.due_at == key[0]) & (step.c.id > key[1])))
    return select(query.order_by(step.c.due_at, step.c.id).limit(PAGE + 1).subquery())


def _of_areas(query: Any, person_id: int, filters: Filters) -> Any:
    if not filters.category_id and filters.show != "area":
        return query
    query = query.join(cases, cases.c.id == step.c.case_id).join(Idea, Idea.id == cases.c.subject_id)
    if filters.show == "area":
        query = query.where(on_desk_of(person_id))
    return query.where(Idea.category_id == filters.category_id) if filters.category_id else query


def _row(row: Any, names: dict[int, Signature], person: Person, absent: Absent, at: datetime) -> Row:
    process = running()
    status, lang = process.public_of(row.stage), language()
    passed: frozenset[str] = frozenset().union(*absent.values())
    return Row(
        idea_id=row.idea_id,
        number=practice_number(row.idea_id, row.created_at),
        title=row.title,
        category=row.Category,
        stage=row.stage,
        slot=row.slot,
        role_title=process.roles[row.role].title.in_(lang),
        public=Label(status.mark, status.label.in_(lang)),
        votes=row.votes,
        due_at=row.due_at,
        time=urgency(row.due_at, at, paused=row.role == AUTHOR),
        days=working_days(row.due_at, at),
        assignee=names.get(row.assignee_id),
        mine=row.assignee_id == person.id,
        claimable=row.assignee_id is None and row.role in person.roles | passed,
        escalated=row.escalated_at is not None,
        stands_in=row.assignee_id in absent or row.role in passed - person.roles,
    )
