"""The person's own notifications."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.kernel import clock
from ideas.kernel.errors import Invalid
from ideas.notifications import commands
from ideas.notifications.forms import ReadForm
from ideas.notifications.queries.inbox import inbox as inbox_page
from ideas.notifications.views.blueprint import bp
from ideas.web.access import signed_in


@bp.get("/me/notifications")
@signed_in
def inbox() -> str:
    after = request.args.get("after")
    return render_template("notifications/inbox.html", inbox=inbox_page(current_user.id, after), after=after)


@bp.post("/me/notifications/readings")
@signed_in
def readings() -> Response:
    """Everything up to the newest one shown has been read."""
    form = ReadForm()
    if not form.sent():
        raise Invalid(_("Say up to which notification you have read."))
    commands.mark_read(current_user.id, form.up_to.data, clock.now())
    flash(_("Done: nothing new is waiting for you."), "success")
    return redirect(url_for("notifications.inbox"), 303)
