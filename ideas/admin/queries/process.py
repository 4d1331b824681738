"""The process as its administrators see it: the picture, the stages one by one, how they do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

import workflow
from ideas.accounts import queries as people
from ideas.accounts.queries import Signature
from ideas.admin.drawing import Picture, picture
from ideas.admin.queries.figures import Figures, figures
from ideas.admin.queries.promises import Kept, kept_promises
from ideas.admin.queries.versions import VersionRow, signatories, undoable, version_rows, version_text
from ideas.admin.words import span
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.process import running
from workflow import Draft, Finding, Process, Publication, PublicStatus, Stage

BACK = "@back"


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
class Promise:
    """One across stages, named by where it begins; `due` in words."""

    id: str
    label: str
    due: str


@dataclass(frozen=True)
class Drawn:
    """A process as picture and as table; both say the same."""

    name: str
    picture: Picture
    rows: Sequence[StageRow]
    promises: Sequence[Promise]


@dataclass(frozen=True)
class Coverage:
    """`stories` are the scenarios by name; of `moves` actions and verdicts, those in `left` are in none of them."""

    stories: Sequence[str]
    moves: int
    left: Sequence[str]

    @property
    def done(self) -> int:
        return self.moves - len(self.left)


@dataclass(frozen=True)
class VersionPage:
    row: VersionRow
    text: str
    drawn: Drawn
    coverage: Coverage


@dataclass(frozen=True)
class ProcessPage:
    """`staffing` are the findings about today's people; `last` the publication that can be undone, if one can;
    `draft` the next version as it was saved last, by `drafter`."""

    drawn: Drawn
    figures: Mapping[str, Figures]
    kept: Mapping[str, Kept]
    versions: Sequence[VersionRow]
    last: Publication | None
    draft: Draft | None
    drafter: Signature | None
    staffing: Sequence[Finding]


def process_page(at: datetime) -> ProcessPage:
    """The running version, how it is doing, and what came before and may come next."""
    process, publications, draft = running(), workflow.publications(db.session), workflow.draft(db.session)
    names = signatories(publications, draft)
    return ProcessPage(
        drawn(process), figures(process, at), kept_promises(at), version_rows(publications, names),
        undoable(publications), draft, names.get(draft.drafted_by or 0) if draft else None,
        workflow.check_people(process, people.staffing()),
    )  # fmt: skip


def version_page(n: int) -> VersionPage:
    """One published version. Raises NotFound."""
    found = version_text(n)
    return VersionPage(found.row, found.text, drawn(found.process), coverage(found.process))


def coverage(process: Process) -> Coverage:
    """What the stories of a definition go through."""
    taken = workflow.coverage(process)
    left = [in_words(process, name) for name, done in taken.items() if not done]
    return Coverage([story.name for story in process.scenarios], len(taken), left)


def in_words(process: Process, move: str) -> str:
    """ "triage.accept", "signoff=no" and "anywhere.withdraw" as people read them."""
    lang = language()
    place, _dot, action = move.partition(".")
    stage, _equals, verdict = move.partition("=")
    if verdict and stage in process.stages and verdict in process.verdicts:
        return f"{process.stages[stage].title.in_(lang)}: {process.verdicts[verdict].label.in_(lang)}"
    known = process.anywhere.get(action) if place == "anywhere" else process.stages[place].actions.get(action)
    where = _("Anywhere") if place == "anywhere" else process.stages[place].title.in_(lang)
    return f"{where}: {known.label.in_(lang) if known else action}"


def drawn(process: Process, stuck: tuple[str, ...] = (), *, before: Process | None = None) -> Drawn:
    """`stuck`: the stages of a counter-example, to be drawn in red. Stages that `before` does not have are dashed."""
    lang = language()
    promises = [
        Promise(clock.name, _clock_label(process, clock.start), span(process, clock.due))
        for clock in process.clocks.values()
    ]
    rows = [_stage_row(process, stage) for stage in process.stages.values()]
    return Drawn(process.name.in_(lang), picture(process, stuck, _new_stages(process, before)), rows, promises)


def _new_stages(process: Process, before: Process | None) -> frozenset[str]:
    """Those that no stage of the version before goes on in; none without one before."""
    if before is None:
        return frozenset()
    return frozenset(process.stages) - {process.renamed("stage", name) for name in before.stages}


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
