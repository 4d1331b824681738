"""What everybody reads."""

from flask import current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ideas.announcements import queries
from ideas.announcements.views.blueprint import bp
from ideas.web.access import cached_public
from ideas.web.addresses import absolute


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
def feed() -> Response:
    xml = render_template(
        "announcements/feed.xml", stories=queries.feed(), absolute=absolute, base=current_app.config["BASE_URL"]
    )
    response = make_response(xml)
    response.mimetype = "application/atom+xml"
    return response
