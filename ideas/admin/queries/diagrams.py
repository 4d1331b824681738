"""A diagram drawn elsewhere, as the text of a definition or as what cannot be read in it."""

from collections.abc import Sequence
from dataclasses import dataclass

import workflow
from ideas.kernel.i18n import language


@dataclass(frozen=True)
class Element:
    """One that is refused: `place` is its id and type."""

    place: str
    sentence: str
    code: str


@dataclass(frozen=True)
class Imported:
    """`text` is None when something in the file was refused."""

    text: str | None
    refused: Sequence[Element] = ()


def imported(diagram: bytes) -> Imported:
    try:
        return Imported(workflow.bpmn.read(diagram))
    except workflow.InvalidProcess as invalid:
        lang = language()
        return Imported(None, [Element(each.place, each.sentence.in_(lang), each.code) for each in invalid.findings])
