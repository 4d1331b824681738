"""What the checks say about a text: each finding with its line, and the way of the case that gets stuck."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import workflow
from ideas.accounts import queries as people
from ideas.accounts.queries import Signature
from ideas.admin.queries.process import Coverage, Drawn, Status, coverage, drawn
from ideas.admin.words import told
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.process import running
from workflow import Draft, Finding, Process

LISTED, AROUND = 50, 1


@dataclass(frozen=True)
class Move:
    """One step of a counter-example: what is done, and the stage where the case is then. Verdicts that leave it where
    it is are part of the step that they lead to, so that steps have the numbers of the picture."""

    label: str
    stage: str
    status: Status


@dataclass(frozen=True)
class Fault:
    """A finding beside its lines: `excerpt` has numbers and texts, `start` is where a stuck case began."""

    code: str
    place: str
    sentence: str
    line: int | None
    excerpt: Sequence[tuple[int, str]]
    start: Move | None
    moves: Sequence[Move]


@dataclass(frozen=True)
class Checked:
    """`more` faults are not listed; `drawn` is there when the form of the file holds, with `shown` the fault whose
    way is in the picture; `coverage` when there is no fault."""

    faults: Sequence[Fault]
    more: int
    drawn: Drawn | None
    shown: Fault | None
    coverage: Coverage | None


@dataclass(frozen=True)
class Editor:
    """The page of the editor: the draft as it was saved last, by whom, and what the checks say about the text that is
    shown. `theirs` says what the text changes in a draft that somebody saved meanwhile."""

    saved: Draft | None
    by: Signature | None
    checked: Checked | None
    theirs: Sequence[str]


def editor(text: str, at: datetime, *, sent: bool, lost: bool) -> Editor:
    """`sent` when the text comes from a form; `lost` when another draft was saved first. Of the running version itself
    nobody asks whether it passes."""
    saved = workflow.draft(db.session)
    by = people.signatures([saved.drafted_by]).get(saved.drafted_by or 0) if saved else None
    asked = checked(text, at) if text and (saved or sent) else None
    return Editor(saved, by, asked, _differing(saved.text, text) if saved and lost else ())


def checked(text: str, at: datetime) -> Checked:
    """Every check of a publication that needs no live case, with the people of today."""
    findings = workflow.findings(db.session, text, staffing=people.staffing(), at=at)
    lines, process = text.splitlines(), _readable(text)
    faults = [_fault(found, lines, process) for found in findings[:LISTED]]
    if process is None:
        return Checked(faults, len(findings) - len(faults), None, None, None)
    shown = next((n for n, fault in enumerate(faults) if fault.moves), None)
    way = _stages(process, findings[shown]) if shown is not None else ()
    return Checked(
        faults,
        len(findings) - len(faults),
        drawn(process, way, before=running()),
        faults[shown] if shown is not None else None,
        None if faults else coverage(process),
    )


def _differing(saved: str, typed: str) -> Sequence[str]:
    """What a typed text says otherwise than the one that somebody saved meanwhile, as far as both can be read."""
    theirs, mine = _readable(saved), _readable(typed)
    if theirs is None or mine is None:
        return ()
    return told(workflow.difference(theirs, mine))


def _readable(text: str) -> Process | None:
    """The process, faults and all, when its form holds."""
    try:
        return workflow.read(text)
    except workflow.InvalidProcess:
        return None


def _fault(found: Finding, lines: list[str], process: Process | None) -> Fault:
    first, last = (max(1, found.line - AROUND), min(len(lines), found.line + AROUND)) if found.line else (1, 0)
    excerpt = [(n, lines[n - 1]) for n in range(first, last + 1)]
    walked = _stages(process, found) if process and found.path else ()
    moves = _moves(process, found.path, walked) if process else []
    start = _at(process, "", walked[0]) if process and moves else None
    return Fault(found.code, found.place, found.sentence.in_(language()), found.line, excerpt, start, moves)


def _stages(process: Process, found: Finding) -> tuple[str, ...]:
    """A process with faults may not even be walked: a name that is missing ends the way before it begins."""
    known = process.start in process.stages and all(
        action.to in process.stages or action.to.startswith("@")
        for stage in process.stages.values()
        for action in stage.actions.values()
    )
    return workflow.stages_along(process, found.path) if known and found.path else ()


def _moves(process: Process, path: Sequence[str], walked: Sequence[str]) -> list[Move]:
    found, said = [], []
    for n, (move, before, after) in enumerate(zip(path, walked, walked[1:], strict=False), 2):
        said.append(_label(process, move, before))
        if before != after or n == len(walked):
            found.append(_at(process, "; ".join(said), after))
            said = []
    return found


def _label(process: Process, move: str, stage: str) -> str:
    lang = language()
    office, _, verdict = move.partition("=")
    if verdict:
        who = process.roles[office].title.in_(lang) if office in process.roles else office
        said = process.verdicts[verdict].label.in_(lang) if verdict in process.verdicts else verdict
        return f"{who}: {said}"
    known = process.stages[stage].actions.get(move) or process.anywhere.get(move)
    return known.label.in_(lang) if known else move


def _at(process: Process, label: str, stage: str) -> Move:
    status = process.public.get(process.stages[stage].public)
    title = process.stages[stage].title.in_(language())
    return Move(label, title, Status(status.mark if status else "", title))
