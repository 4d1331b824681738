"""The list: sorts, filters, search, pages by key.

Each status is read from its own index, already in order, and at most one page of it; the few rows that survive are
joined. The cost is that of a page, whatever the number of ideas.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import FromClause, Row, Select, bindparam, func, literal, select, tuple_, union_all

from ideas.board.models import Idea
from ideas.board.policy import HIDDEN, public_statuses
from ideas.board.queries.cards import IdeaCard, StatusView, cards, cards_of, status_view, viewer
from ideas.board.queries.facets import Board, board
from ideas.board.queries.matching import BEST, best_matches, every_word, search_terms
from ideas.board.queries.similar import SimilarIdea, similar
from ideas.board.queries.vocabulary import corrected, rewritten
from ideas.board.words.excerpts import excerpt, marked
from ideas.kernel import paging, text
from ideas.kernel.db import db
from ideas.kernel.errors import Invalid
from ideas.kernel.process import running

PAGE = 10
RELEVANCE = "relevance"
SORTS: dict[str, Any] = {
    "trending": Idea.score,
    "top": Idea.votes,
    "new": Idea.created_at,
    "discussed": Idea.comments,
}
_KEY_TYPES = {"trending": float, RELEVANCE: float, "top": int, "new": str, "discussed": int}
NEXT, PREVIOUS = "n", "p"


@dataclass(frozen=True)
class ListQuery:
    """What is asked of the list, as typed: anything unknown counts as not asked."""

    q: str = ""
    statuses: tuple[str, ...] = ()
    category: str = ""
    sort: str = ""
    after: str = ""

    def args(self, **changes: Any) -> dict[str, Any]:
        """The arguments of an address that asks the same, but for `changes`; a change of anything opens page one."""
        asked = {"q": self.q, "status": list(self.statuses), "category": self.category, "sort": self.sort}
        return {name: value for name, value in {**asked, **changes}.items() if value}


@dataclass(frozen=True)
class StatusFilter:
    status: StatusView
    ideas: int
    checked: bool


@dataclass(frozen=True)
class AreaFilter:
    """`slug` is empty for all areas."""

    slug: str
    label: str
    ideas: int
    checked: bool


@dataclass(frozen=True)
class Listing:
    """One page of the list. `ideas` is how many there are with these filters (with a search at most `BEST`), `total`
    on the whole board; `hides` when closed ideas are left out because nobody asked for them.

    Of a search without an answer, `corrected` is what was looked for instead, rightly written; failing that, `related`
    are ideas that say the same in other words.
    """

    query: ListQuery
    sort: str
    cards: Sequence[IdeaCard]
    previous: str | None
    next: str | None
    ideas: int
    total: int
    hides: bool
    everything: tuple[str, ...]
    statuses: Sequence[StatusFilter]
    areas: Sequence[AreaFilter] = field(default=())
    searched: bool = False
    corrected: str = ""
    related: Sequence[SimilarIdea] = ()

    @property
    def capped(self) -> bool:
        """Whether there may be more matches than were counted."""
        return self.searched and self.ideas >= BEST


def idea_list(query: ListQuery, viewer_id: int | None) -> Listing:
    """One page, in two statements (a third only to learn the running process); a search that finds nothing takes up to
    four more, to look for misspelt words and for other ones.

    Raises Invalid for a cursor that was cut.
    """
    everything = tuple(status.key for status in public_statuses(running()))
    asked = tuple(key for key in everything if key in query.statuses)
    statuses = asked or tuple(key for key in everything if key not in HIDDEN)
    sort = _sort(query)
    key = _key(query.after, sort)
    facts = board()
    category_id = next((area.id for area in facts.areas if area.slug == query.category), None)
    words, rows = query.q, _rows(query.q, sort, statuses, category_id, key, viewer_id)
    if words and not rows:
        words, rows = _rightly_written(words, lambda q: _rows(q, sort, statuses, category_id, key, viewer_id))
    shown, previous, following = _window(rows, key, sort)
    found = sum(facts.by_status(category_id)[status] for status in statuses)
    return Listing(
        query=query,
        sort=sort,
        cards=_marked(cards(shown, facts.names, viewer_id), shown, search_terms(words)),
        previous=previous,
        next=following,
        ideas=(rows[0].found if rows else 0) if query.q else found,
        total=facts.total,
        hides=not asked,
        everything=everything,
        statuses=_status_filters(facts, everything, statuses, category_id),
        areas=_area_filters(facts, statuses, category_id),
        searched=bool(query.q),
        corrected=words if words != query.q else "",
        related=similar(query.q, viewer_id=viewer_id) if query.q and not rows and key is None else (),
    )


def _rightly_written(typed: str, look: Callable[[str], Sequence[Row[Any]]]) -> tuple[str, Sequence[Row[Any]]]:
    """The words put right and what they find; as typed when there is nothing to put right, or nothing is found."""
    right = corrected(text.words(typed))
    words = rewritten(typed, right)
    rows = look(words) if right else ()
    return (words, rows) if rows else (typed, ())


def _marked(found: list[IdeaCard], rows: Sequence[Row[Any]], stems: Sequence[str]) -> list[IdeaCard]:
    if not stems:
        return found
    return [
        replace(card, heading=marked(card.title, stems), excerpt=excerpt(row.whole, stems))
        for card, row in zip(found, rows, strict=True)
    ]


def _sort(query: ListQuery) -> str:
    if query.sort in SORTS or (query.q and query.sort == RELEVANCE):
        return query.sort
    return RELEVANCE if query.q else "trending"


@dataclass(frozen=True)
class _Key:
    """Where a page begins: the row beside it, which is not shown again, and the way to go from there."""

    forward: bool
    value: Any
    id: int


def _key(cursor: str, sort: str) -> _Key | None:
    if not cursor:
        return None
    way, value, idea_id = paging.decode(cursor, (str, _KEY_TYPES[sort], int))
    if sort == "new":
        try:
            value = datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, OverflowError) as problem:
            raise Invalid("This page address is not complete.", code="cursor") from problem
    return _Key(way != PREVIOUS, value, idea_id)


def _cursor(way: str, row: Row[Any]) -> str:
    value = row.value.isoformat() if isinstance(row.value, datetime) else row.value
    return paging.encode((way, value, row.id))


def _rows(
    typed: str, sort: str, statuses: tuple[str, ...], category_id: int | None, key: _Key | None, viewer_id: int | None
) -> Sequence[Row[Any]]:
    """One page and one row more, nearest to the key first; `found` is how many match a search."""
    forward = key.forward if key else None
    shape = _Shape(bool(typed), sort, statuses, category_id is not None, forward, viewer_id is not None)
    values: dict[str, Any] = {"category": category_id, "viewer": viewer_id}
    if typed:
        values["words"] = every_word(typed)
    if key:
        values |= {"mark": key.value, "mark_id": key.id}
    return db.session.execute(_statement(db.engine.dialect.name, shape), values).all()


@dataclass(frozen=True)
class _Shape:
    """All that tells one statement of the list from another but for its values; `forward` None is the first page."""

    searched: bool
    sort: str
    statuses: tuple[str, ...]
    in_category: bool
    forward: bool | None
    known: bool


@lru_cache(maxsize=400)
def _statement(_dialect: str, shape: _Shape) -> Select[Any]:
    """Built once: putting it together takes longer than running it."""
    chosen, found = _matching(shape) if shape.searched else _walking(shape)
    last_first = shape.forward is False
    nearest = select(chosen).order_by(*_order(chosen, last_first)).limit(PAGE + 1).subquery()
    more = [found, Idea.story.label("whole")] if shape.searched else [found]
    return cards_of(nearest, viewer(shape.known), *more).order_by(*_order(nearest, last_first))


def _order(rows: FromClause, last_first: bool) -> list[Any]:
    return [column if last_first else column.desc() for column in (rows.c.value, rows.c.id)]


def _walking(shape: _Shape) -> tuple[FromClause, Any]:
    parts = [_walk(status, shape) for status in shape.statuses]
    return union_all(*parts).subquery(), literal(0).label("found")


def _walk(status: str, shape: _Shape) -> Select[Any]:
    value = SORTS[shape.sort]
    rows = select(Idea.id, value.label("value")).where(Idea.status == status)
    if shape.in_category:
        rows = rows.where(Idea.category_id == bindparam("category"))
    return select(_ordered(rows, value, Idea.id, shape.forward).subquery())


def _matching(shape: _Shape) -> tuple[FromClause, Any]:
    hits = best_matches(shape.statuses, shape.in_category)
    value = hits.c.relevance if shape.sort == RELEVANCE else SORTS[shape.sort]
    matching = select(hits.c.id, value.label("value")).join(Idea, Idea.id == hits.c.id)
    found = select(func.count()).select_from(hits).scalar_subquery().label("found")
    return _ordered(matching, value, hits.c.id, shape.forward).subquery(), found


def _ordered(rows: Select[Any], value: Any, idea_id: Any, forward: bool | None) -> Select[Any]:
    """The rows beside the key, nearest first, one more than a page."""
    if forward is not None:
        here, edge = tuple_(value, idea_id), tuple_(bindparam("mark", type_=value.type), bindparam("mark_id"))
        rows = rows.where(here < edge if forward else here > edge)
    if forward is False:
        return rows.order_by(value, idea_id).limit(PAGE + 1)
    return rows.order_by(value.desc(), idea_id.desc()).limit(PAGE + 1)


def _window(rows: Sequence[Row[Any]], key: _Key | None, sort: str) -> tuple[Sequence[Row[Any]], str | None, str | None]:
    """The rows to show, best first, and the cursors of the pages beside them."""
    shown, more = rows[:PAGE], len(rows) > PAGE
    if key is not None and not key.forward:
        shown = shown[::-1]
        return shown, _cursor(PREVIOUS, shown[0]) if more else None, _cursor(NEXT, shown[-1]) if shown else None
    previous = _cursor(PREVIOUS, shown[0]) if key is not None and shown else None
    return shown, previous, _cursor(NEXT, shown[-1]) if more else None


def _status_filters(
    facts: Board, everything: Sequence[str], statuses: Sequence[str], category_id: int | None
) -> list[StatusFilter]:
    process, ideas = running(), facts.by_status(category_id)
    return [
        StatusFilter(status_view(process, key), ideas[key], key in statuses)
        for key in everything
        if ideas[key] or process.public[key].position or key in HIDDEN
    ]


def _area_filters(facts: Board, statuses: Sequence[str], category_id: int | None) -> list[AreaFilter]:
    from_all = facts.by_category(statuses)
    one_each = [AreaFilter(area.slug, area.label, from_all[area.id], area.id == category_id) for area in facts.areas]
    return [AreaFilter("", "", from_all.total(), category_id is None), *one_each]
