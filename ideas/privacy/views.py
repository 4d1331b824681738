"""A person's own data: what it is, a copy, consent, erasure."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, logout_user

from ideas.kernel import clock, guard
from ideas.kernel.i18n import LANGUAGE_NAMES
from ideas.privacy import commands, policy, queries
from ideas.privacy.forms import ConsentForm, ErasureForm
from ideas.privacy.models import NEWS
from ideas.web.access import public, reading, signed_in
from ideas.web.limits import limiter

bp = Blueprint("privacy", __name__)
FILE = "la-banca-che-vorrei.json"


@bp.get("/me/privacy")
@signed_in
def privacy() -> ResponseReturnValue:
    return _page(ErasureForm(formdata=None))


def _page(form: ErasureForm) -> ResponseReturnValue:
    given = queries.consents(current_user.id)
    consent = ConsentForm(formdata=None, data={kind: at is not None for kind, at in given.items()})
    language = LANGUAGE_NAMES[current_user.language]
    return render_template(
        "privacy/privacy.html", form=form, consent=consent, given=given, language=language
    ), form.status


@bp.get("/me/privacy/data")
@signed_in
@limiter.limit("20 per hour")
def data() -> Response:
    """Everything, as a file."""
    text = json.dumps(queries.everything_about(current_user.id), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="{FILE}"'}
    return Response(text, mimetype="application/json", headers=headers)


@bp.post("/me/privacy/consents")
@signed_in
def consents() -> ResponseReturnValue:
    form = ConsentForm()
    if form.sent():
        change = commands.agree if form.news.data else commands.take_back
        change(current_user.id, NEWS, clock.now())
        flash(_("Saved."), "success")
        return redirect(url_for("privacy.privacy"), 303)
    return _page(ErasureForm(formdata=None))


@bp.post("/me/privacy/erasure")
@signed_in
@limiter.limit("10 per hour")
def erasure() -> ResponseReturnValue:
    form = ErasureForm()
    if form.sent():
        with form.refusals():
            commands.erase_account(current_user._get_current_object(), form.password.data, clock.now())
            logout_user()
            flash(_("Your profile is erased. Thank you for what you left us."), "success")
            return redirect(url_for("board.home"), 303)
    return _page(form)


@bp.post("/ideas/check")
@public
@reading
@limiter.limit("120 per minute")
def check() -> ResponseReturnValue:
    """Personal data and the right door, while somebody writes. Nothing is stored."""
    if request.is_json:
        found = policy.check(**_typed(request.get_json(silent=True)))
        return jsonify(personal_data=[_place(each) for each in found.personal_data], **_door(found))
    found = policy.check(**_typed(request.form))
    return render_template("privacy/check.html", check=found, chosen=request.form)


def _typed(sent: Any) -> dict[str, str]:
    values = sent if isinstance(sent, Mapping) else {}
    return {name: str(values.get(name) or "") for name in ("title", "story", "text")}


def _place(found: policy.Found) -> dict[str, object]:
    return {"field": found.field, "start": found.start, "end": found.end, "type": found.kind}


def _door(found: policy.Check) -> dict[str, object]:
    """What was recognised and why; with an emergency, the numbers to call."""
    numbers = {"numbers": emergency_numbers()} if found.door.kind == policy.EMERGENCY else {}
    return {"door": found.door.kind, "reasons": list(found.door.reasons), **numbers}


@bp.app_template_global()
def emergency_numbers() -> dict[str, str]:
    """What blocks a card, from here and from abroad."""
    return {"italy": current_app.config["CARD_BLOCK_PHONE"], "abroad": current_app.config["CARD_BLOCK_PHONE_ABROAD"]}


@bp.app_template_filter()
def covered(text: str) -> str:
    """As it will be stored."""
    return guard.mask(text)


@bp.app_template_global()
def care_number() -> str:
    return str(current_app.config["CARE_PHONE"])
