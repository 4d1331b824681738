"""Changing the words of an idea, and what they were before."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.board import commands, queries
from ideas.board.forms import WordsForm
from ideas.board.policy import STORY_LONGEST, TITLE_LONGEST
from ideas.board.views.blueprint import bp, edit_window, say_what_was_covered, viewer_id
from ideas.kernel import clock
from ideas.web.access import cached_public, signed_in


@bp.route("/ideas/<int:idea_id>/wording", methods=["GET", "POST"])
@signed_in
def wording(idea_id: int) -> ResponseReturnValue:
    """What the author may still change."""
    idea = queries.own_words(idea_id, current_user.id, clock.now(), edit_window())
    form = WordsForm(title=idea.title, story=idea.story)
    if form.sent():
        with form.refusals():
            words = (form.title.data or "", form.story.data or "")
            if commands.edit_idea(idea_id, current_user.id, *words, clock.now(), edit_window()):
                flash(_("Changed. What it said before can still be read."), "ok")
                say_what_was_covered(*words)
            return redirect(url_for("board.numbered", idea_id=idea_id), 303)
    sizes = {"title_max": TITLE_LONGEST, "story_max": STORY_LONGEST}
    return render_template("board/wording.html", form=form, idea=idea, **sizes), form.status


@bp.get("/ideas/<int:idea_id>/versions")
@cached_public
def versions(idea_id: int) -> ResponseReturnValue:
    return render_template("board/versions.html", page=queries.versions(idea_id, viewer_id()))
