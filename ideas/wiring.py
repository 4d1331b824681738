"""Who reacts to what. The one table that joins the capabilities; read it to know what happens after an event.

Every event has a row, `()` meaning that nobody reacts. Reactions run in this order, in the transaction of the event.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ideas import cli
from ideas.accounts import events as people
from ideas.accounts import queries as accounts
from ideas.accounts.views import bp as accounts_pages
from ideas.admin.views import bp as admin_pages
from ideas.analytics.views import bp as analytics_pages
from ideas.announcements import events as newsroom
from ideas.announcements import reactions as announcements
from ideas.announcements.views import bp as announcements_pages
from ideas.board import events as board
from ideas.board.views import bp as board_pages
from ideas.evaluation import events as path
from ideas.evaluation import reactions as evaluation
from ideas.evaluation.views import bp as evaluation_pages
from ideas.kernel.events import Reactions
from ideas.kernel.outbox import Handler
from ideas.legal.jobs import deliver_report
from ideas.legal.views import bp as legal_pages
from ideas.notifications import reactions as notifications
from ideas.notifications.jobs import deliver_mail, fan_out
from ideas.notifications.views import bp as notifications_pages
from ideas.web.preferences import chosen_language, chosen_theme

LOAD_PERSON = accounts.session_person

BLUEPRINTS: tuple[Blueprint, ...] = (
    accounts_pages,
    legal_pages,
    board_pages,
    evaluation_pages,
    announcements_pages,
    notifications_pages,
    analytics_pages,
    admin_pages,
)

REACTIONS: Reactions = {
    people.SignedUp: (notifications.confirmation,),
    people.AlreadyRegistered: (notifications.already_registered,),
    people.ResetAsked: (notifications.reset,),
    people.PasswordChanged: (notifications.password_changed,),
    board.IdeaSubmitted: (evaluation.open_case, notifications.receipt),
    board.CommentAdded: (notifications.comment_added,),
    board.UpdatePublished: (notifications.tell,),
    path.CaseMoved: (announcements.draft_for_release,),
    path.StepDueSoon: (notifications.due_soon,),
    path.StepOverdue: (notifications.overdue,),
    path.PromiseDueSoon: (notifications.promise_soon,),
    newsroom.AnnouncementPublished: (),  # the update that goes with it tells everybody
}

OUTBOX_HANDLERS: Mapping[str, Handler] = {
    "mail": deliver_mail,
    "fan_out": fan_out,
    "accessibility_report": deliver_report,
}

COMMANDS = cli.init_app


@dataclass(frozen=True)
class RailItem:
    """An entry of the desk's rail; with `roles`, only for whoever holds one of them."""

    key: str
    icon: str
    label: Any
    endpoint: str
    roles: frozenset[str] = frozenset()


RAIL = (
    RailItem("desk", "inbox", _l("Queue"), "evaluation.worklist"),
    RailItem("absence", "user-round", _l("Absence"), "evaluation.absence"),
    RailItem("announcements", "newspaper", _l("Newsroom"), "announcements.desk", frozenset({"communications"})),
    RailItem("calendar", "calendar-clock", _l("Calendar"), "announcements.calendar", frozenset({"communications"})),
    RailItem("process", "waypoints", _l("Process"), "admin.process", frozenset({"admin"})),
    RailItem("admin", "sliders-horizontal", _l("Administration"), "admin.index", frozenset({"admin"})),
)


def page_context() -> dict[str, Any]:
    """What every template may use besides Flask's own."""
    unread = current_user.unread if current_user.is_authenticated else 0
    return {"theme": chosen_theme(), "locale": chosen_language(), "rail": rail, "unread": unread}


def rail() -> list[RailItem]:
    """The entries of the desk's rail that concern whoever is signed in."""
    return [item for item in RAIL if not item.roles or item.roles & current_user.roles]


def install(app: Flask) -> None:
    """Give the application its tables."""
    app.extensions["reactions"] = REACTIONS
    app.extensions["outbox_handlers"] = OUTBOX_HANDLERS
