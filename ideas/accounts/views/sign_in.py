"""In and out."""

from flask import current_app, redirect, render_template, request, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from ideas.accounts import commands, queries
from ideas.accounts.forms import SignInForm
from ideas.accounts.models import Person
from ideas.accounts.views.blueprint import address_and_email, bp, refused
from ideas.web.access import public
from ideas.web.addresses import own_path
from ideas.web.limits import limiter


def destination(person: Person, asked: str | None) -> str:
    """Where a person goes after signing in: back where they were, else colleagues to their desk."""
    return own_path(asked, url_for("evaluation.worklist") if person.is_staff else "/")


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit("10 per 10 minutes", key_func=address_and_email, methods=["POST"], deduct_when=refused)
@limiter.limit("100 per 10 minutes", methods=["POST"], deduct_when=refused)
def sign_in() -> Response | tuple[str, int]:
    form = SignInForm(next=request.args.get("next", ""))
    if form.sent():
        with form.refusals():
            person = commands.check_password(form.email.data, form.password.data)
            login_user(person)
            return redirect(destination(person, form.next.data), 303)
    elif current_user.is_authenticated:
        return redirect(destination(current_user, request.args.get("next")), 303)
    people = queries.demo_people() if current_app.config["DEMO"] else []
    return render_template("accounts/sign_in.html", form=form, people=people), form.status


@bp.post("/sign-out")
@public
def sign_out() -> Response:
    logout_user()
    return redirect("/", 303)
