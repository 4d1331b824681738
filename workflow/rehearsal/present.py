"""What a draft would do to the cases under way, counted by SQL place by place, before anybody decides."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, and_, exists, func, select

from workflow.definition.model import Process, Stage
from workflow.rehearsal.wording import cases, sentence
from workflow.store.tables import case, step
from workflow.store.versions import Db, find, processes
from workflow.text import Text
from workflow.versions.carrying import Decisions

# What stops a publication until somebody decides or the draft changes.
BLOCKING = frozenset({"needs_decision", "role_in_use"})

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Effect:
    """One thing that happens to `cases` cases in `stage` (a name of the running version). `detail` is the office, role
    or stage that it is about."""

    code: str
    stage: str
    detail: str
    cases: int
    sentence: Text


@dataclass(frozen=True)
class Rehearsal:
    """`unaffected` cases only change version. A case may be counted under several effects."""

    unaffected: int
    effects: tuple[Effect, ...] = field(default_factory=tuple)

    @property
    def blocking(self) -> tuple[Effect, ...]:
        return tuple(effect for effect in self.effects if effect.code in BLOCKING)

    @property
    def sentences(self) -> tuple[Text, ...]:
        """All of it in words, what does not change first."""
        unchanged = sentence("unaffected", {"cases": cases(self.unaffected)})
        return (unchanged, *(effect.sentence for effect in self.effects))


def rehearse(db: Db, new: Process, decided: Decisions | None = None) -> Rehearsal:
    """The effects of `new` on every case under way (and on closed ones whose end it drops), given the decisions."""
    decided, process_of = decided or {}, processes(db)
    counted: Counter[Key] = Counter()
    titles: dict[str, Text] = {}
    unaffected = 0
    for group in _groups(db, new):
        old = process_of(group.version_id)
        titles[group.stage] = old.stages[group.stage].title
        effects: list[Key] = list(dict.fromkeys(_effects(old, new, group, decided)))
        unaffected += 0 if effects else group.cases
        counted.update({(code, stage, detail): group.cases for code, stage, detail in effects})
        titles.update({stage: old.stages[stage].title for _, stage, _ in effects})
    for version_id, stage, waiting in _joining(db, new, decided, process_of):
        counted["joins", stage, ""] += waiting
        titles.setdefault(stage, process_of(version_id).stages[stage].title)
    for version_id, role, count in _roles(db, new):
        if new.renamed("role", role) not in new.roles:
            counted["role_in_use", "", role] += count
            titles[role] = process_of(version_id).roles[role].title
    return Rehearsal(unaffected, tuple(_effect(new, key, count, titles) for key, count in counted.items()))


def _effect(new: Process, key: Key, count: int, titles: Mapping[str, Text]) -> Effect:
    code, stage, detail = key
    known = new.stages.get(detail) or new.roles.get(detail)
    about = known.title if known else titles.get(detail, Text(it=detail, en=detail))
    values = {"cases": cases(count), "stage": titles.get(stage, Text(it=stage)), "detail": about}
    return Effect(code, stage, detail, count, sentence(code, values))


def _groups(db: Db, new: Process) -> list[Row[Any]]:
    closed = case.c.closed_at.is_not(None)
    columns = (case.c.version_id, case.c.stage, case.c.public, case.c.back, closed.label("closed"))
    chosen = select(*columns, func.count().label("cases")).where(case.c.process_key == new.key)
    homes = [stage.id for stage in new.stages.values() if stage.is_end]
    gone = case.c.closed_at.is_(None) | case.c.stage.not_in(homes) | case.c.public.not_in(list(new.public))
    present = find(db, new)
    other = case.c.version_id != (present or 0)
    grouped = (case.c.version_id, case.c.stage, case.c.public, case.c.back, closed)
    return list(db.execute(chosen.where(gone, other).group_by(*grouped).order_by(*grouped)).all())


def _effects(old: Process, new: Process, group: Row[Any], decided: Decisions) -> Iterator[Key]:
    here = group.stage
    home = new.stages.get(decided.get(here) or new.renamed("stage", here))
    if home is None or home.is_end != group.closed:
        yield "needs_decision", here, ""
        return
    if group.back and group.back not in decided and new.renamed("stage", group.back) not in new.stages:
        yield "needs_decision", group.back, ""
    if here in decided:
        yield "decided", here, home.id
    elif home.id != here:
        yield "renamed", here, home.id
    if home.public != group.public:
        yield "public_changed", here, home.id
    if not group.closed and here not in decided:
        yield from _stage_effects(new, old.stages[here], home)


def _stage_effects(new: Process, old: Stage, home: Stage) -> Iterator[Key]:
    if bool(old.offices) != bool(home.offices):
        yield "entered_anew", old.id, home.id
        return
    before = {new.renamed("role", office) for office in old.offices}
    yield from (("new_office", old.id, office) for office in home.offices if office not in before)
    yield from (("office_dropped", old.id, office) for office in sorted(before - set(home.offices)))
    if (old.due, old.due_else) != (home.due, home.due_else):
        yield "due_changed", old.id, home.id
    if not home.offices and new.renamed("role", old.role) != home.role:
        yield "role_changed", old.id, home.role
    if (old.timer is None) != (home.timer is None):
        yield "timer_changed", old.id, home.id


def _joining(
    db: Db, new: Process, decided: Decisions, process_of: Callable[[int], Process]
) -> Iterator[tuple[int, str, int]]:
    """Parallel stages in which some cases wait only for offices that the new version does not ask any more."""
    places = select(case.c.version_id, case.c.stage).where(case.c.process_key == new.key, case.c.closed_at.is_(None))
    for version_id, stage in db.execute(places.distinct()).all():
        old = process_of(version_id).stages[stage]
        home = new.stages.get(new.renamed("stage", stage))
        if stage in decided or home is None or not (old.offices and home.offices):
            continue
        renamed = {office: new.renamed("role", office) for office in old.offices}
        if set(home.offices) - set(renamed.values()) or set(renamed.values()) <= set(home.offices):
            continue
        staying = [office for office, name in renamed.items() if name in home.offices]
        waits = exists().where(and_(step.c.case_id == case.c.id, step.c.closed_at.is_(None), step.c.slot.in_(staying)))
        count = db.execute(
            select(func.count()).where(
                case.c.version_id == version_id, case.c.stage == stage, case.c.closed_at.is_(None), ~waits
            )
        ).scalar_one()
        if count:
            yield version_id, stage, count


def _roles(db: Db, new: Process) -> list[Any]:
    """How many live cases have a step of each role: pages show them, so a role that has worked cannot vanish."""
    counted = (
        select(case.c.version_id, step.c.role, func.count(case.c.id.distinct()))
        .join(step, step.c.case_id == case.c.id)
        .where(case.c.process_key == new.key, case.c.closed_at.is_(None))
        .group_by(case.c.version_id, step.c.role)
    )
    return list(db.execute(counted).all())
