"""Keeping what is being written, looking at it before it is sent, and its pictures."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.board import commands, queries
from ideas.board.views.blueprint import bp, person_key, viewer_id
from ideas.board.views.propose import LARGEST_FORM, form_page, idea_form
from ideas.kernel import clock
from ideas.web.access import public, signed_in
from ideas.web.limits import limiter
from ideas.web.uploads import accepts_files

PICTURE_HEADERS = {
    "Content-Type": "image/jpeg",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, max-age=300",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@bp.post("/ideas/drafts")
@accepts_files(LARGEST_FORM)
@signed_in
@limiter.limit("600/hour", key_func=person_key)
def drafts() -> ResponseReturnValue:
    """Save the draft: by its button, or by itself while somebody writes."""
    form, by_itself = idea_form(), bool(request.headers.get("HX-Request"))
    with form.refusals():
        draft = commands.save_form(current_user.id, form.typed(), clock.now(), form.chosen_file(), form.alt.data)
        if by_itself:
            return render_template("board/draft_state.html", saved_at=draft.saved_at if draft else None)
        flash(_("Draft saved. You find it in “My ideas”."), "ok")
        return redirect(_form_of(draft.id if draft else None), 303)
    return ("", 204) if by_itself else form_page(form)


@bp.post("/ideas/drafts/<int:draft_id>/withdrawal")
@signed_in
def draft_withdrawal(draft_id: int) -> ResponseReturnValue:
    commands.discard_draft(current_user.id, draft_id)
    flash(_("The draft is thrown away."), "ok")
    return redirect(url_for("board.my_ideas", show="drafts"), 303)


@bp.post("/ideas/preview")
@accepts_files(LARGEST_FORM)
@signed_in
def preview() -> ResponseReturnValue:
    """How it will be read; nothing is stored. Without scripts this is the way to see it."""
    return form_page(idea_form(), preview=True)


@bp.post("/ideas/pictures")
@accepts_files(LARGEST_FORM)
@signed_in
@limiter.limit("60/hour", key_func=person_key)
def pictures() -> ResponseReturnValue:
    """Save the draft with one more picture."""
    form = idea_form()
    with form.refusals():
        draft = commands.save_with_picture(
            current_user.id, form.typed(), clock.now(), form.chosen_file(), form.alt.data or ""
        )
        return redirect(_form_of(draft.id) + "#pictures", 303)
    return form_page(form)


@bp.post("/ideas/pictures/<int:picture_id>/withdrawal")
@accepts_files(LARGEST_FORM)
@signed_in
def picture_withdrawal(picture_id: int) -> ResponseReturnValue:
    """Take a picture off; what is typed is kept."""
    form = idea_form()
    with form.refusals():
        commands.remove_picture(current_user.id, picture_id)
        draft = commands.save_draft(current_user.id, form.typed(), clock.now())
        return redirect(_form_of(draft.id if draft else None) + "#pictures", 303)
    return form_page(form)


@bp.get("/pictures/<key>.jpg")
@public
def picture(key: str) -> ResponseReturnValue:
    """The picture alone; nothing in it can run, whatever was sent."""
    staff = current_user.is_authenticated and current_user.is_staff
    answer = make_response(queries.picture_data(key, viewer_id(), staff), PICTURE_HEADERS)
    answer.add_etag()
    return answer.make_conditional(request.environ)


def _form_of(draft_id: int | None) -> str:
    return url_for("board.new_idea", draft=draft_id)
