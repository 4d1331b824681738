"""The newsroom: shelves, and one announcement from draft to calendar."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from ideas.announcements import commands, queries
from ideas.announcements.forms import DraftForm, MomentForm, ReturnForm, VersionedForm, moment_values
from ideas.announcements.models import DRAFT
from ideas.announcements.queries.desk import SHELVES
from ideas.announcements.views.blueprint import bp
from ideas.kernel import clock
from ideas.kernel.errors import NotFound
from ideas.web.access import staff
from ideas.web.forms import Form

Answer = Response | tuple[str, int]


@bp.get("/desk/announcements")
@staff("communications")
def desk() -> str:
    shelf = request.args.get("shelf", DRAFT)
    if shelf not in SHELVES:
        raise NotFound(_l("The newsroom has no such shelf."))
    after = request.args.get("after")
    return render_template("announcements/desk.html", newsroom=queries.newsroom(shelf, after), after=after)


@bp.route("/desk/announcements/<int:announcement_id>", methods=["GET", "POST"])
@staff("communications")
def editor(announcement_id: int) -> Answer:
    """Read, or save the words of a draft."""
    form = DraftForm()
    return _answer(announcement_id, form, lambda: commands.save(announcement_id, **_words(form)), _("Text saved."))


@bp.post("/desk/announcements/<int:announcement_id>/submission")
@staff("communications")
def submission(announcement_id: int) -> Answer:
    form = DraftForm()
    done = _("Sent for approval: another person reads it and decides.")
    return _answer(announcement_id, form, lambda: commands.submit(announcement_id, **_words(form)), done)


@bp.post("/desk/announcements/<int:announcement_id>/approval")
@staff("communications")
def approval(announcement_id: int) -> Answer:
    form = MomentForm()
    return _answer(
        announcement_id, form, lambda: commands.approve(announcement_id, publish_at=form.moment(), **_who(form)),
        _("Approved."),
    )  # fmt: skip


@bp.post("/desk/announcements/<int:announcement_id>/return")
@staff("communications")
def send_back(announcement_id: int) -> Answer:
    form = ReturnForm()
    return _answer(
        announcement_id, form, lambda: commands.send_back(announcement_id, note=form.note.data, **_who(form)),
        _("It is a draft again."),
    )  # fmt: skip


@bp.post("/desk/announcements/<int:announcement_id>/schedule")
@staff("communications")
def schedule(announcement_id: int) -> Answer:
    form = MomentForm()
    return _answer(
        announcement_id, form, lambda: commands.schedule(announcement_id, publish_at=form.moment(), **_who(form)),
        _("It is on the calendar."),
    )  # fmt: skip


@bp.post("/desk/announcements/<int:announcement_id>/schedule/withdrawal")
@staff("communications")
def schedule_withdrawal(announcement_id: int) -> Answer:
    form = VersionedForm()
    done = _("Taken off the calendar: it stays approved, choose another date when you want.")
    return _answer(announcement_id, form, lambda: commands.withdraw_schedule(announcement_id, **_who(form)), done)


def _who(form: VersionedForm) -> dict[str, Any]:
    return {"person_id": current_user.id, "expected_version": form.version.data, "at": clock.now()}


def _words(form: DraftForm) -> dict[str, Any]:
    return {"title": form.title.data, "text": form.text.data, "publish_at": form.moment(), **_who(form)}


def _answer(announcement_id: int, form: Form, command: Callable[[], None], done: str) -> Answer:
    """The page again after a command went well; else with the form, its sentences and what was typed."""
    if form.sent():
        with form.refusals():
            command()
            flash(done, "success")
            return redirect(url_for("announcements.editor", announcement_id=announcement_id), 303)
    return _page(announcement_id, form), form.status


def _page(announcement_id: int, sent: Form) -> str:
    """Every form of the page as the announcement fills it, but the one that was sent."""
    draft = queries.draft_page(announcement_id, current_user.id)
    when = moment_values(draft)
    forms: dict[str, Form] = {
        "words": DraftForm(formdata=None, title=draft.title, text=draft.text, **when),
        "moment": MomentForm(formdata=None, **when),
        "back": ReturnForm(formdata=None),
    }
    if sent.is_submitted():
        kept = {DraftForm: "words", MomentForm: "moment", ReturnForm: "back"}.get(type(sent))
        forms |= {kept: sent} if kept else {}
    shown = forms["words"].text.data if draft.state == DRAFT else draft.text
    month = queries.month(clock.local_date(draft.publish_at or clock.now()).replace(day=1))
    return render_template(
        "announcements/editor.html", draft=draft, forms=forms, failed=sent if sent.errors else None,
        reading=queries.reading(shown or ""), month=month,
    )  # fmt: skip
