"""The house rules in the language of the page."""

from dataclasses import dataclass

from ideas.kernel.i18n import language
from ideas.moderation.policy import RULES


@dataclass(frozen=True)
class RuleView:
    id: str
    number: int
    title: str
    text: str
    law: bool
    unnamed: bool


def rules() -> list[RuleView]:
    lang = language()
    return [
        RuleView(rule.id, n, rule.title.in_(lang), rule.text.in_(lang), rule.law, rule.unnamed)
        for n, rule in enumerate(RULES.values(), start=1)
    ]


def rule_title(rule_id: str) -> str:
    """A rule that is no longer in the list is named by its id."""
    rule = RULES.get(rule_id)
    return rule.title.in_(language()) if rule else rule_id
