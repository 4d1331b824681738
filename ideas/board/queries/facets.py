"""The filters: every status and area with its stored count. Nothing is counted here but rows of the tally."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import literal, select, union_all

from ideas.board.models import Category, Tally
from ideas.board.policy import is_private
from ideas.kernel.db import db
from ideas.kernel.i18n import language
from ideas.kernel.process import running


@dataclass(frozen=True)
class Area:
    """A category as forms and filters offer it, in the language of the page."""

    id: int
    slug: str
    label: str
    icon: str


@dataclass(frozen=True)
class Board:
    """Categories in order, and how many public ideas there are for each (status, category id or 0)."""

    areas: tuple[Area, ...]
    counts: dict[tuple[str, int], int]

    @cached_property
    def names(self) -> dict[int, str]:
        return {area.id: area.label for area in self.areas}

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def by_status(self, category_id: int | None) -> Counter[str]:
        """Ideas per status, in one category or in all."""
        found: Counter[str] = Counter()
        for (status, category), ideas in self.counts.items():
            if category_id in (None, category):
                found[status] += ideas
        return found

    def by_category(self, statuses: Iterable[str]) -> Counter[int]:
        """Ideas per category id (0: none), of these statuses."""
        found: Counter[int] = Counter()
        for (status, category), ideas in self.counts.items():
            if status in statuses:
                found[category] += ideas
        return found


_SHOWN = (Category.slug, Category.name, Category.name_en, Category.icon, Category.position)
_BOARD: Any = union_all(
    select(Category.id, *_SHOWN, Tally.status, Tally.ideas).outerjoin(Tally, Tally.category_id == Category.id),
    select(literal(0), *[literal("") for _column in _SHOWN[:-1]], literal(0), Tally.status, Tally.ideas).where(
        Tally.category_id == 0
    ),
)


def board() -> Board:
    """Categories and counts in one statement."""
    rows: Sequence[Any] = db.session.execute(_BOARD).all()
    counts = {
        (row.status, row.id): row.ideas
        for row in rows
        if row.status and row.ideas > 0 and not is_private(running(), row.status)
    }
    return Board(_areas(row for row in rows if row.id), counts)


def areas() -> tuple[Area, ...]:
    """The categories in order, one statement."""
    return _areas(db.session.execute(select(Category.id, *_SHOWN)))


def _areas(rows: Iterable[Any]) -> tuple[Area, ...]:
    found = {row.id: row for row in rows}
    return tuple(
        Area(row.id, row.slug, localized(row.name, row.name_en), row.icon)
        for row in sorted(found.values(), key=lambda row: (row.position, row.id))
    )


def localized(name: str, name_en: str) -> str:
    """A category's name in the language of the page."""
    return name_en if name_en and language() == "en" else name
