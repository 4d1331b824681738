"""What a person may do with an idea now, as the engine says it."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

import workflow
from ideas.accounts.models import Person
from ideas.evaluation.errors import CaseMissing, moved
from ideas.evaluation.policy import AUTHOR, actors
from ideas.kernel.db import db
from ideas.kernel.errors import Forbidden, NotFound
from workflow import Actor, Case, Choice


def case_of(idea_id: int) -> Case:
    """The case of an idea. Raises CaseMissing."""
    case = workflow.case_for(db.session, idea_id) if 0 < idea_id < 2**31 else None
    if case is None:
        raise CaseMissing(_l("This idea is not on the bank's path."))
    return case


def choices_of(case: Case, person: Person, everybody: Sequence[Actor] = ()) -> list[Choice]:
    """Every action here, allowed (to the person, or in the place of an absent colleague) or with the reason why not."""
    seen = [workflow.allowed(case.process, case.state, who) for who in everybody or actors(person, case.author_id)]
    return [_best(choices) for choices in zip(*seen, strict=True)]


def _best(choices: tuple[Choice, ...]) -> Choice:
    """Of one choice as seen by several: the one that is open, else the refusal that says most."""
    told = [choice for choice in choices if choice.why is not None and choice.why.code != "wrong_role"]
    return next((choice for choice in choices if choice.ok), (told or choices)[0])


def choice_for(idea_id: int, action: str, person: Person) -> tuple[Case, Choice]:
    """One action of the present stage.

    Raises Moved, naming who was faster, for an action of another stage, and NotFound for one of no stage.
    """
    case = case_of(idea_id)
    for choice in choices_of(case, person):
        if choice.kind == "action" and choice.action == action:
            return case, choice
    if any(action in stage.actions for stage in case.process.stages.values()):
        raise moved(case.last_by, case.last_at)
    raise NotFound(_l("This step does not exist where the idea is now."), code="unknown_action")


def author_choice(idea_id: int, action: str, person: Person) -> tuple[Case, Choice]:
    """As `choice_for`, for the author's own steps.

    Raises Forbidden for anybody else.
    """
    case, choice = choice_for(idea_id, action, person)
    if case.author_id is None or case.author_id != person.id:
        raise Forbidden(_l("Only the person who proposed this idea can do this."))
    return case, choice


def open_question(case: Case) -> str:
    """What the bank asked and nobody has answered yet, empty when nothing is open."""
    if case.process.stages[case.stage].role != AUTHOR:
        return ""
    asked = [event.fields.get("question") for event in workflow.history(db.session, case.id)]
    return str(next((question for question in reversed(asked) if question), ""))


def duty(idea_id: int, condition_id: int) -> Any:
    """One condition of the case.

    Raises NotFound when the case has no such condition.
    """
    for obligation in case_of(idea_id).obligations:
        if obligation.id == condition_id:
            return obligation
    raise NotFound(_l("This idea has no such condition."))


def verdict_for(idea_id: int, office: str, person: Person) -> tuple[Case, list[Choice]]:
    """The verdicts that an office may give in the present round.

    Raises NotFound when the office is not asked at this stage.
    """
    case = case_of(idea_id)
    verdicts = [c for c in choices_of(case, person) if c.kind == "verdict" and c.slot == office]
    if not verdicts:
        raise NotFound(_l("This office is not asked where the idea is now."), code="unknown_office")
    return case, verdicts
