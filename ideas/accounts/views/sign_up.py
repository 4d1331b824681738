"""Sign up, and confirm the address."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.accounts import commands, tokens
from ideas.accounts.forms import AddressForm, ButtonForm, SignUpForm
from ideas.accounts.views.blueprint import address_and_email, bp
from ideas.kernel import clock
from ideas.kernel.i18n import language
from ideas.web.access import public
from ideas.web.limits import limiter


@bp.route("/sign-up", methods=["GET", "POST"])
@public
@limiter.limit("60 per hour", methods=["POST"])
def sign_up() -> Response | tuple[str, int]:
    """The answer is the same whether or not the address is known: only the mail differs."""
    form = SignUpForm()
    if form.sent():
        with form.refusals():
            commands.sign_up(form.name.data, form.email.data, form.password.data, language(), clock.now())
            return redirect(url_for("accounts.confirmation_mail"), 303)
    return render_template("accounts/sign_up.html", form=form), form.status


@bp.route("/confirmation", methods=["GET", "POST"])
@public
@limiter.limit("5 per hour", key_func=address_and_email, methods=["POST"])
@limiter.limit("60 per hour", methods=["POST"])
def confirmation_mail() -> Response | tuple[str, int]:
    """Says that a mail is on its way, and sends it again."""
    form = AddressForm()
    if form.sent():
        commands.ask_confirmation(form.email.data)
        flash(_("If this address is waiting to be confirmed, we have written to it again."), "success")
        return redirect(url_for("accounts.confirmation_mail"), 303)
    return render_template("accounts/confirmation_mail.html", form=form), form.status


@bp.route("/confirmation/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per hour", methods=["POST"])
def confirmation(token: str) -> Response | tuple[str, int]:
    """A button, because mail programs open links by themselves and opening must change nothing."""
    form, person = ButtonForm(), tokens.confirming(token)
    if form.sent():
        commands.confirm(token, clock.now())
        flash(_("Your address is confirmed. Now you can sign in."), "success")
        return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/confirmation.html", form=form, person=person), form.status
