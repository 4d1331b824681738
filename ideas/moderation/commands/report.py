"""Somebody says that something breaks a rule (DSA, article 16). No account is needed."""

import hashlib
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from ideas.accounts.models import Person
from ideas.accounts.policy import clean_email, clean_name
from ideas.board.errors import CommentMissing, IdeaMissing
from ideas.kernel import clock, guard
from ideas.kernel.db import db, insert
from ideas.kernel.events import publish
from ideas.kernel.i18n import LANGUAGES
from ideas.moderation.commands.target import Target
from ideas.moderation.errors import BadField
from ideas.moderation.events import ReportFiled
from ideas.moderation.models import Report
from ideas.moderation.policy import RULES, TEXT_LONGEST, TEXT_SHORTEST


def report(
    target: Target, *, rule: str, text: str, person: Person | None, name: str = "", email: str = "",
    language: str = "it", at: datetime,
) -> Report:  # fmt: skip
    """Write a report down; sent twice on one day it is one.

    Whoever has no account leaves name and e-mail, unless the rule may be reported without. Raises BadField,
    IdeaMissing or CommentMissing for what is not public.
    """
    if not target.is_public:
        raise CommentMissing if target.comment else IdeaMissing
    text = checked_text("text", text)
    if rule not in RULES:
        raise BadField("rule", _l("Choose the rule that it breaks."))
    if person is not None:
        name = email = ""
    elif name or email or not RULES[rule].unnamed:
        name, email = clean_name(name), clean_email(email)
    who = f"person {person.id}" if person else email
    values = {
        "idea_id": target.idea.id, "comment_id": target.comment_id, "rule": rule, "text": text,
        "reporter_id": person.id if person else None, "name": name, "email": email,
        "language": language if language in LANGUAGES else LANGUAGES[0], "created_at": at,
        "mark": _mark(target, who, rule, text, at),
    }  # fmt: skip
    row = insert(Report).values(values).on_conflict_do_nothing(index_elements=[Report.mark]).returning(Report)
    made = db.session.scalars(row).one_or_none()
    if made is None:
        return db.session.scalars(select(Report).where(Report.mark == values["mark"])).one()
    publish(ReportFiled(made.id))
    return made


def checked_text(field: str, text: str) -> str:
    """The text with personal data covered. Raises BadField."""
    if len(text) < TEXT_SHORTEST:
        raise BadField(field, _l("Say why, in a sentence or two."))
    if len(text) > TEXT_LONGEST:
        raise BadField(field, _l("It is too long: at most %(max)s characters.", max=TEXT_LONGEST))
    return guard.mask(text)


def _mark(target: Target, who: str, rule: str, text: str, at: datetime) -> str:
    words = (str(target.idea.id), str(target.comment_id), who, rule, text, clock.local_date(at).isoformat())
    return hashlib.sha256("\x00".join(words).encode()).hexdigest()
