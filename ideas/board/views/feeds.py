"""The newest ideas for feed readers."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from ideas.board import queries
from ideas.board.views.blueprint import bp
from ideas.web import atom
from ideas.web.access import cached_public


@bp.get("/feeds/ideas.atom")
@cached_public
def feed() -> ResponseReturnValue:
    entries = [_entry(idea) for idea in queries.feed()]
    return atom.answer(_("The ideas of our customers"), url_for("board.feed"), url_for("board.idea_list"), entries)


def _entry(idea: queries.FeedEntry) -> atom.Entry:
    return atom.Entry(
        path=url_for("board.idea", idea_id=idea.id, slug=idea.slug),
        key=f"/ideas/{idea.id}",
        title=idea.title,
        summary=idea.summary,
        author=idea.author_name,
        category=idea.category,
        published_at=idea.published_at,
        updated_at=idea.updated_at,
    )
