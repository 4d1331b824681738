"""The statement of reasons of one decision: what, on which ground, by whom, and what one may do (article 17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ideas.board.models import Idea
from ideas.kernel import clock
from ideas.kernel.db import db
from ideas.kernel.i18n import date_full
from ideas.kernel.text import excerpt
from ideas.moderation.commands.target import Target
from ideas.moderation.errors import Missing
from ideas.moderation.models import HIDDEN, KEPT, PASSED_ON, REMOVED, Appeal, Decision
from ideas.moderation.policy import RULES, appeal_until
from ideas.moderation.queries.appeals import appeal_of
from ideas.moderation.queries.reports import answered_report
from ideas.moderation.queries.rules import rule_title

# (outcome, on a comment) -> what it means for everybody.
WHAT: Mapping[tuple[str, bool], Any] = {
    (KEPT, False): _l("The idea “%(title)s” is on the board."),
    (KEPT, True): _l("The comment on “%(title)s” is public."),
    (HIDDEN, False): _l(
        "The idea “%(title)s” is hidden: only whoever wrote it sees it. Its path inside the bank goes on."
    ),
    (HIDDEN, True): _l(
        "The comment on “%(title)s” is hidden: in its place a sentence says so, and only whoever wrote it reads it."
    ),
    (REMOVED, False): _l("The idea “%(title)s” has been removed from the board: only whoever wrote it sees it."),
    (REMOVED, True): _l("The comment on “%(title)s” has been removed: only whoever wrote it sees it."),
    (PASSED_ON, False): _l("What was reported under “%(title)s” is no longer public: another office answers it."),
    (PASSED_ON, True): _l("What was reported under “%(title)s” is no longer public: another office answers it."),
}


@dataclass(frozen=True)
class Words:
    """A decision as sentences; `ground` is empty where nothing was restricted."""

    what: str
    ground: str
    how: str
    redress: str


@dataclass(frozen=True)
class Statement:
    """`may_appeal` until `appeal_on`; `appealed` when it was asked already, `answer` once that was decided."""

    id: int
    at: datetime
    idea_id: int
    slug: str
    title: str
    about: str
    outcome: str
    facts: str
    words: Words
    own: bool
    may_appeal: bool
    appeal_on: date
    appealed: Appeal | None


def statement_words(decision: Decision) -> Words:
    """In the language in force."""
    idea = db.session.get_one(Idea, decision.idea_id)
    what = WHAT[(decision.outcome, decision.comment_id is not None)] % {"title": idea.title}
    how = (
        _("Automated means were used to decide.")
        if decision.automated
        else _("A person decided, without automated means.")
    )
    return Words(str(what), _ground(decision), how, _redress(decision))


def _ground(decision: Decision) -> str:
    if not decision.rule:
        return ""
    rule, title = RULES.get(decision.rule), rule_title(decision.rule)
    if rule is not None and rule.law:
        return _("Ground: house rule “%(rule)s”, which is also against the law.", rule=title)
    return _("Ground: house rule “%(rule)s”.", rule=title)


def _redress(decision: Decision) -> str:
    return _(
        "You may ask us to look again until %(day)s: another person does, and it costs nothing. You may also go to a "
        "certified out-of-court dispute settlement body, or to a court.",
        day=date_full(appeal_until(decision.at)),
    )


def statement(decision_id: int, person_id: int, at: datetime) -> Statement:
    """For whoever wrote the content, or reported it. Raises Missing for everybody else."""
    decision = db.session.get(Decision, decision_id) if 0 < decision_id < 2**31 else None
    if decision is None:
        raise Missing
    target = Target.find(decision.idea_id, decision.comment_id)
    own = target.author_id == person_id
    report = None if own else answered_report(decision_id, person_id)
    if not own and report is None:
        raise Missing
    appealed = appeal_of(decision_id, not own)
    restricted = decision.outcome in (HIDDEN, REMOVED)
    open_to = restricted if own else decision.outcome == KEPT
    until = appeal_until(decision.at)
    return Statement(
        id=decision.id,
        at=decision.at,
        idea_id=target.idea.id,
        slug=target.idea.slug,
        title=target.idea.title,
        about=excerpt(target.comment.text if target.comment else target.idea.story, 400),
        outcome=decision.outcome,
        facts=decision.facts,
        words=statement_words(decision),
        own=own,
        may_appeal=open_to and appealed is None and clock.local_date(at) <= until,
        appeal_on=until,
        appealed=appealed,
    )
