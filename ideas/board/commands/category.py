"""The areas of the bank and their teams."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from ideas.board.errors import CategoryMissing
from ideas.board.models import Category, CategoryPerson
from ideas.kernel.db import db
from ideas.kernel.errors import Invalid

DEFAULTS = Path(__file__).parent.parent / "categories.toml"


def install_categories() -> list[Category]:
    """The areas that every bank begins with; what is there already stays as it is."""
    known = list(db.session.scalars(select(Category)))
    taken = {row.slug for row in known} | {row.name for row in known}
    first = max((row.position for row in known), default=0) + 1
    said = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))["category"]
    missing = [category for category in said if taken.isdisjoint((category["slug"], category["name"]))]
    rows = [Category(**category, position=n) for n, category in enumerate(missing, start=first)]
    db.session.add_all(rows)
    db.session.flush()
    return [*known, *rows]


def change_category(category_id: int, *, name: str, name_en: str, team: str, people: Iterable[int]) -> Category:
    """Rename an area, name its team, choose the colleagues whose desk its ideas are on.

    Raises CategoryMissing, Invalid when another area has the name.
    """
    category = db.session.get(Category, category_id)
    if category is None:
        raise CategoryMissing
    if db.session.scalar(select(Category.id).where(Category.name == name, Category.id != category_id)):
        sentence = _l("Another area has this name.")
        raise Invalid(sentence, fields={"name": sentence})
    category.name, category.name_en, category.team = name, name_en, team
    db.session.execute(delete(CategoryPerson).where(CategoryPerson.category_id == category_id))
    db.session.add_all(CategoryPerson(category_id=category_id, person_id=person) for person in set(people))
    db.session.flush()
    return category
