"""The moderation of the demo bank: its scenes, and how they are performed."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import select

from ideas.accounts.models import Person
from ideas.board import commands as board
from ideas.kernel.db import db
from ideas.moderation import commands
from ideas.moderation.commands import Target
from ideas.moderation.models import Appeal, Decision

STEPS = ("written", "report", "decision", "appeal", "verdict")
Instant = Callable[[Mapping[str, Any], time], datetime]


def steps(at: Instant, usual: time) -> Iterator[tuple[datetime, str, dict[str, Any]]]:
    """(instant, step, words) of everything that happened, comment by comment; `at` counts the days back."""
    rows = tomllib.loads((Path(__file__).parent / "house.toml").read_text(encoding="utf-8"))["comment"]
    for number, row in enumerate(rows):
        for step in STEPS:
            if step in row:
                words = {**row[step], "number": number, "idea": row["idea"], "comment": row["text"]}
                yield at(row[step], usual), step, words


class House:
    """Which comment is which, while the scenes run."""

    def __init__(self) -> None:
        self.comments: dict[int, int] = {}

    def play(self, step: str, words: Mapping[str, Any], idea_id: int, person: Person | None, at: datetime) -> None:
        """One step; `person` is whoever takes it, None for a visitor."""
        if step == "written" and person is not None:
            comment = board.add_comment(idea_id=idea_id, person=person, text=words["comment"], at=at)
            self.comments[words["number"]] = comment.id
            return
        target = Target.find(comment_id=self.comments[words["number"]])
        if step == "report":
            said = {key: words[key] for key in ("rule", "text", "name", "email") if key in words}
            commands.report(target, person=person, at=at, **said)
        elif step == "appeal":
            author = db.session.get(Person, target.author_id)
            commands.appeal(_last(target), text=words["text"], person=author, at=at)
        elif person is not None:
            self._decide(step, words, target, person, at)

    def _decide(self, step: str, words: Mapping[str, Any], target: Target, by: Person, at: datetime) -> None:
        if step == "decision":
            commands.decide(
                target, outcome=words["outcome"], rule=words.get("rule", ""), facts=words["facts"], by=by,
                expected=None, at=at,
            )  # fmt: skip
            return
        asked = db.session.scalars(select(Appeal.id).where(Appeal.decision_id == _last(target))).one()
        commands.decide_appeal(asked, outcome=words["outcome"], reason=words["reason"], by=by, at=at)


def _last(target: Target) -> int:
    """The number of the last decision on a comment."""
    chosen = select(Decision.id).where(Decision.comment_id == target.comment_id).order_by(Decision.id.desc())
    return db.session.scalars(chosen.limit(1)).one()
