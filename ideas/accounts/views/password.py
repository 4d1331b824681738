"""A forgotten password."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.accounts import commands, tokens
from ideas.accounts.forms import AddressForm, NewPasswordForm
from ideas.accounts.views.blueprint import address_and_email, bp
from ideas.web.access import public
from ideas.web.limits import limiter


@bp.route("/password-reset", methods=["GET", "POST"])
@public
@limiter.limit("5 per hour", key_func=address_and_email, methods=["POST"])
@limiter.limit("60 per hour", methods=["POST"])
def password_reset() -> Response | tuple[str, int]:
    form = AddressForm()
    if form.sent():
        commands.ask_reset(form.email.data)
        flash(_("If we know this address, we have sent it a link to choose a new password."), "success")
        return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/password_reset.html", form=form), form.status


@bp.route("/password-reset/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per hour", methods=["POST"])
def new_password(token: str) -> Response | tuple[str, int]:
    form, person = NewPasswordForm(), tokens.resetting(token)
    if form.sent():
        with form.refusals():
            commands.reset(token, form.password.data)
            flash(_("The new password is set. Now you can sign in."), "success")
            return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/new_password.html", form=form, email=person.email), form.status
