"""The editorial calendar."""

from flask import render_template, request
from flask_babel import lazy_gettext as _l

from ideas.announcements import queries
from ideas.announcements.models import DRAFT
from ideas.announcements.views.blueprint import bp
from ideas.kernel.errors import Invalid
from ideas.web.access import staff


@bp.get("/desk/calendar")
@staff("communications")
def calendar() -> str:
    """The month asked for, and below it what is still to be announced."""
    try:
        first = queries.month_from(request.args.get("month"))
    except ValueError as problem:
        raise Invalid(_l("A month is written like this: 2026-12."), code="month") from problem
    return render_template(
        "announcements/calendar.html", month=queries.month(first), waiting=queries.newsroom(DRAFT, None)
    )
