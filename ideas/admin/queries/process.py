"""The process as its administrators see it: the picture, the stages one by one, the versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, Select, select

import workflow
from ideas.accounts import queries as people
from ideas.accounts.queries import Signature
from ideas.admin.drawing import Picture, picture
from ideas.admin.queries.figures import Figures, figures
from ideas.admin.words import span
from ideas.kernel.db import db
from ideas.kernel.errors import NotFound
from ideas.kernel.i18n import language
from ideas.kernel.process import running
from workflow import Draft, Finding, Process, Publication, PublicStatus, Stage

SHOWN = 20
BACK = "@back"
version = workflow.tables.version


@dataclass(frozen=True)
class Status:
    """A public status as the pages draw it."""

    mark: str
    label: str


@dataclass(frozen=True)
class Deed:
    """One thing that can be done in a stage; `by` is person, timer or join."""

    label: str
    leads_to: str
    by: str


@dataclass(frozen=True)
class StageRow:
    """A stage in words; `anywhere` are deeds possible in many stages that lead here."""

    id: str
    title: str
    status: Status
    roles: tuple[str, ...]
    promise: str
    deeds: tuple[Deed, ...]
    anywhere: tuple[str, ...]
    is_end: bool


@dataclass(frozen=True)
class Drawn:
    """A process as picture and as table; both say the same."""

    name: str
    picture: Picture
    rows: Sequence[StageRow]
    promises: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class VersionRow:
    n: int
    at: datetime
    hash: str
    drafted_by: Signature | None
    approved_by: Signature | None
    running: bool


@dataclass(frozen=True)
class ProcessPage:
    """`staffing` are the findings about today's people; `last` the publication that can be undone, if one can."""

    drawn: Drawn
    last: Publication | None
    draft: Draft | None
    figures: Mapping[str, Figures]
    versions: Sequence[VersionRow]
    staffing: Sequence[Finding]


@dataclass(frozen=True)
class VersionPage:
    """`uncovered` names the moves that no scenario makes."""

    row: VersionRow
    text: str
    drawn: Drawn
    scenarios: Sequence[str]
    moves: int
    uncovered: Sequence[str]


def process_page(at: datetime) -> ProcessPage:
    process = running()
    return ProcessPage(
        drawn(process), _last(), workflow.draft(db.session), figures(process, at), versions(process.key),
        staffing(process),
    )  # fmt: skip


def _last() -> Publication | None:
    """The newest publication, when it has one before it and was not undone."""
    newest, *before = workflow.publications(db.session)
    return newest if before and newest.undone_at is None else None


def staffing(process: Process) -> list[Finding]:
    """What the bank's people of today cannot do in that process."""
    return workflow.check_people(process, people.staffing())


def drawn(process: Process, stuck: tuple[str, ...] = ()) -> Drawn:
    """`stuck`: the stages of a counter-example, to be drawn in red."""
    lang = language()
    promises = [(_clock_label(process, clock.start), span(process, clock.due)) for clock in process.clocks.values()]
    rows = [_stage_row(process, stage) for stage in process.stages.values()]
    return Drawn(process.name.in_(lang), picture(process, stuck), rows, promises)


def versions(key: str) -> list[VersionRow]:
    """The newest published versions, at most SHOWN."""
    return _rows(db.session.execute(_versions(key).limit(SHOWN)).all())


def version_page(n: int) -> VersionPage:
    """One published version. Raises NotFound."""
    chosen = _versions(running().key).add_columns(version.c.text).where(version.c.n == n)
    row = db.session.execute(chosen).first()
    if row is None:
        raise NotFound(_l("The process has no version with this number."))
    process = workflow.read(row.text)
    covered = workflow.coverage(process)
    return VersionPage(
        _rows([row])[0],
        row.text,
        drawn(process),
        [scenario.name for scenario in process.scenarios],
        len(covered),
        [name for name, taken in covered.items() if not taken],
    )


def published(n: int) -> Process:
    """The process of a version. Raises NotFound."""
    chosen = select(version.c.text).where(version.c.key == running().key, version.c.n == n)
    text = db.session.scalar(chosen)
    if text is None:
        raise NotFound(_l("The process has no version with this number."))
    return workflow.read(text)


def _versions(key: str) -> Select[Any]:
    columns = (version.c.n, version.c.at, version.c.hash, version.c.drafted_by, version.c.approved_by)
    return select(*columns).where(version.c.key == key).order_by(version.c.n.desc())


def _rows(rows: Sequence[Row[Any]]) -> list[VersionRow]:
    names = people.signatures(who for row in rows for who in (row.drafted_by, row.approved_by))
    live = running().hash
    return [
        VersionRow(
            row.n, row.at, row.hash[:12], names.get(row.drafted_by), names.get(row.approved_by), row.hash == live
        )
        for row in rows
    ]


def _stage_row(process: Process, stage: Stage) -> StageRow:
    lang = language()
    who = stage.offices or ((stage.role,) if stage.role else ())
    deeds = [Deed(action.label.in_(lang), _target(process, action.to), action.by) for action in stage.actions.values()]
    return StageRow(
        stage.id,
        stage.title.in_(lang),
        _status(process.public.get(stage.public)),
        tuple(process.roles[role].title.in_(lang) for role in who if role in process.roles),
        span(process, stage.due),
        tuple(deeds),
        tuple(action.label.in_(lang) for action in process.anywhere.values() if action.to == stage.id),
        stage.is_end,
    )


def _status(status: PublicStatus | None) -> Status:
    return Status(status.mark, status.label.in_(language())) if status else Status("", "")


def _target(process: Process, to: str) -> str:
    """Where an action leads, in words; "" is back where the case came from."""
    if to == BACK:
        return ""
    return process.stages[to].title.in_(language()) if to in process.stages else to


def _clock_label(process: Process, start: str) -> str:
    """A promise across stages is named by where it begins."""
    title = process.stages[start].title.in_(language()) if start in process.stages else start
    return _("From “%(stage)s” to an answer", stage=title)
