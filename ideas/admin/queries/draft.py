"""What the checks say about a text: each finding with its line, and the way of the case that gets stuck."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import workflow
from ideas.admin.queries.process import Drawn, Status, drawn
from ideas.kernel.i18n import language
from workflow import Finding, Process

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
    way is in the picture; `moves` and `uncovered` when there is no fault."""

    faults: Sequence[Fault]
    more: int
    drawn: Drawn | None
    shown: Fault | None
    moves: int = 0
    uncovered: Sequence[str] = ()


def checked(text: str, at: datetime) -> Checked:
    """Every check of a publication that needs no live case."""
    try:
        process = workflow.load(text, at)
    except workflow.InvalidProcess as invalid:
        return _faulty(text, invalid.findings)
    covered = workflow.coverage(process)
    uncovered = [name for name, taken in covered.items() if not taken]
    return Checked((), 0, drawn(process), None, len(covered), uncovered)


def _faulty(text: str, findings: Sequence[Finding]) -> Checked:
    lines = text.splitlines()
    try:
        process = workflow.read(text)
    except workflow.InvalidProcess:
        faults = [_fault(found, lines, None) for found in findings[:LISTED]]
        return Checked(faults, len(findings) - len(faults), None, None)
    faults = [_fault(found, lines, process) for found in findings[:LISTED]]
    shown = next((n for n, fault in enumerate(faults) if fault.moves), None)
    picture = drawn(process, _stages(process, findings[shown]) if shown is not None else ())
    return Checked(faults, len(findings) - len(faults), picture, faults[shown] if shown is not None else None)


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
