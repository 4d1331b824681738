"""Which area is whose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from ideas.board.errors import CategoryMissing
from ideas.board.models import Category, CategoryPerson, Idea
from ideas.kernel.db import db
from ideas.kernel.i18n import language


@dataclass(frozen=True)
class Team:
    """An area as administrators see it; `people` are ids."""

    id: int
    label: str
    name: str
    name_en: str
    team: str
    people: Sequence[int]


def teams() -> list[Team]:
    """Every area in order, two statements."""
    members: dict[int, list[int]] = {}
    for row in db.session.execute(select(CategoryPerson.category_id, CategoryPerson.person_id)):
        members.setdefault(row.category_id, []).append(row.person_id)
    rows = db.session.scalars(select(Category).order_by(Category.position, Category.id))
    return [
        Team(row.id, row.label(language()), row.name, row.name_en, row.team, sorted(members.get(row.id, ())))
        for row in rows
    ]


def team(category_id: int) -> Team:
    """Raises CategoryMissing."""
    found = next((each for each in teams() if each.id == category_id), None)
    if found is None:
        raise CategoryMissing
    return found


def on_desk_of(person_id: int, category: Any = Idea.category_id) -> ColumnElement[bool]:
    """Whether an idea is of an area of this person's; what is of nobody's team is on every team's desk."""
    mine = select(CategoryPerson.category_id).where(CategoryPerson.person_id == person_id)
    anybody = select(CategoryPerson.category_id)
    return and_(mine.exists(), or_(category.is_(None), category.in_(mine), category.not_in(anybody)))
