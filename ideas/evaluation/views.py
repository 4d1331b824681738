"""The desk, and the steps that belong to the author of an idea."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from ideas.board import queries as board
from ideas.evaluation import commands, queries
from ideas.evaluation.forms import AbsenceForm, ActionForm, ConditionForm, action_form, verdict_form
from ideas.evaluation.queries.worklist import Filters
from ideas.kernel import clock
from ideas.kernel.i18n import language
from ideas.web.access import signed_in, staff
from ideas.web.forms import Form
from workflow import Case, Choice

bp = Blueprint("evaluation", __name__)


@bp.get("/desk")
@staff()
def worklist() -> ResponseReturnValue:
    at, absent = clock.now(), queries.absent_roles(current_user)
    counts = queries.counts(current_user, at, absent)
    filters = Filters.read(request.args, own_areas=counts.area > 0)
    return render_template(
        "evaluation/worklist.html",
        page=queries.worklist(current_user, filters, at, absent),
        counts=counts,
        choices=queries.filter_choices(),
        filters=filters,
        at=at,
    )


@bp.get("/desk/ideas/<int:idea_id>")
@staff()
def work_page(idea_id: int) -> ResponseReturnValue:
    at = clock.now()
    return render_template("evaluation/work_page.html", page=queries.work_page(idea_id, current_user, at), at=at)


@bp.route("/desk/ideas/<int:idea_id>/actions/<action>", methods=["GET", "POST"])
@staff()
def action(idea_id: int, action: str) -> ResponseReturnValue:
    case, choice = queries.choice_for(idea_id, action, current_user)
    form = action_form(case, choice)
    if form.sent() and _acted(idea_id, choice, form):
        return redirect(url_for(".work_page", idea_id=idea_id), 303)
    return _form_page("evaluation/action.html", idea_id, case, choice, form)


@bp.route("/ideas/<int:idea_id>/actions/<action>", methods=["GET", "POST"])
@signed_in
def author_action(idea_id: int, action: str) -> ResponseReturnValue:
    """What only the author may do: answer a question, withdraw the idea."""
    case, choice = queries.author_choice(idea_id, action, current_user)
    form = action_form(case, choice)
    if form.sent() and _acted(idea_id, choice, form):
        return redirect(url_for("board.idea", idea_id=idea_id, slug=board.brief(idea_id).slug), 303)
    return _form_page("evaluation/author_action.html", idea_id, case, choice, form, queries.open_question(case))


@bp.route("/desk/ideas/<int:idea_id>/verdicts/<office>", methods=["GET", "POST"])
@staff()
def verdict(idea_id: int, office: str) -> ResponseReturnValue:
    case, choices = queries.verdict_for(idea_id, office, current_user)
    form = verdict_form(case, choices)
    if form.sent():
        with form.refusals():
            commands.give_verdict(
                idea_id, office, form.verdict.data or "", form.reason.data or "", current_user,
                expected_round=form.expected_round(), at=clock.now(),
            )  # fmt: skip
            flash(_("Your opinion is recorded."), "ok")
            return redirect(url_for(".work_page", idea_id=idea_id), 303)
    return _form_page("evaluation/verdict.html", idea_id, case, choices[0], form)


@bp.post("/desk/ideas/<int:idea_id>/assignments")
@staff()
def assignments(idea_id: int) -> ResponseReturnValue:
    """Take the open work on."""
    commands.claim(idea_id, request.form.get("slot", ""), current_user, clock.now())
    flash(_("The idea is yours now. The customer sees your name."), "ok")
    return redirect(url_for(".work_page", idea_id=idea_id), 303)


@bp.route("/desk/ideas/<int:idea_id>/conditions/<int:condition_id>", methods=["GET", "POST"])
@staff()
def condition(idea_id: int, condition_id: int) -> ResponseReturnValue:
    """Write down how an office's condition was met."""
    duty, form = queries.duty(idea_id, condition_id), ConditionForm()
    if form.sent():
        with form.refusals():
            commands.close_obligation(idea_id, condition_id, form.note.data or "", current_user, clock.now())
            flash(_("The condition is closed."), "ok")
            return redirect(url_for(".work_page", idea_id=idea_id), 303)
    brief = board.brief(idea_id)
    return render_template("evaluation/condition.html", idea=brief, duty=duty, form=form), form.status


@bp.route("/desk/absence", methods=["GET", "POST"])
@staff()
def absence() -> ResponseReturnValue:
    """When I am away, and who does my work meanwhile."""
    form = AbsenceForm()
    form.to.choices = queries.colleagues(current_user)
    if form.sent():
        with form.refusals():
            commands.stand_in(current_user, form.to.data, form.starts_on.data, form.ends_on.data, clock.now())
            flash(_("Done. On those days your work is also in the queue of whoever stands in for you."), "ok")
            return redirect(url_for(".absence"), 303)
    page = {"form": form, "absences": queries.absences(current_user)}
    return render_template("evaluation/absence.html", **page), form.status


@bp.post("/desk/absence/<int:delegation_id>/end")
@staff()
def absence_end(delegation_id: int) -> ResponseReturnValue:
    """I am back, or I do not go."""
    commands.be_back(current_user, delegation_id, clock.now())
    flash(_("Done. Nobody stands in for you any more."), "ok")
    return redirect(url_for(".absence"), 303)


def _acted(idea_id: int, choice: Choice, form: ActionForm) -> bool:
    """Perform the action; False when it was refused, with the sentence in the form."""
    with form.refusals():
        commands.act(
            idea_id, choice.action, current_user, form.values(),
            expected_version=form.expected_version(), at=clock.now(),
        )  # fmt: skip
        flash(_("Done: %(what)s.", what=choice.label.in_(language())), "ok")
        return True
    return False


def _form_page(
    template: str, idea_id: int, case: Case, choice: Choice, form: Form, question: str = ""
) -> ResponseReturnValue:
    page = {"idea": board.brief(idea_id), "case": case, "choice": choice, "form": form, "question": question}
    return render_template(template, **page, language=language()), form.status
