"""Two people, one case, the same instant: on each database exactly one outcome."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import workflow
from tests.workflow.bank import OFFICES, PEOPLE, Bank
from workflow import AlreadyClaimed, Move, Stale, WorkflowRefusal


def at_once(*attempts: Callable[[], Any]) -> Sequence[Any]:
    """Start all at the same moment; what each returned, or the refusal it raised."""
    gate = Barrier(len(attempts))

    def run(attempt: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return attempt()
        except WorkflowRefusal as refused:
            return refused

    with ThreadPoolExecutor(len(attempts)) as people:
        return list(people.map(run, attempts))


def test_of_two_who_move_one_case_one_succeeds_and_the_other_reads_who_did(bank: Bank) -> None:
    bank.until("evaluation")
    shown = bank.case.row_version
    outcomes = at_once(
        lambda: bank.do("analyse", "pm", version=shown), lambda: bank.do("decline", "pm", person=31, version=shown)
    )
    (moved,) = [outcome for outcome in outcomes if isinstance(outcome, Move)]
    (refused,) = [outcome for outcome in outcomes if isinstance(outcome, Stale)]
    assert refused.by_id == (PEOPLE["pm"] if moved.action == "analyse" else 31)
    assert bank.case.row_version == shown + 1
    assert bank.verified() is None


def test_of_ten_who_accept_without_saying_what_they_saw_one_succeeds(bank: Bank) -> None:
    outcomes = at_once(*[lambda: bank.do("accept", "moderator")] * 10)
    assert sum(isinstance(outcome, Move) for outcome in outcomes) == 1
    assert {getattr(outcome, "code", "moved") for outcome in outcomes} == {"moved", "unknown_action"}
    assert bank.case.stage == "evaluation"


def test_four_verdicts_at_once_all_count_and_one_of_them_joins(bank: Bank) -> None:
    bank.until("signoff")

    def speak(office: str) -> Callable[[], Move]:
        return lambda: bank.verdict(office, "ok", round_=1)

    moves = at_once(*[speak(office) for office in OFFICES])
    assert sorted(move.to_stage for move in moves) == ["planned", "signoff", "signoff", "signoff"]
    assert bank.case.stage == "planned"
    assert {step.outcome for step in bank.case.steps if step.slot} == {"ok"}
    assert bank.verified() is None


def test_of_two_verdicts_of_one_office_one_counts(bank: Bank) -> None:
    bank.until("signoff")
    outcomes = at_once(lambda: bank.verdict("legal", "ok"), lambda: bank.verdict("legal", "no", person=71))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Move", "Stale"]


def test_of_five_who_take_it_on_one_has_it(bank: Bank) -> None:
    def take(person: int) -> Callable[[], int]:
        def attempt() -> int:
            with bank.engine.begin() as db:
                who = workflow.Actor(person, frozenset({"moderator"}))
                workflow.claim(db, bank.case_id, "", who, at=bank.at)
            return person

        return attempt

    outcomes = at_once(*[take(person) for person in range(20, 25)])
    (winner,) = [outcome for outcome in outcomes if isinstance(outcome, int)]
    assert [outcome.by_id for outcome in outcomes if isinstance(outcome, AlreadyClaimed)] == [winner] * 4
    assert bank.case.open_steps[0].assignee_id == winner


def test_of_three_clocks_one_closes_the_case(bank: Bank) -> None:
    bank.do("ask", "moderator")
    bank.wait(days=60)

    def sweep() -> int:
        with bank.engine.begin() as db:
            return len(workflow.run_due(db, at=bank.at))

    assert sorted(at_once(sweep, sweep, sweep)) == [0, 0, 1]
    assert bank.verified() is None
