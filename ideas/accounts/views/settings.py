"""A person's own settings."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from ideas.accounts import commands
from ideas.accounts.forms import PasswordForm, PreferencesForm
from ideas.accounts.views.blueprint import bp
from ideas.web.access import signed_in
from ideas.web.limits import limiter


@bp.route("/me/settings", methods=["GET", "POST"])
@signed_in
def settings() -> Response | tuple[str, int]:
    form = PreferencesForm(obj=current_user)
    if form.sent():
        with form.refusals():
            chosen = {"name": form.name.data, "language": form.language.data, "mails": form.mails.data}
            person = commands.change_preferences(current_user.id, **chosen)
            flash(_("Saved."), "success")
            # The language of the pages is a cookie of `web`: it is set there, on the way back here.
            here = url_for("accounts.settings")
            return redirect(url_for("web.appearance", language=person.language, next=here), 303)
    other = PasswordForm(formdata=None)
    return render_template("accounts/settings.html", form=form, password_form=other), form.status


@bp.post("/me/password")
@signed_in
@limiter.limit("10 per hour", methods=["POST"])
def password() -> Response | tuple[str, int]:
    form = PasswordForm()
    if form.sent():
        with form.refusals():
            login_user(commands.change_password(current_user.id, form.current.data, form.password.data))
            flash(_("Your password is changed, and every other device is signed out."), "success")
            return redirect(url_for("accounts.settings"), 303)
    preferences = PreferencesForm(formdata=None, obj=current_user)
    return render_template("accounts/settings.html", form=preferences, password_form=form), form.status
