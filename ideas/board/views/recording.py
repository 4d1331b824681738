"""Votes that colleagues record for customers: in a branch, on the telephone."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.board import commands, queries
from ideas.board.forms import RecordedVoteForm
from ideas.board.views.blueprint import bp
from ideas.kernel import clock
from ideas.web.access import staff


@bp.route("/desk/ideas/<int:idea_id>/votes", methods=["GET", "POST"])
@staff("care", "moderator", "pm")
def recorded_vote(idea_id: int) -> ResponseReturnValue:
    form, idea = RecordedVoteForm(), queries.brief(idea_id)
    if form.sent():
        with form.refusals():
            given = (form.customer.data or "", form.channel.data or "")
            commands.record_vote(idea_id, *given, current_user.id, clock.now())
            flash(_("The vote is counted."), "ok")
            return redirect(url_for(".recorded_vote", idea_id=idea_id), 303)
    return render_template("board/recorded_vote.html", form=form, idea=idea), form.status
