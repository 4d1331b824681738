"""Ideas that ask for nearly the same thing, in other words perhaps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row, bindparam, select

from ideas.board.models import Idea, IdeaTerms
from ideas.board.policy import HIDDEN, MERGED, is_private, voting_open
from ideas.board.queries.candidates import candidates, question
from ideas.board.queries.cards import StatusView, status_view, viewer, voted_by, votes_hidden
from ideas.board.queries.vocabulary import corrected, rewritten, vocabulary
from ideas.board.words import excerpts, gist
from ideas.board.words.likeness import Question, weigher
from ideas.board.words.spelling import is_slip
from ideas.kernel.db import db
from ideas.kernel.process import running
from ideas.kernel.text import words
from workflow import Process

SHOWN, LONGEST_TITLE, LONGEST_STORY = 5, 200, 1500
ASKED_UNITS, TOLD_UNITS, SOUGHT_IN_STORY = 10, 20, 2
WORTH_SHOWING = 0.41
PASSAGE = 130
TYPED_WORDS = 3  # of a title being written, before anything is looked for
_STORIES = select(Idea.id, Idea.story).where(Idea.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True)
class SimilarIdea:
    """`score` is 0..1, see `words.likeness`. Looked for while typing: `heading` is the title with what both speak of
    in <mark>, `passage` where the story speaks of what the title does not."""

    id: int
    slug: str
    title: str
    status: StatusView
    votes: int
    voted: bool
    own: bool
    voting_open: bool
    score: float
    votes_hidden: bool
    heading: Markup | str = ""
    passage: Markup | str = ""


def similar_to_typed(
    title: str, story: str = "", *, without: int | None = None, viewer_id: int | None = None
) -> list[SimilarIdea]:
    """As `similar`, for a title that is being written: nothing before its third word, and with what makes them alike.
    One statement more."""
    if len(words(title)) < TYPED_WORDS:
        return []
    return similar(title, story, without=without, viewer_id=viewer_id, explained=True)


def similar(
    title: str, story: str = "", limit: int = SHOWN, *, without: int | None = None, viewer_id: int | None = None,
    process: Process | None = None, spelt: bool = True, explained: bool = False,
) -> list[SimilarIdea]:  # fmt: skip
    """The public ideas most like this one, best first; only those worth showing. Two statements, a third for words
    that nobody has used so far (not when `spelt` is false), one more to have them `explained`."""
    title, story = title[:LONGEST_TITLE], story[:LONGEST_STORY]
    right = corrected(words(title)) if spelt else {}
    title = rewritten(title, {word: written for word, written in right.items() if is_slip(word, written)})
    asked = gist.units(title)[:ASKED_UNITS]
    if not asked:
        return []
    told = [unit for unit in gist.units(story) if unit not in asked][:TOLD_UNITS]
    process = process or running()
    known = vocabulary((token for unit in (*asked, *told) for token in unit), right)
    weigh = weigher(known.counts, known.others, known.ideas)
    telling = sorted(asked, key=weigh, reverse=True) + sorted(told, key=weigh, reverse=True)[:SOUGHT_IN_STORY]
    compared = Question(asked, told, weigh, known.near)
    found = [
        (row, score)
        for row, score in _scored(compared, question(telling, known), viewer_id)
        if row.id != without and row.status != MERGED and not is_private(process, row.status)
    ]
    found.sort(key=lambda f: (f[0].status in HIDDEN, -f[1], -f[0].votes, f[0].id))
    shown = [_similar(process, row, score, viewer_id) for row, score in found[:limit]]
    return _explained(shown, compared) if explained and shown else shown


def _scored(compared: Question, asked: str, viewer_id: int | None) -> list[tuple[Row[Any], float]]:
    """The candidates that are worth showing, with their scores."""
    statement = _near(db.engine.dialect.name, viewer_id is not None)
    rows = db.session.execute(statement, {"question": asked, "viewer": viewer_id}).all()
    scored = [(row, compared.likeness(row.gist_title, row.gist_story, WORTH_SHOWING)) for row in rows]
    return [(row, score) for row, score in scored if score]


def _similar(process: Process, row: Row[Any], score: float, viewer_id: int | None) -> SimilarIdea:
    own, open_ = viewer_id is not None and row.author_id == viewer_id, voting_open(process, row.status)
    hidden = votes_hidden(row.created_at, open_=open_, voted=bool(row.voted), own=own)
    return SimilarIdea(
        row.id,
        row.slug,
        row.title,
        status_view(process, row.status),
        row.votes,
        bool(row.voted),
        own,
        open_,
        score,
        hidden,
    )


def _explained(shown: Sequence[SimilarIdea], compared: Question) -> list[SimilarIdea]:
    stories = {row.id: row.story for row in db.session.execute(_STORIES, {"ids": [idea.id for idea in shown]})}
    return [_with_words(idea, excerpts.flat(stories[idea.id]), compared) for idea in shown]


def _with_words(idea: SimilarIdea, story: str, compared: Question) -> SimilarIdea:
    in_title = [(span, unit) for span, unit in gist.places(idea.title) if compared.speaks_of(unit)]
    said = {unit for _span, unit in in_title}
    in_story = [span for span, unit in gist.places(story) if unit not in said and compared.speaks_of(unit)]
    heading = excerpts.with_marks(idea.title, [span for span, _unit in in_title])
    return replace(idea, heading=heading, passage=excerpts.with_marks(story, in_story, PASSAGE) if in_story else "")


@cache
def _near(dialect: str, known: bool) -> Any:
    """Built once for each database: putting it together takes longer than running it."""
    near = candidates(dialect)
    return (
        select(
            Idea.id, Idea.slug, Idea.title, Idea.status, Idea.votes, Idea.author_id, Idea.created_at,
            IdeaTerms.gist_title,
            IdeaTerms.gist_story, voted_by(viewer(known)).label("voted"),
        )
        .join(near, near.c.id == Idea.id)
        .join(IdeaTerms, IdeaTerms.idea_id == Idea.id)
    )  # fmt: skip
