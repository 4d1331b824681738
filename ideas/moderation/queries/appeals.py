"""Appeals: one of a decision, and the page on which another person decides."""

from dataclasses import dataclass

from sqlalchemy import select

from ideas.accounts import queries as people
from ideas.board.models import Comment, Idea
from ideas.kernel.db import db
from ideas.moderation.errors import Missing
from ideas.moderation.models import AUTHOR, REPORTER, Appeal, Decision
from ideas.moderation.queries.rules import rule_title


@dataclass(frozen=True)
class AppealPage:
    """`first` is who decided: they may not decide again."""

    appeal: Appeal
    decision: Decision
    rule: str
    idea_id: int
    title: str
    number: str
    content: str
    written_by: str
    first: str
    by_author: bool
    may_decide: bool


def appeal_of(decision_id: int, reporter: bool) -> Appeal | None:
    """The appeal of a decision by whoever reported the content, or by whoever wrote it."""
    side = REPORTER if reporter else AUTHOR
    return db.session.scalars(select(Appeal).where(Appeal.decision_id == decision_id, Appeal.side == side)).first()


def appeal_page(appeal_id: int, person_id: int) -> AppealPage:
    """Raises Missing."""
    appeal = db.session.get(Appeal, appeal_id) if 0 < appeal_id < 2**31 else None
    if appeal is None:
        raise Missing
    decision = db.session.get_one(Decision, appeal.decision_id)
    idea = db.session.get_one(Idea, decision.idea_id)
    comment = db.session.get_one(Comment, decision.comment_id) if decision.comment_id else None
    names = people.signatures([appeal.first_by_id])
    author_id = comment.person_id if comment else idea.author_id
    return AppealPage(
        appeal=appeal,
        decision=decision,
        rule=rule_title(decision.rule),
        idea_id=idea.id,
        title=idea.title,
        number=idea.number,
        content=comment.text if comment else idea.story,
        written_by=comment.author_name if comment else idea.author_name,
        first=names[appeal.first_by_id].name,
        by_author=appeal.side == AUTHOR,
        may_decide=appeal.decided_at is None and person_id not in (appeal.first_by_id, author_id, appeal.person_id),
    )
