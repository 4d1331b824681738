"""Who reacts to what. The one table that joins the capabilities; read it to know what happens after an event.

Every event has a row, `()` meaning that nobody reacts. Reactions run in this order, in the transaction of the event.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Flask

from ideas import cli
from ideas.accounts import events as people
from ideas.accounts import queries as accounts
from ideas.accounts.views import bp as accounts_pages
from ideas.kernel.events import Reactions
from ideas.kernel.outbox import Handler
from ideas.web.preferences import chosen_language, chosen_theme

LOAD_PERSON = accounts.session_person

BLUEPRINTS: tuple[Blueprint, ...] = (accounts_pages,)

REACTIONS: Reactions = {
    people.SignedUp: (),
    people.AlreadyRegistered: (),
    people.ResetAsked: (),
}

OUTBOX_HANDLERS: Mapping[str, Handler] = {}

COMMANDS = cli.init_app


def page_context() -> dict[str, Any]:
    """What every template may use besides Flask's own."""
    return {"theme": chosen_theme(), "locale": chosen_language()}


def install(app: Flask) -> None:
    """Give the application its tables."""
    app.extensions["reactions"] = REACTIONS
    app.extensions["outbox_handlers"] = OUTBOX_HANDLERS
