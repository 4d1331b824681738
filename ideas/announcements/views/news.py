"""What everybody reads."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.announcements import queries
from ideas.announcements.views.blueprint import bp
from ideas.kernel.text import excerpt
from ideas.web import atom
from ideas.web.access import cached_public

SUMMARY = 600


@bp.get("/news")
@cached_public
def news() -> str:
    after = request.args.get("after")
    return render_template("announcements/news.html", page=queries.news(after), after=after)


@bp.get("/news/<int:announcement_id>")
@cached_public
def article_by_number(announcement_id: int) -> Response:
    story = queries.story(announcement_id)
    return redirect(url_for("announcements.article", announcement_id=story.id, slug=story.slug), 301)


@bp.get("/news/<int:announcement_id>-<slug>")
@cached_public
def article(announcement_id: int, slug: str) -> str | Response:
    story = queries.story(announcement_id)
    if slug != story.slug:
        return redirect(url_for("announcements.article", announcement_id=story.id, slug=story.slug), 301)
    return render_template("announcements/article.html", story=story)


@bp.get("/feeds/news.atom")
@cached_public
def feed() -> ResponseReturnValue:
    entries = [_entry(story) for story in queries.feed()]
    return atom.answer(_("News"), url_for("announcements.feed"), url_for("announcements.news"), entries)


def _entry(story: queries.Story) -> atom.Entry:
    return atom.Entry(
        path=url_for("announcements.article", announcement_id=story.id, slug=story.slug),
        key=f"/news/{story.id}",
        title=story.title,
        summary=excerpt(story.text, SUMMARY),
        author=story.author_name,
        category="",
        published_at=story.published_at,
        updated_at=story.published_at,
    )
