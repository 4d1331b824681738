"""What the process promises, for the pages that explain it."""

from dataclasses import dataclass

from ideas.board.policy import WAITING
from ideas.kernel.i18n import language
from ideas.kernel.process import running
from workflow import Process

ANSWER = "answer"


@dataclass(frozen=True)
class StageGuide:
    """One public stage. `promise_days`: the working days its steps may take, None where nothing is promised."""

    key: str
    label: str
    mark: str
    say: str
    promise_days: int | None


def promise_days() -> int:
    """Within how many working days the bank answers."""
    return _days(running().clocks[ANSWER].due)


def answer_days() -> int:
    """How many working days an author has to answer the bank before the idea is closed; 0 when it never is."""
    process = running()
    asked = [stage for stage in process.stages.values() if stage.public == WAITING]
    return max((_days(stage.due) for stage in asked if stage.timer), default=0)


def stage_guide() -> list[StageGuide]:
    """The main path with the days of each stage, added up from the definition."""
    process, lang = running(), language()
    return [
        StageGuide(s.key, s.label.in_(lang), s.mark, s.say.in_(lang), _promised(process, s.key))
        for s in process.main_path
    ]


def _promised(process: Process, status: str) -> int | None:
    if status == process.main_path[-1].key:
        return None
    days = [_days(stage.due) for stage in process.stages.values() if stage.public == status and not stage.is_end]
    return sum(days) or None


def _days(span: str) -> int:
    """ "25bd" -> 25; spans in hours promise no days."""
    return int(span.removesuffix("bd")) if span.endswith("bd") else 0
