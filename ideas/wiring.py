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
from ideas.accounts import personal as accounts_personal
from ideas.accounts import queries as accounts
from ideas.accounts.views import bp as accounts_pages
from ideas.admin import personal as admin_personal
from ideas.admin.views import bp as admin_pages
from ideas.analytics.views import bp as analytics_pages
from ideas.announcements import events as newsroom
from ideas.announcements import personal as announcements_personal
from ideas.announcements import reactions as announcements
from ideas.announcements.views import bp as announcements_pages
from ideas.board import events as board
from ideas.board import personal as board_personal
from ideas.board.views import bp as board_pages
from ideas.evaluation import events as path
from ideas.evaluation import personal as evaluation_personal
from ideas.evaluation import reactions as evaluation
from ideas.evaluation.views import bp as evaluation_pages
from ideas.kernel.events import Reactions
from ideas.kernel.outbox import Handler
from ideas.legal import personal as legal_personal
from ideas.legal.jobs import deliver_report
from ideas.legal.views import bp as legal_pages
from ideas.moderation import events as house
from ideas.moderation import personal as moderation_personal
from ideas.moderation.policy import COMPLAINTS, MODERATORS
from ideas.moderation.views import bp as moderation_pages
from ideas.notifications import personal as notifications_personal
from ideas.notifications import reactions as notifications
from ideas.notifications.jobs import deliver_mail, fan_out
from ideas.notifications.views import bp as notifications_pages
from ideas.privacy import personal as privacy_personal
from ideas.privacy.queries import PersonalData
from ideas.privacy.views import bp as privacy_pages
from ideas.web.preferences import chosen_language, chosen_theme

LOAD_PERSON = accounts.session_person

BLUEPRINTS: tuple[Blueprint, ...] = (
    accounts_pages,
    privacy_pages,
    legal_pages,
    board_pages,
    moderation_pages,
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
    house.ReportFiled: (notifications.report_receipt,),
    house.ContentDecided: (notifications.ruling,),
    house.AppealFiled: (),  # it is in the queue of those who may decide
    house.AppealDecided: (notifications.appeal_ruling,),
    house.HandedOver: (evaluation.close_as_complaint, notifications.handed_over),
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

# Who keeps something about a person, in the order of erasure: from the top floor down, because who wrote an idea must
# still be known to those above who forget it, and the person's own row comes last.
PERSONAL_DATA: tuple[PersonalData, ...] = (
    PersonalData("admin", admin_personal.export, admin_personal.erase),
    PersonalData("notifications", notifications_personal.export, notifications_personal.erase),
    PersonalData("announcements", announcements_personal.export, announcements_personal.erase),
    PersonalData("evaluation", evaluation_personal.export, evaluation_personal.erase),
    PersonalData("moderation", moderation_personal.export, moderation_personal.erase),
    PersonalData("legal", legal_personal.export, legal_personal.erase),
    PersonalData("board", board_personal.export, board_personal.erase),
    PersonalData("privacy", privacy_personal.export, privacy_personal.erase),
    PersonalData("accounts", accounts_personal.export, accounts_personal.erase),
)

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
    RailItem("moderation", "shield-alert", _l("Moderation"), "moderation.queue", frozenset(MODERATORS)),
    RailItem("complaints", "file-text", _l("Complaints"), "moderation.complaint_list", frozenset(COMPLAINTS)),
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
    app.extensions["personal_data"] = PERSONAL_DATA
