"""How a fact is said in one line, to whoever proposed the idea and to everybody else.

The shipped statuses and actions have their own words; a status that the bank adds later is said by its label.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ideas.kernel import i18n
from ideas.kernel.i18n import language
from ideas.notifications.models import COMMENT, DUE_SOON, ESCALATED, PROMISE_SOON, RECEIPT, REPLY
from workflow import MISSED, Process

AUTHOR = "author"
OWN: dict[str, Any] = {
    "received": _l("We have received your idea"),
    "evaluation": _l("Your idea is now being evaluated"),
    "analysis": _l("Your idea is now under analysis"),
    "planned": _l("Your idea: it is a yes"),
    "development": _l("Your idea is in development"),
    "done": _l("Your idea is out"),
    "waiting": _l("We need an answer from you"),
    "not_now": _l("Your idea: not now"),
    "available": _l("What you asked for is already there"),
    "merged": _l("We merged your idea into another one"),
    "withdrawn": _l("You took your idea back"),
    "declined": _l("Your idea: we will not do it"),
    "private": _l("It is a complaint: the complaints office answers you"),
}
# What is special about how it got there: (action, status reached).
OWN_MOVES: dict[tuple[str, str], Any] = {
    ("answer", "received"): _l("We have your answer: we go on"),
    ("answer", "evaluation"): _l("We have your answer: we go on"),
    ("back", "evaluation"): _l("The product manager looks at your idea again"),
    ("back", "analysis"): _l("Your idea goes back to analysis"),
    ("resume", "evaluation"): _l("We are picking up your idea again"),
    ("appeal", "evaluation"): _l("Somebody else looks at your idea again"),
    ("overturn", "analysis"): _l("We have thought again: we want to do it"),
    ("confirm", "declined"): _l("We have thought again: we will not do it"),
    ("reopen", "evaluation"): _l("We are picking up your idea again"),
    ("expire", "declined"): _l("The time to ask us to think again is over"),
    ("lapse", "declined"): _l("We are closing the case: your answer did not arrive"),
    ("announce", "done"): _l("Everybody can read about your idea"),
}
OTHERS: dict[str, Any] = {
    "evaluation": _l("“%(title)s” is now being evaluated"),
    "analysis": _l("“%(title)s” is now under analysis"),
    "planned": _l("“%(title)s”: it is a yes"),
    "development": _l("“%(title)s” is in development"),
    "done": _l("“%(title)s” is out"),
    "waiting": _l("“%(title)s”: we asked whoever proposed it a question"),
    "not_now": _l("“%(title)s”: not now"),
    "available": _l("“%(title)s”: it is already there"),
    "merged": _l("“%(title)s” was merged into another idea"),
    "withdrawn": _l("“%(title)s” was taken back by whoever proposed it"),
    "declined": _l("“%(title)s”: we will not do it"),
}
OTHERS_MOVES: dict[tuple[str, str], Any] = {
    ("back", "evaluation"): _l("The product manager looks at “%(title)s” again"),
    ("back", "analysis"): _l("“%(title)s” goes back to analysis"),
    ("resume", "evaluation"): _l("We are picking up “%(title)s” again"),
    ("reopen", "evaluation"): _l("We are picking up “%(title)s” again"),
    ("appeal", "evaluation"): _l("Somebody else looks at “%(title)s” again"),
}


def headline(process: Process, *, action: str, status: str, title: str, own: bool) -> str:
    """An update in one line, in the language in force. `title` is the idea's."""
    if action == MISSED:
        return _("The date we had promised has passed: we are sorry")
    words = (OWN_MOVES if own else OTHERS_MOVES).get((action, status)) or (OWN if own else OTHERS).get(status)
    if words is not None:
        return str(words) if own else str(words) % {"title": title}
    label = process.public[status].label.in_(language()) if status in process.public else status
    if own:
        return _("Your idea: %(status)s", status=label)
    return _("“%(title)s”: %(status)s", title=title, status=label)


@dataclass(frozen=True)
class Work:
    """A piece of work that somebody was told of: `kind` is the notification's."""

    kind: str
    stage: str
    role: str
    due_at: datetime


def work_line(process: Process, work: Work) -> str:
    """What is to be done by when, or was not done, in one line."""
    stage, role = process.stages.get(work.stage), process.roles.get(work.role)
    title = stage.title.in_(language()) if stage else work.stage
    day = i18n.date_full(work.due_at)
    if work.role == AUTHOR:
        return _("We are still waiting for your answer: there is time until %(day)s", day=day)
    if work.kind == PROMISE_SOON:
        return _("%(stage)s: the day promised to the customer is near", stage=title)
    if work.kind == DUE_SOON:
        return _("%(stage)s: due %(day)s", stage=title, day=day)
    if stage is not None and stage.due.startswith("@"):
        return _("%(stage)s: the day has come to look at it again", stage=title)
    if work.kind == ESCALATED and role is not None:
        return _(
            "%(stage)s: overdue since %(day)s at the desk of %(role)s",
            stage=title,
            day=day,
            role=role.title.in_(language()),
        )
    return _("%(stage)s: overdue since %(day)s", stage=title, day=day)


def other_line(kind: str, *, official: bool, name: str) -> str:
    """A receipt or a comment in one line."""
    if kind == RECEIPT:
        return _("We have received your idea")
    if kind == COMMENT and official:
        return _("%(name)s of the bank answers on your idea", name=name)
    if kind == REPLY and official:
        return _("%(name)s of the bank answers your comment", name=name)
    if kind == REPLY:
        return _("%(name)s answered your comment", name=name or _("Somebody"))
    return _("%(name)s commented on your idea", name=name or _("Somebody"))
