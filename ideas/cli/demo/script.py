"""The demo's files as one list of scenes, each at a working day of the past, in the order they happened."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from ideas.cli.demo import house
from ideas.kernel import clock
from workflow import Calendar

FOLDER = Path(__file__).parent
IDEAS = ("open.toml", "done.toml", "closed.toml")
MORNING, EVENING = time(9), time(18, 30)
DAY = timedelta(days=1)
SUBMIT, VERDICT, CLAIM, COMMENT, ACTION, WRITTEN, APPROVED, PUBLISHED, HOUSE = (
    "submit", "verdict", "claim", "comment", "action", "written", "approved", "published", "house",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """One thing that somebody did to the idea `key`."""

    at: datetime
    kind: str
    key: str
    by: str
    words: Mapping[str, Any] = field(default_factory=dict)


def bank() -> dict[str, Any]:
    """People, and who is in which team."""
    return tomllib.loads((FOLDER / "bank.toml").read_text(encoding="utf-8"))


def scenes(calendar: Calendar, today: date) -> list[Scene]:
    """Everything that happened until `today`, oldest first."""
    days = _WorkingDays(calendar, today)
    ideas = [idea for name in IDEAS for idea in tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["idea"]]
    moderated = (
        Scene(at, HOUSE, words["idea"], words.get("by", ""), {**words, "step": step})
        for at, step, words in house.steps(days.at, MORNING)
    )
    found = [*(scene for idea in ideas for scene in _scenes(idea, days)), *moderated]
    return sorted(found, key=lambda scene: scene.at)


def _scenes(idea: dict[str, Any], days: "_WorkingDays") -> Iterator[Scene]:
    key = idea["key"]
    yield Scene(days.at(idea, EVENING), SUBMIT, key, idea["author"], idea)
    for step in idea.get("step", ()):
        yield Scene(days.at(step, MORNING), _kind(step), key, step["by"], step)
    announcement = idea.get("announcement", {})
    for kind in (WRITTEN, APPROVED, PUBLISHED):
        if kind in announcement:
            moment = announcement[kind]
            out = days.at(announcement[PUBLISHED], MORNING) if PUBLISHED in announcement else None
            yield Scene(days.at(moment, MORNING), kind, key, moment.get("by", ""), {**announcement, "publish_at": out})


def _kind(step: Mapping[str, Any]) -> str:
    return next((kind for kind in (VERDICT, CLAIM, COMMENT) if kind in step), ACTION)


class _WorkingDays:
    """Instants counted back in working days."""

    def __init__(self, calendar: Calendar, today: date) -> None:
        self.calendar = calendar
        self.days = [self._last(today)]

    def at(self, moment: Mapping[str, Any], usual: time) -> datetime:
        """The instant of `{days, time}`."""
        hour = time.fromisoformat(moment["time"]) if "time" in moment else usual
        return datetime.combine(self._back(moment["days"]), hour, tzinfo=clock.ROME).astimezone(UTC)

    def _back(self, working_days: int) -> date:
        while len(self.days) <= working_days:
            self.days.append(self._last(self.days[-1] - DAY))
        return self.days[working_days]

    def _last(self, day: date) -> date:
        while not self.calendar.is_working(day):
            day -= DAY
        return day
